import type { CommandId } from '@shared/domain/commands.ts';
import type { KeybindingOverrides } from '@shared/domain/keybindings.ts';
import { t } from '@shared/i18n/index.ts';
import { useState } from 'react';
import { useSettings } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { keysInWords } from '../../ui/kbd.tsx';
import { pressedKeys } from './pressed.ts';
import { findConflict, reservedReason } from './rebind.ts';

interface KeyRecorderProps {
  readonly command: CommandId;
  readonly overrides: KeybindingOverrides;
  readonly onRecorded: (keys: string) => void;
  readonly onStop: () => void;
}

const MODIFIER = /^(Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|Fn.*|NumLock)$/;

/** The field that listens, and the first choice when the key is taken. Each is another element. */
function focusOnMount(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** Records the next key press. Shows why it can't be assigned, or which command already uses it. */
export function KeyRecorder({ command, overrides, onRecorded, onStop }: KeyRecorderProps) {
  const platform = useSettings((state) => state.platform);
  const [problem, setProblem] = useState('');
  const [taken, setTaken] = useState<{ readonly keys: string; readonly by: CommandId } | null>(null);
  const words = t.shell.keys;

  const pressed = (event: React.KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onStop();
    if (MODIFIER.test(event.key)) return;
    const keys = pressedKeys(event.nativeEvent)[0];
    if (keys === undefined) return setProblem(words.refused.unknown);
    const refused = reservedReason(keys, command, platform);
    if (refused) return setProblem(words.refused[refused](keysInWords(keys)));
    setProblem('');
    const by = findConflict(keys, command, overrides);
    if (by) setTaken({ keys, by });
    else onRecorded(keys);
  };

  if (taken)
    return (
      <div className="keys-recorder" role="alert">
        <p>{words.conflict(keysInWords(taken.keys), t.commands[taken.by])}</p>
        <span className="keys-choices">
          <Button ref={focusOnMount} small onClick={() => onRecorded(taken.keys)}>
            {words.takeFrom(t.commands[taken.by])}
          </Button>
          <Button small variant="ghost" onClick={() => setTaken(null)}>
            {words.anotherKey}
          </Button>
          <Button small variant="ghost" onClick={onStop}>
            {t.common.cancel}
          </Button>
        </span>
      </div>
    );
  return (
    <div className="keys-recorder">
      <button ref={focusOnMount} type="button" className="keys-listening" onKeyDown={pressed} onBlur={onStop}>
        {words.press}
      </button>
      <p className={problem ? 'keys-problem' : 'meta'} role={problem ? 'alert' : undefined}>
        {problem || words.pressHint}
      </p>
    </div>
  );
}
