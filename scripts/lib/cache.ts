import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Per-user folder for files that are slow to download or compile. Outside node_modules, so `npm ci` keeps it. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.RESEED_CACHE) return resolve(env.RESEED_CACHE);
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'reseed');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'reseed');
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'reseed', 'Cache');
  return join(homedir(), '.cache', 'reseed');
}

/**
 * Fills a folder atomically: `fill` writes to a temporary folder next to `dest`, which is then renamed. If
 * two processes do this concurrently, the second keeps the first one's result if `good` accepts it.
 */
export async function fillAtomically(
  dest: string,
  good: () => boolean,
  fill: (tmp: string) => Promise<void>,
): Promise<void> {
  const unique = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const tmp = `${dest}.tmp-${unique}`;
  mkdirSync(dirname(dest), { recursive: true });
  sweep(dest);
  try {
    mkdirSync(tmp);
    await fill(tmp);
    if (good()) return;
    const old = `${dest}.old-${unique}`;
    try {
      renameSync(dest, old);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    try {
      renameSync(tmp, dest);
    } catch (error) {
      if (!good()) throw error;
    }
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(tmp, { recursive: true, force: true });
  }
}

/** Removes leftovers of processes that were killed while filling `dest`. */
function sweep(dest: string): void {
  for (const name of readdirSync(dirname(dest))) {
    const match = /^(.*)\.(?:tmp|old)-(\d+)-[0-9a-f]{8}$/.exec(name);
    if (match?.[1] !== basename(dest) || isAlive(Number(match[2]))) continue;
    rmSync(join(dirname(dest), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
