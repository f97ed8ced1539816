import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What a second start hands over to the first. */
export const SecondLaunch = z.strictObject({ files: z.array(z.string().max(4096)).max(5000) });
export type SecondLaunch = z.infer<typeof SecondLaunch>;

/**
 * The files named on a command line: what is neither a switch nor the app's own folder.
 * In development the first argument is the app's folder; no picture is a folder with a `package.json`.
 */
export function launchFiles(argv: readonly string[], cwd: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(cwd, argument))
    .filter((path) => isFile(path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
