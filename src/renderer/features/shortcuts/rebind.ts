import { ACTION_IDS, ACTIONS, type ActionId } from '@shared/domain/actions.ts';
import { type KeyChoice, keymap, keysOf, parseKeys } from '@shared/domain/keys.ts';

/** Why keys cannot be given to an action: the system has them, the menus have them, or people need them to move about. */
export type Refusal = 'system' | 'menu' | 'moving';
type Platform = 'darwin' | 'win32' | 'linux';

/** Keys that never come to a window, or do something else first. */
const OF_SYSTEM: Readonly<Record<Platform, RegExp>> = {
  darwin: /^(Mod\+(Space|Tab|`)|Mod\+Alt\+(Escape|D)|Mod\+Shift\+[345]|Ctrl\+(Arrow.*|Space)|F11|F12)$/,
  win32: /^(Alt\+(Shift\+)?(Tab|Escape)|Alt\+(F4|Space)|Mod\+(Shift\+)?Escape|Mod\+Alt\+(Delete|Tab))$/,
  linux: /^(Alt\+(Shift\+)?(Tab|Escape)|Alt\+(F[1-8]|Space)|Mod\+Alt\+(Delete|T|L|Arrow.*|F\d+))$/,
};
/** Keys that the menus' own entries have, such as *Quit*, *Copy* and *Full Screen*. */
const OF_MENUS: Readonly<Record<Platform, RegExp>> = {
  darwin: /^(Mod\+(Alt\+)?[QHWM]|Mod\+[ACVX]|Mod\+Ctrl\+F)$/,
  win32: /^(Mod\+[QWMACVX]|F11)$/,
  linux: /^(Mod\+[QWMACVX]|F11)$/,
};
/** Keys that lists, fields, sliders and buttons live by. */
const OF_MOVING = /^(Shift\+)?(Enter|Tab|Escape|Arrow.*|Home|End|PageUp|PageDown)$/;

/** Why an action cannot have these keys; null when it can. An action can always have the ones it had at first. */
export function refusal(keys: string, action: ActionId, platform: Platform): Refusal | null {
  if (ACTIONS[action].keys.includes(keys)) return null;
  if (OF_SYSTEM[platform].test(keys)) return 'system';
  if (OF_MENUS[platform].test(keys)) return 'menu';
  return OF_MOVING.test(keys) ? 'moving' : null;
}

/** The other action that has these keys now. */
export function holderOf(keys: string, action: ActionId, chosen: KeyChoice): ActionId | null {
  const holder = keymap(chosen).get(keys);
  return holder === undefined || holder === action ? null : holder;
}

/** With these keys for an action, taken from whichever other one had them. */
export function withKeys(chosen: KeyChoice, action: ActionId, keys: readonly string[]): KeyChoice {
  const wanted = new Set(keys.filter((one) => parseKeys(one) !== null));
  return ACTION_IDS.reduce<KeyChoice>((next, other) => {
    const had = keysOf(other, chosen);
    const has = other === action ? [...wanted] : had.filter((one) => !wanted.has(one));
    return had === has ? next : put(next, other, has);
  }, chosen);
}

/** With the keys an action had at first; they are taken from those who got them meanwhile. */
export function reset(chosen: KeyChoice, action: ActionId): KeyChoice {
  return withKeys(chosen, action, ACTIONS[action].keys);
}

/** What is as it was at first is not kept: a later version may have better keys. */
function put(chosen: KeyChoice, action: ActionId, keys: readonly string[]): KeyChoice {
  const { [action]: _, ...others } = chosen;
  const usual = ACTIONS[action].keys;
  const same = keys.length === usual.length && keys.every((one, at) => one === usual[at]);
  return same ? others : { ...others, [action]: keys };
}
