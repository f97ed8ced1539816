import type { FileHandle } from 'node:fs/promises';
import { assertNever } from '@shared/assert-never.ts';
import { readHashed } from '../files/hash-file.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { refuse } from './choose-update.ts';
import type { Installation } from './installation.ts';
import type { ReleaseFile } from './release-list.ts';

/** What an installation does to the running app. */
export interface AppControl {
  /** Ends the app, then starts this executable. */
  restart(executable: string): void;
  /** Ends the app, then runs a program that replaces it. */
  runAfterQuit(program: string, args: readonly string[]): void;
  /** Shows a file in the system's file manager. */
  reveal(path: string): void;
}

/** Mode of a program that everybody may run. */
const EXECUTABLE = 0o755;

/**
 * Installs a downloaded file, or shows it if the user must do that. The file is verified once more: it may
 * have been replaced since its download.
 */
export async function installUpdate(
  { install, appImage }: Installation,
  { path, entry }: { readonly path: string; readonly entry: ReleaseFile },
  control: AppControl,
): Promise<void> {
  switch (install) {
    case 'appimage': {
      if (appImage === null) throw new Error('no AppImage');
      // The running app keeps the old file open, so its name may be given to another one.
      await writeFileAtomic(appImage, (file) => copyVerified(path, entry, file), EXECUTABLE);
      return control.restart(appImage);
    }
    case 'installer':
      await copyVerified(path, entry, null);
      return control.runAfterQuit(path, ['--updated', '/S', '--force-run']);
    case 'mac':
    case 'portable':
    case 'folder':
      await copyVerified(path, entry, null);
      return control.reveal(path);
    case 'deb':
    case 'rpm':
      throw refuse({ reason: 'update-by-system' });
    default:
      return assertNever(install);
  }
}

/** Reads a file, writes what it read to `to`, and throws if that isn't what the entry says. */
async function copyVerified(path: string, entry: ReleaseFile, to: FileHandle | null): Promise<void> {
  const hash = await readHashed(path, to, 'sha512');
  if (hash.toString('base64') !== entry.sha512)
    throw refuse({ reason: 'update-hash', params: { file: entry.url } });
}
