import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeSpareFolder } from '../../src/main/platform/spare-folder.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

it('a spare folder is new, and exactly those of ended processes are removed', () => {
  const temporary = tempFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { pid: ended } = spawnSync(process.execPath, ['-e', '']);
  const left = join(temporary, `reseed-spare-${ended}-abc123`);
  const others = [`reseed-spare-${process.ppid}-abc123`, 'reseed-spare-photos', 'photos'];
  for (const name of [basename(left), ...others]) mkdirSync(join(temporary, name));
  writeFileSync(join(left, 'Preferences'), '{}');
  const own = makeSpareFolder();
  expect(dirname(own)).toBe(temporary);
  expect(readdirSync(own)).toEqual([]);
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(temporary).sort()).toEqual([basename(own), ...others].sort());
});
