import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppLink } from '@shared/domain/app-link.ts';
import { isAppLink, parseAppLink } from '@shared/domain/read-app-link.ts';

/** What is passed on a command line, which a second instance hands to the first. */
export interface Launch {
  readonly files: string[];
  readonly link: AppLink | null;
}

/** Files opened within this time (ms) form one drop, because the system reports each of them separately. */
const TOGETHER_MS = 50;

/** Collects files that the system opens with the app and passes them on together. */
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
 * Returns the files and folders on a command line, as paths or `file:` addresses, without switches and the
 * app's own folder. In development the first argument is the app's folder; a folder of pictures has no
 * `package.json`. Unreadable entries are passed on as well: the import reports each with its reason and
 * imports the others.
 */
export function launchFiles(argv: readonly string[], cwd: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-') && !isAppLink(argument))
    .map((argument) => pathOf(argument, cwd))
    .filter((path) => !isAppFolder(path));
}

/** Returns the first valid `reseed:` link on a command line. */
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
      // On another machine, or with characters that no path has: reported by its original name.
      return lossyPath(argument) ?? resolve(cwd, argument);
    }
  }
  return resolve(cwd, argument);
}

/**
 * Returns the path in an address whose bytes aren't UTF-8, with a replacement for each lost byte. The import
 * finds the original.
 */
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
