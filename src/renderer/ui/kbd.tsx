import './floating.css';

const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');
const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '⏎' };
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: 'Enter' };

/** Keys as this system writes them. `keys` is like "Mod+Shift+S". */
export function keysInWords(keys: string): string {
  const names = keys.split('+').map((key) => (isMac ? MAC[key] : OTHER[key]) ?? key);
  return names.join(isMac ? '' : '+');
}

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="kbd">{keysInWords(keys)}</kbd>;
}
