import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { tempFolder } from '../fixtures/temp-library.ts';
import openRunFolder, { removeOldRuns } from '../run-folder.ts';

/** A folder for the temporary files of a run, below one of this test's own. */
function openInOwn() {
  const own = tempFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, own);
  onTestFinished(() => void vi.unstubAllEnvs());
  const close = openRunFolder();
  const folder = tmpdir();
  expect(dirname(folder)).toBe(own);
  return { own, folder, close: close ?? expect.unreachable() };
}

it('runs in this run’s folder', () => {
  expect(basename(tmpdir())).toMatch(/^reseed-run-/);
});

it('is created once, and removed silently if nothing is left', () => {
  const { own, folder, close } = openInOwn();
  expect(openRunFolder()).toBeUndefined();
  close();
  expect(existsSync(folder)).toBe(false);
  expect(tmpdir()).toBe(own);
  expect(readdirSync(own)).toEqual([]);
});

it('reports and removes leftovers of tests', () => {
  const { folder, close } = openInOwn();
  mkdirSync(join(folder, 'reseed-test-abc123'));
  writeFileSync(join(folder, 'export-1.json'), '{}');
  expect(close).toThrow(/: export-1\.json, reseed-test-abc123$/);
  expect(existsSync(folder)).toBe(false);
});

it('ignores leftovers of Chromium, Playwright and Node', () => {
  const { folder, close } = openInOwn();
  const names = ['.org.chromium.Chromium.a1b2c3', 'scoped_dirAbCdEf', 'playwright-artifacts-abc'];
  for (const name of [...names, 'playwright-transform-cache-0', 'node-compile-cache'])
    mkdirSync(join(folder, name));
  close();
  expect(existsSync(folder)).toBe(false);
});

it('removes what runs left that were killed hours ago, and nothing else', () => {
  const folder = tempFolder();
  for (const name of ['reseed-run-abcdef', 'other']) mkdirSync(join(folder, name));
  removeOldRuns(folder, Date.now() + 5 * 3_600_000);
  expect(readdirSync(folder).sort()).toEqual(['other', 'reseed-run-abcdef']);
  removeOldRuns(folder, Date.now() + 7 * 3_600_000);
  expect(readdirSync(folder)).toEqual(['other']);
});
