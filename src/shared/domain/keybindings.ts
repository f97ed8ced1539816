import { z } from 'zod';
import { COMMAND_IDS, COMMANDS, CommandId } from './commands.ts';

/*
 * Keys as text: "Mod+Shift+N". Mod is Cmd on macOS and Ctrl elsewhere; Ctrl is the other one on macOS. Modifiers come in the
 * order of MODIFIERS; a letter is upper case; a sign or a digit is written as it is, without Shift, since whether it needs
 * Shift depends on the keyboard.
 */

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
export type Modifier = (typeof MODIFIERS)[number];

/** Keys with a name, as `KeyboardEvent.key` calls them; Space apart. */
const NAMED_KEY =
  /^(Space|Enter|Tab|Escape|Delete|Backspace|Insert|Home|End|PageUp|PageDown|Arrow(Up|Down|Left|Right)|F([1-9]|1\d|2[0-4]))$/;
const SIGN_KEY = /^[!-@[-`{-~]$/;

export interface Chord {
  readonly modifiers: readonly Modifier[];
  readonly key: string;
}

/** Parses a text like "Mod+Shift+N"; null when it is not one. */
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
  /** Where the key is, whatever is printed on it: "KeyA", "Digit1". */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** Whether AltGr is held, which Windows reports as Ctrl and Alt. */
  readonly altGraph?: boolean;
}

/** Returns the names a key press may have, the likeliest first; empty for a modifier alone or an unknown key. */
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
  // On a keyboard without Latin letters, with Option on macOS, or where digits need Shift, the place of the key says what it is.
  const place = /^(?:Key|Digit)([A-Z\d])$/.exec(press.code ?? '')?.[1];
  if (place && !/^[a-z\d]$/i.test(key)) names.push(written(place, held, press.shiftKey));
  // Option writes signs on a Mac, as AltGr does elsewhere.
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

/** Which keys a command has where they are not its own from the table; none for an empty list. */
export type KeybindingOverrides = Readonly<Partial<Record<CommandId, readonly string[]>>>;
export const MAX_KEYS = 6;
const Shortcut = z.string().refine((keys) => parseKeys(keys) !== null);
export const KeybindingOverrides = z.partialRecord(CommandId, z.array(Shortcut).max(MAX_KEYS).readonly());

/** A record of anything; empty for any other value. */
const AnyRecord = z.record(z.string(), z.unknown()).catch({});
/** The keys that are keys, each once; undefined for what is no list, and when all are damaged: that is no wish to have none. */
const ValidKeys = z
  .array(z.unknown())
  .transform((found) => {
    const sound = found.flatMap((keys) => Shortcut.safeParse(keys).data ?? []);
    return sound.length === 0 && found.length > 0 ? undefined : [...new Set(sound)].slice(0, MAX_KEYS);
  })
  .optional()
  .catch(undefined);

/** A choice as found on disk: commands that are no more and keys that are none are left out, the others are kept. */
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
 * The keys of a command, the one to show first. What somebody has chosen comes before what the table says: keys that a later version
 * gives to one command stay with the other one they were given to.
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
