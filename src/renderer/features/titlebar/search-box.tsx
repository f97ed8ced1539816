import { RECENT_SEARCHES_MAX } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useKeysOf, useLibrary, useStores, useView } from '../../stores/context.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useOptions } from '../../ui/use-options.ts';
import { completed, itemAt, SaveSearch, withRecent } from '../filters/index.ts';
import { SearchHelp, SearchPanel } from './search-panel.tsx';
import { type SearchSuggestion, useSearchChoices } from './use-search-choices.ts';

/** Search as you type, with completions below. Any text is a valid search. */
export function SearchBox() {
  const { library, settings } = useStores();
  const input = useRef<HTMLInputElement>(null);
  const text = useLibrary((state) => state.query.search);
  const setText = library.getState().typeSearch;
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState<'list' | 'help' | null>(null);
  const focusRequest = useView((state) => state.searchFocus);
  // The plain key is the shorter one.
  const keys = useKeysOf('find');
  const choices = useSearchChoices(text, cursor, open === 'list');
  const options = useOptions<SearchSuggestion>({ items: choices, typed: text, onPick: pick });

  useEffect(() => {
    if (focusRequest) input.current?.select();
  }, [focusRequest]);

  function write(next: string, at = next.length): void {
    flushSync(() => {
      setText(next);
      setCursor(at);
    });
    // Synchronously: otherwise a key before the next frame would be followed by the cursor jumping back.
    input.current?.setSelectionRange(at, at);
  }
  function pick(choice: SearchSuggestion): void {
    if (choice.kind === 'help') {
      setOpen('help');
      return;
    }
    const next = completed(text, cursor, choice);
    write(next.text, next.cursor);
    if (choice.kind === 'recent') setOpen(null);
  }
  function remember(): void {
    const { recentSearches } = settings.getState().settings;
    const next = withRecent(recentSearches, text, RECENT_SEARCHES_MAX);
    if (next.join('\n') !== recentSearches.join('\n')) settings.getState().save({ recentSearches: next });
  }
  function keyDown(event: React.KeyboardEvent<HTMLInputElement>): void {
    if (open === 'list' && options.keyDown(event)) return;
    if (event.key === 'Escape') {
      if (open === 'help') setOpen('list');
      else if (text === '') event.currentTarget.blur();
      else {
        write('');
        setOpen(null);
      }
    } else if (event.key === 'Enter') {
      remember();
      setOpen(null);
    } else if (open === null && /^Arrow(Up|Down)$/.test(event.key)) setOpen('list');
    else if (event.key === 'ArrowDown' && choices.length === 0) {
      // Tag names may still be loading.
      if (itemAt(text, cursor).field !== 'tag') focusPictures();
    } else return;
    event.preventDefault();
  }

  return (
    <SearchField
      ref={input}
      label={t.search.search}
      placeholder={t.search.placeholder}
      maxLength={500}
      value={text}
      keys={keys}
      onText={(next, at) => {
        setText(next);
        setCursor(at);
        setOpen('list');
      }}
      onClear={() => write('')}
      onLeft={() => {
        setOpen(null);
        remember();
      }}
      onFocus={() => setOpen('list')}
      onClick={() => setOpen('list')}
      onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
      onKeyDown={keyDown}
      {...options.field}
    >
      <SaveSearch />
      {open === 'help' ? <SearchHelp /> : null}
      {open === 'list' && choices.length > 0 ? <SearchPanel choices={choices} options={options} /> : null}
    </SearchField>
  );
}

function focusPictures(): void {
  document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
}
