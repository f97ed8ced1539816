import { z } from 'zod';
import { COMMAND_IDS, COMMANDS, CommandId } from './commands.ts';

/* Keys as text: "Mod+Shift+N". Mod is Cmd on macOS and Ctrl elsewhere; Ctrl is the physical Ctrl on macOS.
   Modifiers are in the order of MODIFIERS. Letters are uppercase. A symbol or digit is written without Shift,
   because whether it needs Shift depends on the keyboard. */

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
export type Modifier = (typeof MODIFIERS)[number];

/** Named keys by `KeyboardEvent.key`, except Space. */
const NAMED_KEY =
  /^(Space|Enter|Tab|Escape|Delete|Backspace|Insert|Home|End|PageUp|PageDown|Arrow(Up|Down|Left|Right)|F([1-9]|1\d|2[0-4]))$/;
const SIGN_KEY = /^[!-@[-`{-~]$/;

export interface Chord {
  readonly modifiers: readonly Modifier[];
  readonly key: string;
}

/** Parses a text like "Mod+Shift+N". Null if invalid. */
export function parseKeys(keys: string): Chord | null {
  const plus = keys === '+' || keys.endsWith('++');
  const parts = plus ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');
  const key = parts.pop() ?? '';
  const modifiers = MODIFIERS.filter((modifier) => parts.includes(modifier));
  if (modifiers.length !== parts.length) return null;
  if (!/^[A-Z]$/.test(key) && !SIGN_KEY.test(key) && !NAMED_KEY.test(key)) return null;
  if (SIGN_KEY.test(key) && !/\d/.test(key) && modifiers.includes('Shift')) return null;
  return { modifiers, key };
}

export interface KeyPress {
  readonly key: string;
  /** Physical key, independent of the layout: "KeyA", "Digit1". */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Whether AltGr is down, which Windows reports as Ctrl and Alt. */
  readonly altGraph?: boolean;
}

/** Returns possible names of a key press, most likely first. Empty for a modifier alone or an unknown key. */
export function keysOfPress(press: KeyPress, mac: boolean): readonly string[] {
  const { altGraph = false } = press;
  const held: Modifier[] = [];
  if (!altGraph && (mac ? press.metaKey : press.ctrlKey)) held.push('Mod');
  if (mac && press.ctrlKey) held.push('Ctrl');
  // The Windows key belongs to the system.
  if (!mac && press.metaKey) return [];
  if (!altGraph && press.altKey) held.push('Alt');
  const written = (key: string, modifiers: readonly Modifier[], shift: boolean) =>
    [...modifiers, ...(shift ? ['Shift'] : []), key].join('+');

  const key = press.key === ' ' ? 'Space' : press.key;
  const names: string[] = [];
  if (NAMED_KEY.test(key)) names.push(written(key, held, press.shiftKey));
  else if (/^[a-z]$/i.test(key)) names.push(written(key.toUpperCase(), held, press.shiftKey));
  else if (SIGN_KEY.test(key)) names.push(written(key, held, false));
  // On a keyboard without Latin letters, with Option on macOS, or where digits need Shift, the physical key
  // identifies it.
  const place = /^(?:Key|Digit)([A-Z\d])$/.exec(press.code ?? '')?.[1];
  if (place && !/^[a-z\d]$/i.test(key)) names.push(written(place, held, press.shiftKey));
  // On macOS, Option types special characters, like AltGr elsewhere.
  if (mac && press.altKey && SIGN_KEY.test(key))
    names.push(
      written(
        key,
        held.filter((modifier) => modifier !== 'Alt'),
        false,
      ),
    );
  return names;
}

/** Overrides of default keys by command. An empty list means no key. */
export type KeybindingOverrides = Readonly<Partial<Record<CommandId, readonly string[]>>>;
export const MAX_KEYS = 6;
const Shortcut = z.string().refine((keys) => parseKeys(keys) !== null);
export const KeybindingOverrides = z.partialRecord(CommandId, z.array(Shortcut).max(MAX_KEYS).readonly());

/** Any record. Empty for any other value. */
const AnyRecord = z.record(z.string(), z.unknown()).catch({});
/**
 * Valid distinct keys. Undefined for anything but a list, and if all keys are damaged, since that doesn't
 * mean the user wants none.
 */
const ValidKeys = z
  .array(z.unknown())
  .transform((found) => {
    const sound = found.flatMap((keys) => Shortcut.safeParse(keys).data ?? []);
    return sound.length === 0 && found.length > 0 ? undefined : [...new Set(sound)].slice(0, MAX_KEYS);
  })
  .optional()
  .catch(undefined);

/** Parses overrides found on disk. Unknown commands and invalid keys are dropped, the rest is kept. */
export function readKeybindingOverrides(raw: unknown): KeybindingOverrides {
  const found = AnyRecord.parse(raw);
  return Object.fromEntries(
    COMMAND_IDS.flatMap((command) => {
      const keys = ValidKeys.parse(found[command]);
      return keys ? [[command, keys] as const] : [];
    }),
  );
}

/**
 * Returns a command's keys, the displayed one first. User overrides take precedence: if a later version
 * assigns such a key to another command, it stays with the command the user gave it to.
 */
export function keysOf(command: CommandId, overrides: KeybindingOverrides): readonly string[] {
  const own = overrides[command];
  if (own) return own;
  const usual = COMMANDS[command].keys;
  const isTaken = (keys: string) => Object.values(overrides).some((others) => others.includes(keys));
  return usual.some(isTaken) ? usual.filter((keys) => !isTaken(keys)) : usual;
}

/** Maps each key to its command. */
export function keymap(overrides: KeybindingOverrides): ReadonlyMap<string, CommandId> {
  return new Map(
    COMMAND_IDS.flatMap((command) => keysOf(command, overrides).map((keys) => [keys, command] as const)),
  );
}
