import { COMMANDS, type CommandId } from '@shared/domain/commands.ts';
import { type KeybindingOverrides, keysOf, MAX_KEYS } from '@shared/domain/keybindings.ts';
import { t } from '@shared/i18n/index.ts';
import { Plus, RotateCcw, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Kbd, keysInWords } from '../../ui/kbd.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import { reset, withKeys } from './rebind.ts';

interface KeyRowProps {
  readonly command: CommandId;
  readonly overrides: KeybindingOverrides;
  /** Receives the new overrides and a message. */
  readonly onChange: (overrides: KeybindingOverrides, said: string) => void;
}

/** A command and its keys. Clicking a key records a replacement. */
export function KeyRow({ command, overrides, onChange }: KeyRowProps) {
  const row = useRef<HTMLLIElement>(null);
  /** Index of the key being recorded, or one past the last for a new one. */
  const [recording, setRecording] = useState<number | null>(null);
  const keys = keysOf(command, overrides);
  const name = t.commands[command];
  const words = t.shell.keys;
  const usual = COMMANDS[command].keys.map(keysInWords).join(', ') || words.none;
  const backToRow = () => {
    setRecording(null);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('.keys-key, button')?.focus());
  };
  const give = (next: readonly string[], said: string) => onChange(withKeys(overrides, command, next), said);

  return (
    <li ref={row} className="keys-row" data-command={command}>
      <span className="keys-name">{name}</span>
      <span className="keys-keys">
        {keys.length === 0 && recording === null ? <span className="meta">{words.none}</span> : null}
        {keys.map((one, at) =>
          at === recording ? null : (
            <span key={one} className="keys-chip">
              <button
                type="button"
                className="keys-key"
                aria-label={words.change(keysInWords(one), name)}
                onClick={() => setRecording(at)}
              >
                <Kbd keys={one} />
              </button>
              <button
                type="button"
                className="icon-button icon-button-small keys-off"
                aria-label={words.remove(keysInWords(one), name)}
                onClick={() => {
                  give(
                    keys.filter((other) => other !== one),
                    words.removed(keysInWords(one), name),
                  );
                  backToRow();
                }}
              >
                <X size={12} aria-hidden />
              </button>
            </span>
          ),
        )}
        {recording === null && keys.length < MAX_KEYS ? (
          <IconButton
            icon={Plus}
            small
            className="keys-add"
            label={words.add(name)}
            onClick={() => setRecording(keys.length)}
          />
        ) : null}
        {command in overrides && recording === null ? (
          <IconButton
            icon={RotateCcw}
            small
            label={words.reset(name)}
            hint={words.resetHint(usual)}
            onClick={() => {
              onChange(reset(overrides, command), words.wasReset(name, usual));
              backToRow();
            }}
          />
        ) : null}
      </span>
      {recording === null ? null : (
        <KeyRecorder
          command={command}
          overrides={overrides}
          onRecorded={(one) => {
            give(
              [...keys.slice(0, recording), one, ...keys.slice(recording + 1)],
              words.set(keysInWords(one), name),
            );
            backToRow();
          }}
          onStop={backToRow}
        />
      )}
    </li>
  );
}
