import { locale, t } from '@shared/i18n/index.ts';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { SearchField } from '../../ui/search-field.tsx';
import type { HelpContent } from './guide.ts';
import { GuideArticle } from './guide-article.tsx';
import './help-page.css';
import { addressOf, placeOf } from './place.ts';
import { searchGuides, sectionsOf } from './search-guides.ts';
import { SearchHits } from './search-hits.tsx';

/** The Help window. The address says which guide it shows, so that Back works. */
export function HelpPage({ content }: { readonly content: HelpContent }) {
  const { guides, pictures } = content;
  const place = placeOf(useHash());
  const [search, setSearch] = useState('');
  const sections = useMemo(() => sectionsOf(guides), [guides]);
  const hits = useMemo(() => searchGuides(sections, search), [sections, search]);
  const guide = guides.find(({ id }) => id === place.guide) ?? guides[0];
  const searching = search.trim() !== '';
  useEffect(() => {
    document.title = t.help.windowTitle;
    // Another window may ask for a guide while results are shown, and Back leaves them.
    const clearSearch = () => setSearch('');
    window.addEventListener('hashchange', clearSearch);
    window.addEventListener('keydown', keyDown);
    return () => {
      window.removeEventListener('hashchange', clearSearch);
      window.removeEventListener('keydown', keyDown);
    };
  }, []);
  return (
    <div className="help">
      <div className="help-side">
        <SearchField
          label={t.help.search}
          value={search}
          onText={setSearch}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
            else if (event.key === 'Enter') document.querySelector<HTMLElement>('.help-hit')?.click();
            else if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.help-hit')?.focus();
            else return;
            event.preventDefault();
          }}
        />
        <nav className="help-nav" aria-label={t.help.guidesLabel}>
          {guides.map(({ id, title }) => (
            <a
              key={id}
              className="help-tab"
              href={addressOf({ guide: id, anchor: '' })}
              lang={id === 'changes' ? undefined : 'en'}
              aria-current={id === guide?.id && !searching ? 'page' : undefined}
              onClick={() => setSearch('')}
            >
              {id === 'changes' ? t.commands['whats-new'] : title}
            </a>
          ))}
        </nav>
        {locale === 'en' ? null : <p className="meta help-language">{t.help.englishOnly}</p>}
      </div>
      <main className="help-body">
        {searching ? (
          <SearchHits hits={hits} search={search} onChosen={() => setSearch('')} />
        ) : guide ? (
          <GuideArticle key={guide.id} guide={guide} anchor={place.anchor} pictures={pictures} />
        ) : null}
      </main>
    </div>
  );
}

function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
}

/** The window has no menu outside macOS: its shortcuts are handled here. */
function keyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.shiftKey) return;
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (event.key === 'ArrowLeft') history.back();
    else if (event.key === 'ArrowRight') history.forward();
    else return;
    event.preventDefault();
    return;
  }
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === 'w') window.close();
  else if (key === 'f') document.querySelector<HTMLElement>('.help-side input')?.focus();
  else if (event.metaKey && key === '[') history.back();
  else if (event.metaKey && key === ']') history.forward();
  else return;
  event.preventDefault();
}
