import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppLink, isAppLink, parseAppLink } from '@shared/domain/app-link.ts';
import { z } from 'zod';

/** As much as a command line holds: one file too many or too long must not lose the others. */
const PATH_MAX = 128 * 1024;
const FILES_MAX = 1_000_000;

/** What a second start hands over to the first. */
export const SecondLaunch = z.strictObject({
  files: z.array(z.string().max(PATH_MAX)).max(FILES_MAX),
  link: AppLink.nullable(),
});
export type SecondLaunch = z.infer<typeof SecondLaunch>;

/** Files that are opened shortly after each other are one drop: the system names each of many by itself. In milliseconds. */
const TOGETHER_MS = 50;

/** Gathers files that the system opens with the app, and hands them on together. */
export function createOpenFiles(
  open: (paths: readonly string[]) => void,
  togetherMs = TOGETHER_MS,
): (paths: readonly string[]) => void {
  let waiting: string[] = [];
  return (paths) => {
    if (paths.length === 0) return;
    if (waiting.length === 0)
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        open(all);
      }, togetherMs);
    waiting.push(...paths);
  };
}

/**
 * The files and folders named on a command line, as paths or as `file:` addresses: what is neither a switch nor the app's own
 * folder. In development the first argument is the app's folder; no folder of pictures has a `package.json`. What cannot be read
 * is handed on as well: the import reports it with its reason, and takes in the others.
 */
export function launchFiles(argv: readonly string[], cwd: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-') && !isAppLink(argument))
    .map((argument) => pathOf(argument, cwd))
    .filter((path) => !isAppFolder(path));
}

/** The first `reseed:` link of a command line that can be read. */
export function launchLink(argv: readonly string[]): AppLink | null {
  for (const argument of argv.slice(1)) {
    const link = parseAppLink(argument);
    if (link) return link;
  }
  return null;
}

function pathOf(argument: string, cwd: string): string {
  if (/^file:/i.test(argument)) {
    try {
      return fileURLToPath(argument);
    } catch {
      // Of another machine, or with signs that no path has: reported under the name it was given by.
      return lossyPath(argument) ?? resolve(cwd, argument);
    }
  }
  return resolve(cwd, argument);
}

/** The path in an address whose bytes are not UTF-8, with a sign in place of each lost one: the import looks for what was meant. */
function lossyPath(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname } = new URL(address);
  if (hostname !== '' || !/%[89a-f]/i.test(pathname) || /%(00|2f)/i.test(pathname)) return null;
  const bytes = pathname.replace(/%([\da-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function isAppFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory() && existsSync(join(path, 'package.json'));
  } catch {
    return false;
  }
}
