import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  KEPT_LATER,
  type RecoveredSettings,
  recoverSettings,
  type SettingName,
  Settings,
  type SettingsPatch,
  settingsFile,
} from '@shared/domain/settings.ts';
import { Failure } from '@shared/errors.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Log } from '../ports.ts';
import { type JsonContent, openJsonFile } from './json-file.ts';
import { fieldReader, isObject } from './salvage.ts';

/** Changes of what is kept later are gathered this long before they are written, in milliseconds. */
const WRITE_AFTER_MS = 500;

/** What could not be read of a settings file. */
export interface SettingsDamage {
  readonly lost: readonly SettingName[];
  /** Name of the copy of the damaged file; null when there is none. */
  readonly keptAs: string | null;
}

export interface SettingsStore {
  get(): Settings;
  /** What could not be read when the app started; null when everything could. */
  readonly damage: SettingsDamage | null;
  /**
   * Changes some settings. They are on disk when this resolves, and only then do they count; those of `KEPT_LATER` count at once
   * and are written soon after. Rejects, with nothing changed, when a value does not fit or the disk refuses.
   */
  set(patch: SettingsPatch): Promise<Settings>;
  /** Writes what still waits to be written. */
  flush(): Promise<void>;
}

interface Options {
  readonly path: string;
  readonly log: Log;
  readonly onChange: (settings: Settings, before: Settings) => void;
  readonly writeAfterMs?: number;
}

/** Settings in one JSON file. Of a damaged one whatever can be read is used, and the file is kept aside. */
export function openSettings({ path, log, onChange, writeAfterMs = WRITE_AFTER_MS }: Options): SettingsStore {
  mkdirSync(dirname(path), { recursive: true });
  const file = openJsonFile(path);
  const content = file.read();
  const found = recover(content);
  const damaged = content.state === 'damaged' || found.lost.length > 0;
  const damage = damaged ? { lost: found.lost, keptAs: file.keepAside() } : null;
  let current = found.settings;
  let timer: NodeJS.Timeout | undefined;
  /** Whether `current` has something that is not on disk. */
  let unwritten = false;
  /** Writes follow one another. */
  let last: Promise<unknown> = Promise.resolve();
  if (damage) {
    log.warn('settings damaged', { ...damage });
    // Without a copy the damaged file is all there is: nobody hurries to replace it.
    if (damage.keptAs !== null) writeSoon();
  }

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  }

  function apply(patch: SettingsPatch): void {
    const before = current;
    current = { ...current, ...patch };
    onChange(current, before);
  }

  function writeSoon(): void {
    unwritten = true;
    timer ??= setTimeout(() => void writeNow(), writeAfterMs);
  }

  async function writeNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await enqueue(async () => {
      if (!unwritten) return;
      unwritten = false;
      await file.write(settingsFile(current));
    }).catch((error: unknown) => {
      // Tried again with the next change, and when the app closes.
      unwritten = true;
      log.warn('failed to write settings', { error: String(error) });
    });
  }

  return {
    damage,
    get: () => current,
    async set(patch) {
      check({ ...current, ...patch });
      if (Object.keys(patch).every((name) => KEPT_LATER.has(name as SettingName))) {
        if (Object.keys(patch).length === 0) return current;
        apply(patch);
        writeSoon();
        return current;
      }
      return enqueue(async () => {
        const settled = unwritten;
        unwritten = false;
        try {
          await file.write(settingsFile({ ...current, ...patch }));
        } catch (error) {
          unwritten ||= settled;
          throw diskFailure(error);
        }
        apply(patch);
        return current;
      });
    },
    flush: writeNow,
  };
}

function recover(content: JsonContent): RecoveredSettings {
  const valuesOf = fieldReader(content);
  if (content.state === 'absent') return recoverSettings({ valuesOf, names: [] });
  const value = content.state === 'whole' ? content.value : null;
  return recoverSettings({ valuesOf, names: isObject(value) ? Object.keys(value) : null });
}

function check(settings: Settings): void {
  if (!Settings.safeParse(settings).success) throw new Failure('bad-request');
}
