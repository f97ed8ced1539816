import { parseKeys } from '@shared/domain/keybindings.ts';

const NAMES: Readonly<Record<string, string>> = {
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
};

/** Converts keys to Electron's accelerator format. Undefined if they aren't valid. */
export function acceleratorOf(keys: string | undefined): string | undefined {
  const chord = keys === undefined ? null : parseKeys(keys);
  if (!chord) return undefined;
  const modifiers = chord.modifiers.map((modifier) => (modifier === 'Mod' ? 'CmdOrCtrl' : modifier));
  return [...modifiers, NAMES[chord.key] ?? chord.key].join('+');
}
