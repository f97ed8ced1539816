import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';
import { Missing } from './script.ts';

export interface PackagedApp {
  readonly folder: string;
  readonly executable: string;
  /** Folder of the app's own files. Everything else belongs to Electron. */
  readonly resources: string;
}

/** The output of `npm run package` for this platform. */
export function packagedApp(): PackagedApp {
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
    const resources =
      process.platform === 'darwin' ? join(executable, '../../Resources') : join(folder, 'resources');
    if (existsSync(executable)) return { folder, executable, resources };
  }
  throw new Missing('there is no packaged app in dist; `npm run package` makes one.');
}

/** Total size of all files below a folder, in bytes. */
export function folderSize(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
