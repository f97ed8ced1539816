import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir } from '../lib/cache.ts';
import { inProject, installedVersion } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { Missing, say } from '../lib/script.ts';

const DAY = 24 * 60 * 60_000;
/** A blocked download usually fails immediately. The limit is for one that hangs. */
const LIMIT = 5 * 60_000;
const FORGET_AFTER = 7 * DAY;

/** Executable of the Electron that package.json names, if it has been downloaded. */
export function officialExecutable(): string | undefined {
  try {
    const path = readFileSync(inProject('node_modules/electron/path.txt'), 'utf8');
    const executable = inProject('node_modules/electron/dist', path);
    return existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

function refusalFile(): string {
  const name = `no-electron-${installedVersion('electron')}-${process.platform}-${process.arch}.json`;
  return join(cacheDir(), name);
}

function refusedLately(now: number): boolean {
  try {
    const { at } = JSON.parse(readFileSync(refusalFile(), 'utf8')) as { at: number };
    return now - at < FORGET_AFTER;
  } catch {
    return false;
  }
}

/**
 * Downloads the Electron that package.json names, unless it exists or the download failed within the last
 * week. Set `remember` if there is a fallback. Returns undefined if it isn't available.
 */
export async function downloadOfficial(remember: boolean): Promise<string | undefined> {
  const found = officialExecutable();
  if (found) return found;
  if (remember && refusedLately(Date.now())) return undefined;
  say(`downloading Electron ${installedVersion('electron')}`);
  const installer = inProject('node_modules/electron/install.js');
  const { code, err, timedOut } = await capture(process.execPath, [installer], { limit: LIMIT });
  const executable = officialExecutable();
  if (code === 0 && executable) {
    rmSync(refusalFile(), { force: true });
    return executable;
  }
  const reason = timedOut ? `no end after ${LIMIT / 60_000} minutes` : (err.trim().split('\n')[0] ?? '');
  if (!remember) {
    throw new Missing(
      `Electron ${installedVersion('electron')} could not be downloaded (${reason}); check the connection, or set ELECTRON_MIRROR or RESEED_ELECTRON.`,
    );
  }
  say(`Electron's download is blocked here (${reason}); not tried again for a week`);
  mkdirSync(dirname(refusalFile()), { recursive: true });
  writeFileSync(refusalFile(), JSON.stringify({ at: Date.now(), reason }));
  return undefined;
}
