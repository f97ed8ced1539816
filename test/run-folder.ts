import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Short: Chromium creates a socket below it, whose path may have 107 bytes, and 103 on macOS. */
const PREFIX = 'reseed-run-';

/** Variables with the path of the temporary folder. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/** More than the tests' files take at any time. */
const ROOM_BYTES = 8 * 2 ** 30;

/** Files left by Chromium, its libraries, Playwright and Node, as after a killed process. */
const FOREIGN = [
  /^\.?(org\.chromium|com\.(google|apple))\./,
  /^\.?scoped_dir/,
  /^(dbus|pulse)-/,
  /^playwright/,
  /^node-compile-cache$/,
];

/**
 * For vitest and Playwright, before the first test: a new temporary folder for the whole run, so that
 * anything left in it after the last test must belong to a test that should have removed it.
 */
// biome-ignore lint/style/noDefaultExport: both runners take the setup from a file's default export
export default function openRunFolder(): (() => void) | undefined {
  // Vitest calls this once per project, all in one process.
  if (basename(tmpdir()).startsWith(PREFIX)) return undefined;
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  const inMemory = memoryFolder();
  if (inMemory !== null) removeOldRuns(inMemory);
  const folder = mkdtempSync(join(inMemory ?? tmpdir(), PREFIX));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Also if the run is interrupted.
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

/** The names in a temporary folder that tests created. */
export function leftByTests(names: readonly string[]): string[] {
  return names.filter((name) => !FOREIGN.some((pattern) => pattern.test(name))).sort();
}

/**
 * Linux's file system in memory, where the tens of thousands of syncs of a run cost nothing. A killed process loses no
 * file there either. Null if it or the memory is small, or if the environment names a folder.
 */
function memoryFolder(): string | null {
  if (process.platform !== 'linux' || VARIABLES.some((name) => process.env[name])) return null;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return Math.min(bavail * bsize, freemem()) >= ROOM_BYTES ? '/dev/shm' : null;
  } catch {
    return null;
  }
}

/** Removes what runs that were killed have left in memory. No run takes as long as this. */
export function removeOldRuns(parent: string, now = Date.now()): void {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(PREFIX))) {
    const path = join(parent, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - changed > 6 * 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}
