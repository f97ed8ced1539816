import { z } from 'zod';

/*
 * Everything a person can ask for by a key, a menu, the command palette or a context menu. A new action is a row here, its
 * words in `i18n/locales/<locale>/actions.ts`, its meaning in `renderer/features/shortcuts/meanings`, and its place in
 * `main/platform/menu-template.ts`.
 */

export const ActionGroup = z.enum(['edit', 'look', 'library', 'window']);
export type ActionGroup = z.infer<typeof ActionGroup>;

export interface ActionRow {
  readonly group: ActionGroup;
  /** The keys it has until somebody gives it others; the first is shown. See `keys.ts`. */
  readonly keys: readonly string[];
  /** Goes on while its key is held down. */
  readonly repeats?: true;
  /** Is on or off: menus show which. */
  readonly toggles?: true;
  /** Means something only as a key: it is in no menu and not in the palette. */
  readonly keyOnly?: true;
}

/** All actions of the main window. The grid's own arrows and the canvas's panning are with their parts. */
const ROWS = {
  'run-edit': { group: 'edit', keys: ['Mod+Enter'] },
  'focus-prompt': { group: 'edit', keys: ['Mod+L'] },
  presets: { group: 'edit', keys: ['Mod+P'] },
  'save-preset': { group: 'edit', keys: ['Mod+D'] },
  'new-seed': { group: 'edit', keys: ['Mod+Shift+N'] },
  rerun: { group: 'edit', keys: ['Mod+R'] },
  'edit-again': { group: 'edit', keys: ['Mod+E'] },
  'cancel-waiting': { group: 'edit', keys: [] },
  undo: { group: 'edit', keys: ['Mod+Z'] },
  redo: { group: 'edit', keys: ['Mod+Shift+Z'] },

  compare: { group: 'look', keys: ['C'], toggles: true },
  'side-by-side': { group: 'look', keys: ['S'], toggles: true },
  blink: { group: 'look', keys: ['B'], toggles: true },
  difference: { group: 'look', keys: ['D'], toggles: true },
  grid: { group: 'look', keys: ['G'], toggles: true },
  'add-to-comparison': { group: 'look', keys: ['A'] },
  loupe: { group: 'look', keys: ['M'], toggles: true },
  numbers: { group: 'look', keys: ['I'], toggles: true },
  'copy-colour': { group: 'look', keys: ['Shift+C'] },
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
  palette: { group: 'window', keys: ['Mod+K'] },
  shortcuts: { group: 'window', keys: ['?'] },
  'reach-toast': { group: 'window', keys: ['F8', 'Alt+T'], keyOnly: true },
  'first-steps': { group: 'window', keys: [] },
} as const satisfies Readonly<Record<string, ActionRow>>;

export type ActionId = keyof typeof ROWS;
export const ACTIONS: Readonly<Record<ActionId, ActionRow>> = ROWS;
export const ACTION_IDS = Object.keys(ROWS) as [ActionId, ...ActionId[]];
export const ActionId = z.enum(ACTION_IDS);

/** How the actions stand in the window, for the menus. */
export const ActionStates = z.strictObject({
  /** Cannot be done now. */
  disabled: z.array(ActionId),
  /** Are on: panels that show, a comparison that goes on. */
  checked: z.array(ActionId),
  /** A text is being written: *Undo* means that. */
  writing: z.boolean(),
});
export type ActionStates = z.infer<typeof ActionStates>;
