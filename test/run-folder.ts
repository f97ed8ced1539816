import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short: Chromium puts a socket below it, whose whole path may take 107 bytes, and 103 on macOS. */
const PREFIX = 'reseed-run-';

/** Where the system, and Node, keep the path of the folder for temporary files. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/** What Chromium, the libraries it loads, Playwright and Node leave by themselves, as after a process that a test killed. */
const FOREIGN = [
  /^\.?(org\.chromium|com\.(google|apple))\./,
  /^\.?scoped_dir/,
  /^(dbus|pulse)-/,
  /^playwright/,
  /^node-compile-cache$/,
];

/**
 * For vitest and Playwright, before the first test: a fresh folder for the temporary files of the whole run, so that
 * after the last test anything in it is known to be a test's, which should have removed it.
 */
// biome-ignore lint/style/noDefaultExport: both runners take the setup from a file's default export
export default function openRunFolder(): (() => void) | undefined {
  // Vitest calls this once for each of its projects, all in one process.
  if (basename(tmpdir()).startsWith(PREFIX)) return undefined;
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Also when the run is broken off.
  process.once('exit', remove);
  for (const name of VARIABLES) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const left = leftByTests(readdirSync(folder));
    remove();
    if (left.length > 0) throw new Error(`tests left files in the temporary folder: ${left.join(', ')}`);
  };
}

/** Of the names in a folder for temporary files, those that a test made. */
export function leftByTests(names: readonly string[]): string[] {
  return names.filter((name) => !FOREIGN.some((pattern) => pattern.test(name))).sort();
}
