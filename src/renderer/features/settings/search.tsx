import { t } from '@shared/i18n/index.ts';
import { useStores } from '../../stores/context.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { searchSettings } from './search-settings.ts';

interface SettingsSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Searches settings by name and description. */
export function SettingsSearch({ text, onText }: SettingsSearchProps) {
  return (
    <SearchField
      label={t.settings.search}
      placeholder={t.settings.searchHint}
      value={text}
      onText={onText}
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
  );
}

interface SearchResultsProps {
  readonly text: string;
  readonly onChosen: () => void;
}

/** The matching settings. A click jumps to one. */
export function SearchResults({ text, onChosen }: SearchResultsProps) {
  const { settings } = useStores();
  const rows = searchSettings(text);
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
                settings.getState().save({ settingsSection: section, settingsSpot: id });
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
