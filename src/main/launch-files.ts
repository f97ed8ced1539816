import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What a second start hands over to the first. */
export const SecondLaunch = z.strictObject({ files: z.array(z.string().max(4096)).max(5000) });
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
 * The files and folders named on a command line: what is neither a switch nor the app's own folder.
 * In development the first argument is the app's folder; no folder of pictures has a `package.json`.
 */
export function launchFiles(argv: readonly string[], cwd: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(cwd, argument))
    .filter((path) => isWanted(path));
}

function isWanted(path: string): boolean {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info?.isDirectory()) return !statSync(join(path, 'package.json'), { throwIfNoEntry: false });
  return info?.isFile() ?? false;
}
