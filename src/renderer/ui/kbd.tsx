import { parseKeys } from '@shared/domain/keybindings.ts';
import { t } from '@shared/i18n/index.ts';
import './floating.css';

export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');
const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '⏎',
  Delete: '⌦',
  Backspace: '⌫',
};
const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Formats keys for this system and language. `keys` is like "Mod+Shift+S". */
export function keysInWords(keys: string): string {
  const chord = parseKeys(keys);
  if (!chord) return keys;
  const names = [...chord.modifiers, chord.key].map(
    (key) => (isMac ? MAC[key] : undefined) ?? ARROWS[key] ?? t.shell.keys.names[key] ?? key,
  );
  return names.join(isMac ? '' : '+');
}

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="kbd">{keysInWords(keys)}</kbd>;
}
