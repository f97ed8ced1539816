import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@shared/domain/settings.ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ReportFacts } from '../../src/main/diagnostics/report-files.ts';
import { readLogs, saveReport } from '../../src/main/diagnostics/save-report.ts';
import { openLog } from '../../src/main/platform/log.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const KEY = 'canary-key-0123456789-wxyz';
const NOON = Date.UTC(2026, 10, 29, 12);

const facts = (logs: ReadonlyMap<string, string>): ReportFacts => ({
  versions: { reseed: '0.1.0' },
  system: { platform: 'linux' },
  settings: DEFAULT_SETTINGS,
  troubles: [],
  logs,
  home: '/home/ada',
});

/** Saves a report into a folder, and reads it back. */
async function saved(logs: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const path = join(tempFolder(), 'report.zip');
  const shown: string[] = [];
  const desktop = { pickSaveFile: async () => path, reveal: (file: string) => shown.push(file) };
  expect(await saveReport(desktop, NOON, async () => facts(logs))).toBe(path);
  expect(shown).toEqual([path]);
  const files = unzipSync(readFileSync(path));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

describe('a report', () => {
  it('consists of texts that a person can read, and names each of them', async () => {
    const files = await saved(new Map([['reseed.log', 'a line\n']]));
    const names = [...files.keys()].sort();
    expect(names).toEqual([
      'README.txt',
      'logs/reseed.log',
      'problems.json',
      'settings.json',
      'system.json',
      'versions.json',
    ]);
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      expect(files.get('README.txt')).toContain(name);
      expect(() => JSON.parse(files.get(name) ?? '')).not.toThrow();
    }
    expect(files.get('logs/reseed.log')).toBe('a line\n');
  });

  it('has no key and no home folder, whatever was logged', async () => {
    const folder = tempFolder();
    const log = openLog(folder);
    log.hide(KEY);
    log.error(`sent ${KEY}`, { path: '/home/ada/Pictures/a.png', url: `https://example.com/?k=${KEY}` });
    const text = [...(await saved(await readLogs(folder))).values()].join('\n');
    expect(text).not.toContain(KEY);
    expect(text).not.toContain('/home/ada');
    expect(text).toContain('~/Pictures/a.png');
  });

  it('is made without log files when they cannot be read', async () => {
    const folder = tempFolder();
    await mkdir(join(folder, 'reseed.log'));
    writeFileSync(join(folder, 'reseed.old.log'), 'older');
    expect([...(await readLogs(folder))]).toEqual([['reseed.old.log', 'older']]);
  });

  it('is not made when the dialog is canceled', async () => {
    const desktop = { pickSaveFile: async () => null, reveal: () => {} };
    const never = () => Promise.reject(new Error('collected'));
    expect(await saveReport(desktop, NOON, never)).toBeNull();
  });
});
