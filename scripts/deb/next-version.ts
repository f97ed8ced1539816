import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';

/** The version after the next change of features. */
export function nextVersion(version: string): string {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${(minor ?? 0) + 1}.0`;
}

/** Makes a copy of a packaged app that calls itself another version, and is the same in all else. */
export async function copyAsVersion(app: string, copy: string, version: string): Promise<void> {
  cpSync(app, copy, { recursive: true, verbatimSymlinks: true });
  const archive = join(copy, 'resources/app.asar');
  const files = `${copy}-files`;
  extractAll(archive, files);
  const manifest = join(files, 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8')) as object;
  writeFileSync(manifest, JSON.stringify({ ...content, version }));
  rmSync(`${archive}.unpacked`, { recursive: true });
  await createPackageWithOptions(files, archive, { unpackDir: '**/node_modules/better-sqlite3' });
  rmSync(files, { recursive: true });
}
