import { t } from '@shared/i18n/index.ts';
import type { KeyboardEvent } from 'react';
import { addressOf } from './place.ts';
import { type Hit, markMatches, wordsOf } from './search-guides.ts';

interface SearchHitsProps {
  readonly hits: readonly Hit[];
  readonly search: string;
  readonly onChosen: () => void;
}

/** The matching sections of all guides, each a link to it. */
export function SearchHits({ hits, search, onChosen }: SearchHitsProps) {
  const words = wordsOf(search);
  return (
    <>
      <h1 className="help-title">{t.help.results}</h1>
      <p className="meta" role="status">
        {hits.length === 0 ? t.help.nothingFound(search.trim()) : t.help.found(hits.length)}
      </p>
      <ul className="help-hits" onKeyDown={moveFocus}>
        {hits.map(({ place, guideTitle, heading, excerpt }) => (
          <li key={addressOf(place)}>
            <a className="help-hit" href={addressOf(place)} lang="en" dir="ltr" onClick={onChosen}>
              <span className="help-hit-name">
                <Marked text={heading} words={words} />
              </span>
              {heading === guideTitle ? null : <span className="meta">{guideTitle}</span>}
              <span className="help-hit-text">
                <Marked text={excerpt} words={words} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return markMatches(text, words).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their position
    part.match ? <mark key={at}>{part.text}</mark> : part.text,
  );
}

/** Up and Down move between the results, and up from the first one back to the search field. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.help-hit')];
  const next = all.indexOf(document.activeElement as HTMLElement) + step;
  (next < 0 ? document.querySelector<HTMLElement>('.help-side input') : all[next])?.focus();
  event.preventDefault();
}
