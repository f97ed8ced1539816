import { ACTIONS, type ActionId } from '@shared/domain/actions.ts';
import { KEYS_MAX, type KeyChoice, keysOf } from '@shared/domain/keys.ts';
import { t } from '@shared/i18n/index.ts';
import { Plus, RotateCcw, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Kbd, keysInWords } from '../../ui/kbd.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import { reset, withKeys } from './rebind.ts';

interface KeyRowProps {
  readonly action: ActionId;
  readonly chosen: KeyChoice;
  /** The new choice, and what happened in words. */
  readonly onChange: (chosen: KeyChoice, said: string) => void;
}

/** An action and its keys: a click on one records another one in its place. */
export function KeyRow({ action, chosen, onChange }: KeyRowProps) {
  const row = useRef<HTMLLIElement>(null);
  /** Which key is being recorded: its place, or one past the last for a new one. */
  const [recording, setRecording] = useState<number | null>(null);
  const keys = keysOf(action, chosen);
  const name = t.actions[action];
  const words = t.shell.keys;
  const usual = ACTIONS[action].keys.map(keysInWords).join(', ') || words.none;
  const backToRow = () => {
    setRecording(null);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('.keys-key, button')?.focus());
  };
  const give = (next: readonly string[], said: string) => onChange(withKeys(chosen, action, next), said);

  return (
    <li ref={row} className="keys-row" data-action={action}>
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
        {recording === null && keys.length < KEYS_MAX ? (
          <IconButton
            icon={Plus}
            small
            className="keys-add"
            label={words.add(name)}
            onClick={() => setRecording(keys.length)}
          />
        ) : null}
        {action in chosen && recording === null ? (
          <IconButton
            icon={RotateCcw}
            small
            label={words.reset(name)}
            hint={words.resetHint(usual)}
            onClick={() => {
              onChange(reset(chosen, action), words.wasReset(name, usual));
              backToRow();
            }}
          />
        ) : null}
      </span>
      {recording === null ? null : (
        <KeyRecorder
          action={action}
          chosen={chosen}
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
