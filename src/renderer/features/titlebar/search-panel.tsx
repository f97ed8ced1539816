import { t } from '@shared/i18n/index.ts';
import { CircleHelp, History, Images, ListFilter, type LucideIcon, Tag } from 'lucide-react';
import type { useOptions } from '../../ui/use-options.ts';
import type { SearchSuggestion } from './use-search-choices.ts';

interface SearchPanelProps {
  readonly choices: readonly SearchSuggestion[];
  readonly options: ReturnType<typeof useOptions<SearchSuggestion>>;
}

/** The list below the search box. */
export function SearchPanel({ choices, options }: SearchPanelProps) {
  return (
    <ul {...options.list} className="search-panel options" aria-label={t.search.suggestions}>
      {choices.map((choice, place) => (
        <li key={keyOf(choice)} className="option" {...options.option(place)}>
          <Line choice={choice} />
        </li>
      ))}
    </ul>
  );
}

function keyOf(choice: SearchSuggestion): string {
  return Object.values(choice).join(' ');
}

function Line({ choice }: { readonly choice: SearchSuggestion }) {
  const { Glyph, words, meta } = lineOf(choice);
  return (
    <>
      <Glyph size={14} strokeWidth={1.75} aria-hidden />
      <span dir="auto" className="option-words">
        {words}
      </span>
      {meta === '' ? null : <span className="meta numerals">{meta}</span>}
    </>
  );
}

function lineOf(choice: SearchSuggestion): {
  readonly Glyph: LucideIcon;
  readonly words: string;
  readonly meta: string;
} {
  switch (choice.kind) {
    case 'recent':
      return { Glyph: History, words: choice.text, meta: '' };
    case 'help':
      return { Glyph: CircleHelp, words: t.search.help, meta: '' };
    case 'field':
      return { Glyph: ListFilter, words: `${choice.field}:`, meta: t.search.fieldHelp[choice.field] };
    case 'value': {
      const Glyph = choice.field === 'tag' ? Tag : choice.field === 'in' ? Images : ListFilter;
      const meta = choice.live === undefined ? '' : t.library.count(choice.live);
      return { Glyph, words: `${choice.field}:${choice.value}`, meta };
    }
  }
}

/** Search syntax by example. */
export function SearchHelp() {
  return (
    // Clicking it keeps the focus in the search.
    <section
      className="search-panel search-help"
      aria-label={t.search.help}
      onMouseDown={(event) => event.preventDefault()}
    >
      <dl>
        {t.search.helpRows.map(([typed, found]) => (
          <div key={typed}>
            <dt className="mono">{typed}</dt>
            <dd>{found}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
