import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type RecoveredSettings, recoverSettings, settingsFile } from '@shared/domain/recover-settings.ts';
import { KEPT_LATER, type SettingName, Settings, type SettingsPatch } from '@shared/domain/settings.ts';
import { Failure } from '@shared/errors.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Log } from '../ports.ts';
import { type JsonContent, openJsonFile } from './json-file.ts';
import { fieldReader, JsonObject } from './salvage.ts';

/** Delay (ms) for batching changes of `KEPT_LATER` settings before they are written. */
const WRITE_AFTER_MS = 500;

/** The unreadable part of a settings file. */
export interface SettingsDamage {
  readonly lost: readonly SettingName[];
  /** Name of the copy of the damaged file, or null. */
  readonly keptAs: string | null;
}

export interface SettingsStore {
  get(): Settings;
  /** Damage found when the app started, or null. */
  readonly damage: SettingsDamage | null;
  /**
   * Changes settings. They are on disk when this resolves and take effect only then. Those of `KEPT_LATER`
   * take effect immediately and are written soon after. Rejects without a change if a value is invalid or the
   * disk refuses.
   */
  set(patch: SettingsPatch): Promise<Settings>;
  /** Writes pending changes. */
  flush(): Promise<void>;
}

interface Options {
  readonly path: string;
  readonly log: Log;
  readonly onChange: (settings: Settings, before: Settings) => void;
  readonly writeAfterMs?: number;
}

/**
 * Opens the settings, one JSON file. From a damaged file it takes what is readable, and keeps a copy of the
 * file.
 */
export function openSettings({ path, log, onChange, writeAfterMs = WRITE_AFTER_MS }: Options): SettingsStore {
  mkdirSync(dirname(path), { recursive: true });
  const file = openJsonFile(path);
  const content = file.read();
  const found = recover(content);
  const damaged = content.state === 'damaged' || found.lost.length > 0;
  const damage = damaged ? { lost: found.lost, keptAs: file.keepAside() } : null;
  let current = found.settings;
  let timer: NodeJS.Timeout | undefined;
  /** Whether `current` has changes that aren't on disk. */
  let unwritten = false;
  /** Serializes the writes. */
  let last: Promise<unknown> = Promise.resolve();
  if (damage) {
    log.warn('settings damaged', { ...damage });
    // Without a copy, the damaged file is all there is, so don't replace it soon.
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
      // Retried with the next change, and when the app closes.
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
  const fields = content.state === 'whole' ? JsonObject.safeParse(content.value).data : undefined;
  return recoverSettings({ valuesOf, names: fields ? Object.keys(fields) : null });
}

function check(settings: Settings): void {
  if (!Settings.safeParse(settings).success) throw new Failure('bad-request');
}
