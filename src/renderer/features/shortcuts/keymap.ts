import type { Command } from '@shared/contract.ts';

/** What keys can ask for beyond the menu's commands. */
export type Action = Command | 'hold-before' | 'swap-sides' | 'full-picture' | 'leave' | 'open-settings';

export interface Shortcut {
  /** Like "Mod+Shift+N"; Mod is Cmd on macOS and Ctrl elsewhere. */
  readonly keys: string;
  readonly action: Action;
  readonly words: string;
  readonly group: 'Edit' | 'Look' | 'Library' | 'Window';
  /** Another way to press the same; not listed. */
  readonly alias?: true;
}

/** All keys of the main window. The grid's own arrows and the canvas's panning are with their parts. */
export const KEYMAP: readonly Shortcut[] = [
  { keys: 'Mod+Enter', action: 'run-edit', words: 'Run edit', group: 'Edit' },
  { keys: 'Mod+L', action: 'focus-prompt', words: 'Describe an edit', group: 'Edit' },
  { keys: 'Mod+Shift+N', action: 'new-seed', words: 'New seed', group: 'Edit' },
  { keys: 'Mod+R', action: 'rerun', words: 'Re-run the chosen edit', group: 'Edit' },
  { keys: 'Mod+E', action: 'edit-again', words: 'Edit again from the chosen edit', group: 'Edit' },
  { keys: 'Mod+Z', action: 'undo', words: 'Undo', group: 'Edit' },
  { keys: 'Mod+Shift+Z', action: 'redo', words: 'Redo', group: 'Edit' },

  { keys: 'C', action: 'compare', words: 'Before and after', group: 'Look' },
  { keys: 'Space', action: 'hold-before', words: 'Show before while held', group: 'Look' },
  { keys: '\\', action: 'swap-sides', words: 'Swap the sides', group: 'Look' },
  { keys: 'Mod+=', action: 'zoom-in', words: 'Zoom in', group: 'Look' },
  { keys: 'Mod++', action: 'zoom-in', words: 'Zoom in', group: 'Look', alias: true },
  { keys: '+', action: 'zoom-in', words: 'Zoom in', group: 'Look', alias: true },
  { keys: '=', action: 'zoom-in', words: 'Zoom in', group: 'Look', alias: true },
  { keys: 'Mod+-', action: 'zoom-out', words: 'Zoom out', group: 'Look' },
  { keys: '-', action: 'zoom-out', words: 'Zoom out', group: 'Look', alias: true },
  { keys: 'Mod+0', action: 'zoom-fit', words: 'Fit', group: 'Look' },
  { keys: '0', action: 'zoom-fit', words: 'Fit', group: 'Look', alias: true },
  { keys: 'Mod+1', action: 'zoom-actual', words: 'Actual size', group: 'Look' },
  { keys: 'F', action: 'full-picture', words: 'Picture over the whole window', group: 'Look' },

  { keys: 'Mod+O', action: 'import', words: 'Add pictures', group: 'Library' },
  { keys: 'Mod+F', action: 'find', words: 'Search', group: 'Library' },
  { keys: '/', action: 'find', words: 'Search', group: 'Library', alias: true },
  { keys: 'Delete', action: 'remove', words: 'Remove from the library', group: 'Library' },
  { keys: 'Backspace', action: 'remove', words: 'Remove from the library', group: 'Library', alias: true },
  { keys: 'Mod+S', action: 'save-as', words: 'Save the picture as…', group: 'Library' },
  { keys: 'Mod+Shift+C', action: 'copy-image', words: 'Copy the picture', group: 'Library' },

  { keys: '1', action: 'toggle-library', words: 'Library panel', group: 'Window' },
  { keys: '2', action: 'toggle-history', words: 'History panel', group: 'Window' },
  { keys: '3', action: 'toggle-edit', words: 'Edit panel', group: 'Window' },
  { keys: 'Tab', action: 'toggle-panels', words: 'All panels', group: 'Window' },
  { keys: 'Escape', action: 'leave', words: 'Leave the whole-window picture', group: 'Window' },
  { keys: 'Mod+,', action: 'open-settings', words: 'Settings', group: 'Window' },
  { keys: '?', action: 'shortcuts', words: 'Keyboard shortcuts', group: 'Window' },
];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut that a key press is, if any. */
export function shortcutOf(press: KeyPress, mac: boolean): Shortcut | undefined {
  return KEYMAP.find((shortcut) => isPressed(shortcut.keys, press, mac));
}

function isPressed(keys: string, press: KeyPress, mac: boolean): boolean {
  const plus = keys.endsWith('++') || keys === '+';
  const parts = (plus ? keys.slice(0, -1) : keys).split('+').filter(Boolean);
  const key = plus ? '+' : (parts.pop() ?? '');
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const pressed = press.key === ' ' ? 'Space' : press.key;
  if (pressed.toLowerCase() !== key.toLowerCase() || press.altKey || other) return false;
  if (mod !== parts.includes('Mod')) return false;
  // Signs such as ? and + need Shift on some keyboards and not on others.
  return (
    !/^([a-z\d]|Tab|Space|Enter|Delete|Backspace)$/i.test(key) || press.shiftKey === parts.includes('Shift')
  );
}
