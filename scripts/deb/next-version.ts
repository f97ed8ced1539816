import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';

/** Returns the next minor version. */
export function nextVersion(version: string): string {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${(minor ?? 0) + 1}.0`;
}

/** Copies a packaged app and changes only its version. */
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
