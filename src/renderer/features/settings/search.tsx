import { t } from '@shared/words/index.ts';
import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { found } from './found.ts';

interface SearchFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Finds any setting by its name or what it does. */
export function SearchField({ text, onText }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className="settings-search">
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        className="settings-search-input"
        aria-label={t.settings.search}
        placeholder={t.settings.searchHint}
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onText('');
          else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            const first = document.querySelector<HTMLElement>('.settings-found button');
            if (event.key === 'Enter') first?.click();
            else first?.focus();
            event.preventDefault();
          }
        }}
      />
      {text === '' ? null : (
        <IconButton
          icon={X}
          small
          label={t.settings.clearSearch}
          onClick={() => {
            onText('');
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

interface SearchResultsProps {
  readonly text: string;
  readonly onChosen: () => void;
}

/** The settings that were found; a click jumps to one. */
export function SearchResults({ text, onChosen }: SearchResultsProps) {
  const { settings } = useStores();
  const rows = found(text);
  return (
    <>
      <h1 className="settings-title">{t.settings.results}</h1>
      <p className="meta settings-count" role="status">
        {rows.length === 0 ? t.settings.nothingFound(text) : t.settings.found(rows.length)}
      </p>
      <ul className="settings-found">
        {rows.map(({ id, section, name, help }) => (
          <li key={id}>
            <button
              type="button"
              className="settings-hit"
              onClick={() => {
                settings.getState().changed({ settingsSection: section, settingsSpot: id });
                onChosen();
              }}
            >
              <span className="settings-hit-name">{name}</span>
              <span className="meta">{t.settings.sections[section]}</span>
              <span className="settings-hit-help">{help}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
