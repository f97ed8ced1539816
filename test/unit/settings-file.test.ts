import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFile } from '@shared/domain/recover-settings.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '@shared/domain/settings.ts';
import { describe, expect, it } from 'vitest';
import { startNotices } from '../../src/main/ipc/start-notice.ts';
import { openSettings } from '../../src/main/settings/settings-store.ts';
import { startNoticeText } from '../../src/shared/i18n/start-notice-text.ts';
import { eventually } from '../fixtures/eventually.ts';
import { fc } from '../fixtures/property.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** The settings that the tests damage: none of them is a default. */
const MINE: Settings = {
  ...DEFAULT_SETTINGS,
  theme: 'dark',
  dailyCap: 3,
  queuePaused: true,
  concurrency: 4,
  libraryWidth: 333,
  recentSearches: ['"dailyCap": 9000', 'tag:shop {'],
  draft: { prompt: 'say "dailyCap": 50,\nplease', seed: 7, values: { strength: 0.5 } },
  keys: { 'run-edit': ['Mod+B'] },
};
const WHOLE = `${JSON.stringify(settingsFile(MINE), null, 2)}\n`;
/** The same as a version wrote it that named no limits. */
const OLDER = `${JSON.stringify(MINE, null, 2)}\n`;

function open(text: string | null, writeAfterMs = 1) {
  const folder = tempFolder();
  const path = join(folder, 'settings.json');
  if (text !== null) writeFileSync(path, text);
  const changes: Settings[] = [];
  const again = () =>
    openSettings({ path, log: memoryLog(), onChange: (next) => changes.push(next), writeAfterMs });
  return { folder, path, changes, again, store: again() };
}
function onDisk(path: string): Settings {
  const { limits: _, ...settings } = JSON.parse(readFileSync(path, 'utf8'));
  return settings;
}

describe('the settings file', () => {
  it('keeps settings across a restart', async () => {
    const { store, again, changes } = open(null);
    expect(store.get()).toEqual(DEFAULT_SETTINGS);
    await store.set({ theme: 'dark', concurrency: 4 });
    expect(changes).toHaveLength(1);
    expect(again().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', concurrency: 4 });
    expect(again().damage).toBeNull();
  });

  it('uses the default for a field that was never written, silently', () => {
    const { store, folder } = open('{"theme":"dark"}');
    expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(store.damage).toBeNull();
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it.each(Object.keys(MINE) as (keyof Settings)[])(
    'of a version without %s gives it its default, silently',
    (name) => {
      const { [name]: _, ...older } = MINE;
      const { store, folder } = open(JSON.stringify(older));
      expect(store.get()).toEqual({ ...MINE, [name]: DEFAULT_SETTINGS[name] });
      expect(store.damage).toBeNull();
      expect(readdirSync(folder)).toEqual(['settings.json']);
    },
  );

  it.each(['dailyCap', 'queuePaused', 'concurrency'] as const)(
    'of a version with all limits except %s is not damaged',
    (name) => {
      const { [name]: _, ...older } = MINE;
      const limits = ['dailyCap', 'queuePaused', 'concurrency'].filter((one) => one !== name);
      const { store } = open(JSON.stringify({ ...older, limits }));
      expect(store.get()).toEqual({ ...MINE, [name]: DEFAULT_SETTINGS[name] });
      expect(store.damage).toBeNull();
    },
  );

  it.each([
    ['the queue cut out', WHOLE.replace('  "queuePaused": true,\n', ''), { queuePaused: true }],
    ['the concurrency cut out', WHOLE.replace('  "concurrency": 4,\n', ''), { concurrency: 1 }],
    ['a list of limits that is none', OLDER.replace('"dailyCap": 3', '"limits": 3'), { dailyCap: 0 }],
    ['an unknown name', OLDER.replace('"dailyCap"', '"dailyCat"'), { dailyCap: 0 }],
  ] as const)('with %s is as strict as possible', (_, text, lost: Partial<Settings>) => {
    const { store } = open(text);
    expect(store.get()).toEqual({ ...MINE, ...lost });
    expect(store.damage?.lost).toEqual(Object.keys(lost));
  });

  it.each([
    ['a field of another type', WHOLE.replace('"theme": "dark"', '"theme": 7'), { theme: 'system' }],
    ['a cap as text', WHOLE.replace('"dailyCap": 3', '"dailyCap": "3"'), { dailyCap: 0 }],
    ['a cap out of range', WHOLE.replace('"dailyCap": 3', '"dailyCap": 99999'), { dailyCap: 0 }],
    ['a cap of null', WHOLE.replace('"dailyCap": 3', '"dailyCap": null'), { dailyCap: 0 }],
    ['a missing comma', WHOLE.replace('"dark",', '"dark"'), { theme: 'system' }],
    ['its cap cut out', WHOLE.replace('  "dailyCap": 3,\n', ''), { dailyCap: 0 }],
    ['garbage at the end', `${WHOLE}\u0000\u0000`, {}],
    ['garbage at the start', `\u0000${WHOLE}`, {}],
    ['a byte order mark', `\uFEFF${WHOLE}`, {}],
    ['two caps', `{"dailyCap": 50, ${WHOLE.slice(1)}x`, {}],
  ] as const)('with %s is read field by field', (_, text, lost: Partial<Settings>) => {
    const { store } = open(text);
    expect(store.get()).toEqual({ ...MINE, ...lost });
    expect(store.damage?.lost).toEqual(Object.keys(lost));
  });

  it.each([
    ['empty', ''],
    ['zeros', '\u0000'.repeat(900)],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"dailyCap"'],
    ['cut off in the first field', WHOLE.slice(0, 16)],
  ])('that is %s gives defaults with the strictest limits', (_, text) => {
    const { store } = open(text);
    expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, dailyCap: 0, queuePaused: true, concurrency: 1 });
  });

  it('is copied if damaged, reported, and rewritten', async () => {
    const text = WHOLE.slice(0, WHOLE.indexOf('"dailyCap"'));
    const { folder, path, store, again } = open(text);
    expect(store.damage?.keptAs).toBe('settings.damaged-1.json');
    expect(readFileSync(join(folder, 'settings.damaged-1.json'), 'utf8')).toBe(text);
    const notices = startNotices({ environment: [], settings: store.damage, keyDamaged: false });
    const notice = notices.map(startNoticeText).join(' ');
    expect(notice).toMatch(/settings\.damaged-1\.json/);
    expect(notice).toMatch(/daily limit for paid edits was lost and is now 0/);
    expect(notice).toMatch(/queue is paused/);
    await eventually(() => expect(onDisk(path).dailyCap).toBe(0));
    // The next start has nothing to report.
    expect(again().damage).toBeNull();
    writeFileSync(path, '{');
    expect(again().damage?.keptAs).toBe('settings.damaged-2.json');
  });

  it('never allows more spending after any truncation or overwrite', () => {
    fc.assert(
      fc.property(
        fc.nat(WHOLE.length),
        fc.nat(400),
        fc.constantFrom('', '\u0000', 'x', '"', '}', '9'),
        (at, length, filler) => {
          const text =
            WHOLE.slice(0, at) + filler.repeat(filler === '' ? 0 : length) + WHOLE.slice(at + length);
          const { dailyCap, queuePaused } = open(text).store.get();
          // Digits written over the number itself are a number that can be read.
          const number = WHOLE.indexOf('"dailyCap": 3') + '"dailyCap": '.length;
          const hit = filler === '9' && at <= number + 1 && at + length >= number;
          if (!hit) expect(dailyCap).toBeLessThanOrEqual(3);
          expect(queuePaused).toBe(true);
        },
      ),
      { seed: 20_261, numRuns: 400 },
    );
  });

  it('that can’t be read at all is moved aside, not replaced', () => {
    const folder = tempFolder();
    const path = join(folder, 'settings.json');
    mkdirSync(path);
    const store = openSettings({ path, log: memoryLog(), onChange() {}, writeAfterMs: 1 });
    expect(store.damage?.keptAs).toBe('settings.damaged-1.json');
    expect(store.get().dailyCap).toBe(0);
  });

  it('removes the temporary file of a killed process', () => {
    const { folder, again } = open(WHOLE);
    writeFileSync(join(folder, 'settings.json.tmp'), '{"half');
    again();
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});

describe('a change of settings', () => {
  it.each([
    { language: undefined },
    { theme: undefined },
    { dailyCap: undefined },
    { dailyCap: -1 },
    { dailyCap: Number.NaN },
    { theme: 'pink' },
    { unknown: 1 },
  ])('to %o is rejected, and nothing changes', async (patch) => {
    const { store, path, changes } = open(WHOLE);
    await expect(store.set(patch as SettingsPatch)).rejects.toMatchObject({ code: 'bad-request' });
    expect(store.get()).toEqual(MINE);
    expect(changes).toEqual([]);
    await store.flush();
    expect(onDisk(path)).toEqual(MINE);
  });

  it('of a limit is on disk when acknowledged, with pending changes', async () => {
    const { store, path } = open(WHOLE, 60_000);
    await store.set({ lastImageId: 4 });
    await store.set({ dailyCap: 2 });
    expect(onDisk(path)).toEqual({ ...MINE, dailyCap: 2, lastImageId: 4 });
  });

  it('that the disk refuses changes nothing in memory either', async () => {
    const { store, path, changes } = open(WHOLE);
    // A folder where the temporary file would be: it can be neither removed nor overwritten.
    mkdirSync(`${path}.tmp`);
    await expect(store.set({ dailyCap: 50 })).rejects.toThrow();
    expect(store.get().dailyCap).toBe(3);
    expect(changes).toEqual([]);
    expect(onDisk(path).dailyCap).toBe(3);
  });

  it('of a selection applies immediately and is written in the background, batched', async () => {
    const { store, path, changes } = open(WHOLE, 20);
    for (let id = 1; id <= 50; id += 1) void store.set({ lastImageId: id });
    expect(store.get().lastImageId).toBe(50);
    expect(changes).toHaveLength(50);
    expect(onDisk(path).lastImageId).toBeNull();
    await eventually(() => expect(onDisk(path).lastImageId).toBe(50));
  });

  it('of a selection is written when the app closes', async () => {
    const { store, path } = open(WHOLE, 60_000);
    await store.set({ lastImageId: 9 });
    await store.flush();
    expect(onDisk(path).lastImageId).toBe(9);
  });

  it('keeps changes made while another was being written', async () => {
    const { store, path } = open(WHOLE, 60_000);
    const durable = store.set({ dailyCap: 1 });
    await store.set({ lastImageId: 5 });
    expect((await durable).lastImageId).toBe(5);
    await store.flush();
    expect(onDisk(path)).toEqual({ ...MINE, dailyCap: 1, lastImageId: 5 });
  });
});
