import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inProject } from '../../lib/project.ts';
import { capture } from '../../lib/run.ts';
import { Missing } from '../../lib/script.ts';
import { elfFiles } from './dependencies.ts';
import { fillIn, type PackageDetails } from './details.ts';

const EXECUTABLE = /\/usr\/(bin\/reseed|lib\/reseed\/(reseed|chrome-sandbox|chrome_crashpad_handler))$/;

/** Text of a file of `resources/linux`, with version and date filled in. */
export function linuxResource(name: string, details: PackageDetails): string {
  return fillIn(readFileSync(inProject('resources/linux', name), 'utf8'), details);
}

/** Writes a file and its parent folders, with modes independent of the umask. */
export function placeFile(folder: string, path: string, content: string | Buffer, mode = 0o644): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}

/** Compresses without name or time, so that the same text gives the same bytes. */
export const gzip = (text: string): Buffer => gzipSync(text, { level: 9 });

/**
 * Stages the files that any Linux distribution installs: the app in /usr/lib/reseed, its command in /usr/bin,
 * and the files for menus, software centers and `man`. `stage` is replaced.
 */
export async function stageSystem(app: string, stage: string, details: PackageDetails): Promise<void> {
  rmSync(stage, { recursive: true, force: true });
  const lib = join(stage, 'usr/lib/reseed');
  mkdirSync(lib, { recursive: true });
  const copied = await capture('cp', ['-a', '--reflink=auto', `${app}/.`, lib]);
  if (copied.code !== 0) throw new Error(`the app could not be copied: ${copied.err}`);
  // Removes the symbols that Electron's published files still contain.
  const stripped = await capture('strip', ['--strip-unneeded', ...elfFiles(lib)]);
  if (stripped.code !== 0) throw new Missing(`strip (Debian's binutils) failed: ${stripped.err.trim()}`);
  placeFile(stage, 'usr/bin/reseed', linuxResource('reseed', details), 0o755);
  placeFile(stage, 'usr/share/applications/reseed.desktop', linuxResource('reseed.desktop', details));
  const metainfo = 'app.reseed.Reseed.metainfo.xml';
  placeFile(stage, `usr/share/metainfo/${metainfo}`, linuxResource(metainfo, details));
  placeFile(stage, 'usr/share/man/man1/reseed.1.gz', gzip(linuxResource('reseed.1', details)));
  for (const name of readdirSync(inProject('resources/icons')))
    placeFile(
      stage,
      `usr/share/icons/hicolor/${name.replace('.png', '')}/apps/reseed.png`,
      readFileSync(inProject('resources/icons', name)),
    );
  const svg = readFileSync(inProject('resources/icon.svg'));
  placeFile(stage, 'usr/share/icons/hicolor/scalable/apps/reseed.svg', svg);
  normalize(stage, details);
  // Setuid root, as Chromium's sandbox helper requires where user namespaces are disabled.
  chmodSync(join(lib, 'chrome-sandbox'), 0o4755);
}

/** Sets modes and times that don't depend on the umask or the current time. */
function normalize(stage: string, { epoch }: PackageDetails): void {
  const paths = readdirSync(stage, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .concat(stage);
  for (const path of paths) {
    const file = lstatSync(path);
    if (!file.isSymbolicLink()) chmodSync(path, file.isDirectory() || EXECUTABLE.test(path) ? 0o755 : 0o644);
    lutimesSync(path, epoch, epoch);
  }
}

/** Copies a staged system, so that another kind of package can add to it. */
export async function copyStage(stage: string, copy: string): Promise<void> {
  const { code, err } = await capture('cp', ['-a', '--reflink=auto', stage, copy]);
  if (code !== 0) throw new Error(`the staged files could not be copied: ${err}`);
}
