import { parseKeys } from '@shared/domain/keybindings.ts';

const NAMES: Readonly<Record<string, string>> = {
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
};

/** Keys as Electron's menus write them; undefined when they are none. */
export function acceleratorOf(keys: string | undefined): string | undefined {
  const chord = keys === undefined ? null : parseKeys(keys);
  if (!chord) return undefined;
  const modifiers = chord.modifiers.map((modifier) => (modifier === 'Mod' ? 'CmdOrCtrl' : modifier));
  return [...modifiers, NAMES[chord.key] ?? chord.key].join('+');
}
