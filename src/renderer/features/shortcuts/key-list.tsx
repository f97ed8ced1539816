import { COMMAND_IDS, COMMANDS, CommandGroup, type CommandId } from '@shared/domain/commands.ts';
import { type KeybindingOverrides, keysOf } from '@shared/domain/keybindings.ts';
import { catalogs, t } from '@shared/i18n/index.ts';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { keysInWords } from '../../ui/kbd.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { KeyRow } from './key-row.tsx';
import './shortcuts.css';

/** All shortcuts, searchable and editable. */
export function KeyList({ searchFirst }: { readonly searchFirst?: true }) {
  const { settings } = useStores();
  const chosen = useSettings((state) => state.settings.keys);
  const [search, setSearch] = useState('');
  const [said, setSaid] = useState('');
  const shown = COMMAND_IDS.filter((command) => answers(command, search, chosen));
  const change = (keys: KeybindingOverrides, words: string) => {
    settings.getState().save({ keys });
    setSaid(words);
  };
  return (
    <div className="keys">
      <div className="keys-tools">
        <SearchField
          label={t.shell.keys.search}
          value={search}
          onText={setSearch}
          data-first-focus={searchFirst}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '') return;
            event.preventDefault();
            setSearch('');
          }}
        />
        <Button
          variant="ghost"
          disabled={Object.keys(chosen).length === 0}
          onClick={() => change({}, t.shell.keys.resetAllDone)}
        >
          <RotateCcw size={14} aria-hidden />
          {t.shell.keys.resetAll}
        </Button>
      </div>
      <p className="meta">{t.shell.keys.hint}</p>
      <p className="visually-hidden" role="status">
        {said || (search === '' ? '' : t.shell.keys.found(shown.length))}
      </p>
      {shown.length === 0 ? <p className="keys-nothing">{t.shell.keys.nothingFound(search)}</p> : null}
      {CommandGroup.options.map((group) => {
        const commands = shown.filter((command) => COMMANDS[command].group === group);
        return commands.length === 0 ? null : (
          <section key={group} aria-label={t.shell.keys.ofGroup(t.shell.groups[group])}>
            <h3 className="keys-group">{t.shell.groups[group]}</h3>
            <ul>
              {commands.map((command) => (
                <KeyRow key={command} command={command} overrides={chosen} onChange={change} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Whether a command matches by its name in any language, or by one of its keys. */
function answers(command: CommandId, search: string, overrides: KeybindingOverrides): boolean {
  const names = catalogs().map(({ commands }) => commands[command]);
  const keys = keysOf(command, overrides).map(keysInWords);
  const all = [...names, ...keys].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
