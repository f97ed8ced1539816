import { z } from 'zod';

/* Every command the user can trigger by shortcut, menu, command palette or context menu. A new command needs
   a row here, a name in `i18n/locales/<locale>/commands.ts`, a handler in
   `renderer/features/commands/handlers`, and a place in `main/platform/menu-template.ts`. */

export const CommandGroup = z.enum(['edit', 'look', 'tools', 'library', 'window']);
export type CommandGroup = z.infer<typeof CommandGroup>;

export interface CommandSpec {
  readonly group: CommandGroup;
  /** Default keys. The first one is displayed. See `keybindings.ts`. */
  readonly keys: readonly string[];
  /** Repeats while its key is down. */
  readonly repeats?: true;
  /** Has a toggle state, which menus show. */
  readonly toggles?: true;
  /** Available by key only, not in menus or the palette. */
  readonly keyOnly?: true;
}

/** All commands of the main window, except the grid's arrow keys and the canvas's panning. */
const ROWS = {
  'run-edit': { group: 'edit', keys: ['Mod+Enter'] },
  'focus-prompt': { group: 'edit', keys: ['Mod+L'] },
  presets: { group: 'edit', keys: ['Mod+P'] },
  'save-preset': { group: 'edit', keys: ['Mod+D'] },
  'new-seed': { group: 'edit', keys: ['Mod+Shift+N'] },
  rerun: { group: 'edit', keys: ['Mod+R'] },
  challenge: { group: 'edit', keys: [] },
  'watch-edit': { group: 'edit', keys: [], toggles: true },
  'watched-edits': { group: 'edit', keys: [] },
  'edit-again': { group: 'edit', keys: ['Mod+E'] },
  'add-reference': { group: 'edit', keys: ['Shift+A'] },
  'put-back': { group: 'edit', keys: ['K'] },
  'finish-again': { group: 'edit', keys: ['Shift+K'], toggles: true },
  'find-changed': { group: 'edit', keys: ['W'] },
  'carry-over': { group: 'edit', keys: ['Shift+L'] },
  'match-colors': { group: 'edit', keys: [] },
  merge: { group: 'edit', keys: ['J'] },
  'cancel-waiting': { group: 'edit', keys: [] },
  undo: { group: 'edit', keys: ['Mod+Z'] },
  redo: { group: 'edit', keys: ['Mod+Shift+Z'] },

  compare: { group: 'look', keys: ['C'], toggles: true },
  'side-by-side': { group: 'look', keys: ['S'], toggles: true },
  blink: { group: 'look', keys: ['Q'], toggles: true },
  difference: { group: 'look', keys: ['D'], toggles: true },
  grid: { group: 'look', keys: ['G'], toggles: true },
  'add-to-comparison': { group: 'look', keys: ['A'] },
  loupe: { group: 'look', keys: ['M'], toggles: true },
  numbers: { group: 'look', keys: ['I'], toggles: true },
  'copy-colour': { group: 'look', keys: ['Shift+C'] },
  'hold-blame': { group: 'look', keys: ['B'], keyOnly: true },
  'blame-map': { group: 'look', keys: ['Shift+D'], toggles: true },
  'hold-before': { group: 'look', keys: ['Space'], keyOnly: true },
  'swap-sides': { group: 'look', keys: ['\\'] },
  'zoom-in': { group: 'look', keys: ['Mod+=', 'Mod++', '+', '='], repeats: true },
  'zoom-out': { group: 'look', keys: ['Mod+-', '-'], repeats: true },
  'zoom-fit': { group: 'look', keys: ['Mod+0'] },
  'zoom-actual': { group: 'look', keys: ['Mod+1'] },
  'full-picture': { group: 'look', keys: ['F'], toggles: true },
  'next-picture': { group: 'look', keys: ['ArrowRight', 'ArrowDown'], repeats: true, keyOnly: true },
  'previous-picture': { group: 'look', keys: ['ArrowLeft', 'ArrowUp'], repeats: true, keyOnly: true },
  leave: { group: 'look', keys: ['Escape'], keyOnly: true },

  'tool-region': { group: 'tools', keys: ['R'], toggles: true },
  'tool-brush': { group: 'tools', keys: ['P'], toggles: true },
  'tool-lasso': { group: 'tools', keys: ['O'], toggles: true },
  'tool-polygon': { group: 'tools', keys: ['Y'], toggles: true },
  'tool-ellipse': { group: 'tools', keys: ['E'], toggles: true },
  'tool-rectangle': { group: 'tools', keys: ['U'], toggles: true },
  'tool-protect': { group: 'tools', keys: ['X'], toggles: true },
  'tool-erase': { group: 'tools', keys: ['N'], toggles: true },
  'brush-smaller': { group: 'tools', keys: ['['], repeats: true },
  'brush-larger': { group: 'tools', keys: [']'], repeats: true },
  'brush-softer': { group: 'tools', keys: ['{'], repeats: true },
  'brush-harder': { group: 'tools', keys: ['}'], repeats: true },
  'mask-invert': { group: 'tools', keys: ['Shift+I'] },
  'mask-grow': { group: 'tools', keys: ['.'] },
  'mask-shrink': { group: 'tools', keys: [','] },
  'mask-feather-more': { group: 'tools', keys: ['>'], repeats: true },
  'mask-feather-less': { group: 'tools', keys: ['<'], repeats: true },
  'mask-clear': { group: 'tools', keys: ['Shift+Delete', 'Shift+Backspace'] },
  'mask-look': { group: 'tools', keys: ['V'] },
  'region-around-mask': { group: 'tools', keys: ['Shift+R'] },
  'whole-picture': { group: 'tools', keys: [] },

  import: { group: 'library', keys: ['Mod+O'] },
  find: { group: 'library', keys: ['Mod+F', '/'] },
  'select-all': { group: 'library', keys: ['Mod+A'] },
  favourite: { group: 'library', keys: ['L'] },
  'rate-0': { group: 'library', keys: ['0', 'Alt+0'] },
  'rate-1': { group: 'library', keys: ['1', 'Alt+1'] },
  'rate-2': { group: 'library', keys: ['2', 'Alt+2'] },
  'rate-3': { group: 'library', keys: ['3', 'Alt+3'] },
  'rate-4': { group: 'library', keys: ['4', 'Alt+4'] },
  'rate-5': { group: 'library', keys: ['5', 'Alt+5'] },
  remove: { group: 'library', keys: ['Delete', 'Backspace'] },
  'save-as': { group: 'library', keys: ['Mod+S'] },
  'copy-image': { group: 'library', keys: ['Mod+Shift+C'] },
  'edit-tags': { group: 'library', keys: ['T'] },
  collect: { group: 'library', keys: ['Shift+B'] },
  rename: { group: 'library', keys: ['F2'] },
  'toggle-filters': { group: 'library', keys: ['Mod+Shift+F'], toggles: true },
  'show-all': { group: 'library', keys: ['Mod+Shift+A'] },
  'show-trash': { group: 'library', keys: [] },
  export: { group: 'library', keys: ['Mod+Shift+E'] },
  'check-library': { group: 'library', keys: [] },
  'show-in-folder': { group: 'library', keys: ['Mod+Shift+R'] },

  'toggle-library': { group: 'window', keys: ['Mod+Alt+1'], toggles: true },
  'toggle-history': { group: 'window', keys: ['Mod+Alt+2'], toggles: true },
  'enlarge-history': { group: 'window', keys: ['H'], toggles: true },
  'toggle-edit': { group: 'window', keys: ['Mod+Alt+3'], toggles: true },
  'toggle-panels': { group: 'window', keys: ['Tab'] },
  'interface-larger': { group: 'window', keys: ['Mod+Alt+='] },
  'interface-smaller': { group: 'window', keys: ['Mod+Alt+-'] },
  'interface-usual': { group: 'window', keys: ['Mod+Alt+0'] },
  'open-settings': { group: 'window', keys: ['Mod+,'] },
  help: { group: 'window', keys: ['F1'] },
  'whats-new': { group: 'window', keys: [] },
  palette: { group: 'window', keys: ['Mod+K'] },
  shortcuts: { group: 'window', keys: ['?'] },
  'reach-toast': { group: 'window', keys: ['F8', 'Alt+T'], keyOnly: true },
  'first-steps': { group: 'window', keys: [] },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandId = keyof typeof ROWS;
export const COMMANDS: Readonly<Record<CommandId, CommandSpec>> = ROWS;
export const COMMAND_IDS = Object.keys(ROWS) as [CommandId, ...CommandId[]];
export const CommandId = z.enum(COMMAND_IDS);

/** The state of the commands in the window, for the menus. */
export const CommandStates = z.strictObject({
  /** Currently disabled. */
  disabled: z.array(CommandId),
  /** Toggled on: visible panels, an active comparison. */
  checked: z.array(CommandId),
  /** A text field has the focus: *Undo* applies to its text. */
  writing: z.boolean(),
});
export type CommandStates = z.infer<typeof CommandStates>;
