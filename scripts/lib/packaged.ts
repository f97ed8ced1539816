import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';
import { Missing } from './script.ts';

/** What `npm run package` left for this platform: its folder and its executable. */
export function packagedApp(): { folder: string; executable: string } {
  const places = {
    linux: [
      ['linux-unpacked', 'reseed'],
      ['linux-arm64-unpacked', 'reseed'],
    ],
    darwin: [
      ['mac-universal', 'Reseed.app/Contents/MacOS/Reseed'],
      ['mac', 'Reseed.app/Contents/MacOS/Reseed'],
      ['mac-arm64', 'Reseed.app/Contents/MacOS/Reseed'],
    ],
    win32: [
      ['win-unpacked', 'Reseed.exe'],
      ['win-arm64-unpacked', 'Reseed.exe'],
    ],
  }[process.platform as string];
  for (const [name, path] of places ?? []) {
    const folder = inProject('dist', name as string);
    const executable = join(folder, path as string);
    if (existsSync(executable)) return { folder, executable };
  }
  throw new Missing('there is no packaged app in dist; `npm run package` makes one.');
}

/** Sum of the sizes of all files below a folder, in bytes. */
export function folderSize(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
