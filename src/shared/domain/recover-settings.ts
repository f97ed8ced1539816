import { z } from 'zod';
import { readKeybindingOverrides } from './keybindings.ts';
import { DEFAULT_SETTINGS, SETTING_NAMES, SETTINGS_SHAPE, type SettingName, Settings } from './settings.ts';

/** The strictest spending limits, used if a value is lost and its strictness is unknown. */
const STRICTEST = { dailyCap: 0, queuePaused: true, concurrency: 1 } as const satisfies Partial<Settings>;

/** The settings of a damaged file, and the names of those that were lost. */
export interface RecoveredSettings {
  readonly settings: Settings;
  readonly lost: readonly SettingName[];
}

/** Data found on disk: readable values by name, and all names if the file can be parsed. */
export interface FoundSettings {
  readonly valuesOf: (name: string) => readonly unknown[];
  /** Null when the file cannot be parsed, so that anything may be missing from it. */
  readonly names: readonly string[] | null;
}

/** The field of the file that names the limits it holds: one of those that is missing was lost, another was never there. */
const LIMITS_FIELD = 'limits';

/** Settings as they are written to disk. */
export function settingsFile(settings: Settings): Readonly<Record<string, unknown>> {
  return { ...settings, [LIMITS_FIELD]: Object.keys(STRICTEST) };
}

/**
 * Settings as found on disk, field by field. A name without a value was never written, as in a file of a version that did not
 * have it, unless the file is damaged or names it among its limits: then it was lost. A lost setting gets its default; a lost
 * limit gets its strictest value.
 */
export function recoverSettings({ valuesOf, names }: FoundSettings): RecoveredSettings {
  const found: Record<string, unknown> = {};
  const missing: SettingName[] = [];
  const broken: SettingName[] = [];
  for (const name of SETTING_NAMES) {
    const values = valuesOf(name);
    const [value] = valid<unknown>(SAVED[name], values);
    if (value !== undefined) found[name] = value;
    else (values.length > 0 ? broken : missing).push(name);
  }
  // Of several values the strictest counts.
  const caps = valid(SAVED.dailyCap, valuesOf('dailyCap'));
  if (caps.length > 0) found.dailyCap = Math.min(...caps);

  const limits = valuesOf(LIMITS_FIELD).map((value) => Limits.safeParse(value));
  // A damaged file may still parse. The app writes no unknown names.
  const suspect =
    names === null ||
    broken.length > 0 ||
    limits.some(({ success }) => !success) ||
    names.some((name) => name !== LIMITS_FIELD && !Object.hasOwn(SAVED, name));
  const known = limits.flatMap(({ data = [] }) => data);
  const isLost = (name: SettingName) => (isLimit(name) ? suspect || known.includes(name) : names === null);
  const lost = SETTING_NAMES.filter(
    (name) => broken.includes(name) || (missing.includes(name) && isLost(name)),
  );
  const strictest = Object.fromEntries(lost.filter(isLimit).map((name) => [name, STRICTEST[name]]));
  return { settings: Settings.parse({ ...DEFAULT_SETTINGS, ...found, ...strictest }), lost };
}

/** The values that fit a schema, parsed, in their order. */
function valid<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Settings as a file may have them: shortcuts of commands that no longer exist are left out. */
const SAVED = {
  ...SETTINGS_SHAPE,
  keys: z.record(z.string(), z.unknown()).transform(readKeybindingOverrides),
};
/** The names of the limits that a file holds, those of another version among them. */
const Limits = z.array(z.string());

function isLimit(name: SettingName): name is keyof typeof STRICTEST {
  return Object.hasOwn(STRICTEST, name);
}
