import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readSettings, type Settings, type SettingsPatch } from '@shared/domain/settings.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

export interface SettingsStore {
  get(): Settings;
  /** Changes some settings; they are on disk when it returns. */
  set(patch: SettingsPatch): Settings;
}

/** Settings in one JSON file. A missing or damaged file, or a damaged field, gives defaults. */
export function openSettings(
  path: string,
  onChange: (settings: Settings, before: Settings) => void,
): SettingsStore {
  mkdirSync(dirname(path), { recursive: true });
  let current = readSettings(readJson(path));
  return {
    get: () => current,
    set(patch) {
      const before = current;
      current = { ...current, ...patch };
      writeFileAtomic(path, `${JSON.stringify(current, null, 2)}\n`);
      onChange(current, before);
      return current;
    },
  };
}

/** The JSON in a file, or null when there is none that can be read. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
