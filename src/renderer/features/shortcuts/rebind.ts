import { COMMAND_IDS, COMMANDS, type CommandId } from '@shared/domain/commands.ts';
import { type KeybindingOverrides, keymap, keysOf, parseKeys } from '@shared/domain/keybindings.ts';

/** Why keys cannot be assigned: the system uses them, the menus use them, or they move the focus. */
export type ReservedReason = 'system' | 'menu' | 'moving';
type Platform = 'darwin' | 'win32' | 'linux';

/** Keys that the system handles before a window receives them. */
const SYSTEM_KEYS: Readonly<Record<Platform, RegExp>> = {
  darwin: /^(Mod\+(Space|Tab|`)|Mod\+Alt\+(Escape|D)|Mod\+Shift\+[345]|Ctrl\+(Arrow.*|Space)|F11|F12)$/,
  win32: /^(Alt\+(Shift\+)?(Tab|Escape)|Alt\+(F4|Space)|Mod\+(Shift\+)?Escape|Mod\+Alt\+(Delete|Tab))$/,
  linux: /^(Alt\+(Shift\+)?(Tab|Escape)|Alt\+(F[1-8]|Space)|Mod\+Alt\+(Delete|T|L|Arrow.*|F\d+))$/,
};
/** Keys of built-in menu entries, such as *Quit*, *Copy* and *Full Screen*. */
const MENU_KEYS: Readonly<Record<Platform, RegExp>> = {
  darwin: /^(Mod\+(Alt\+)?[QHWM]|Mod\+[ACVX]|Mod\+Ctrl\+F)$/,
  win32: /^(Mod\+[QWMACVX]|F11)$/,
  linux: /^(Mod\+[QWMACVX]|F11)$/,
};
/** Keys that lists, fields, sliders and buttons use. */
const NAVIGATION_KEYS = /^(Shift\+)?(Enter|Tab|Escape|Arrow.*|Home|End|PageUp|PageDown)$/;

/** Returns why a command cannot have these keys, or null. Its default keys are always allowed. */
export function reservedReason(keys: string, command: CommandId, platform: Platform): ReservedReason | null {
  if (COMMANDS[command].keys.includes(keys)) return null;
  if (SYSTEM_KEYS[platform].test(keys)) return 'system';
  if (MENU_KEYS[platform].test(keys)) return 'menu';
  return NAVIGATION_KEYS.test(keys) ? 'moving' : null;
}

/** Returns the other command that already uses these keys. */
export function findConflict(
  keys: string,
  command: CommandId,
  overrides: KeybindingOverrides,
): CommandId | null {
  const holder = keymap(overrides).get(keys);
  return holder === undefined || holder === command ? null : holder;
}

/** Assigns keys to a command and removes them from any other one. */
export function withKeys(
  overrides: KeybindingOverrides,
  command: CommandId,
  keys: readonly string[],
): KeybindingOverrides {
  const wanted = new Set(keys.filter((one) => parseKeys(one) !== null));
  return COMMAND_IDS.reduce<KeybindingOverrides>((next, other) => {
    const had = keysOf(other, overrides);
    const has = other === command ? [...wanted] : had.filter((one) => !wanted.has(one));
    return had === has ? next : put(next, other, has);
  }, overrides);
}

/** Restores a command's default keys and removes them from other commands. */
export function reset(overrides: KeybindingOverrides, command: CommandId): KeybindingOverrides {
  return withKeys(overrides, command, COMMANDS[command].keys);
}

/** Defaults aren't stored: a later version may have better keys. */
function put(
  overrides: KeybindingOverrides,
  command: CommandId,
  keys: readonly string[],
): KeybindingOverrides {
  const { [command]: _, ...others } = overrides;
  const usual = COMMANDS[command].keys;
  const same = keys.length === usual.length && keys.every((one, at) => one === usual[at]);
  return same ? others : { ...others, [command]: keys };
}
