import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, fillAtomically } from '../lib/cache.ts';
import { capture } from '../lib/run.ts';
import { Missing, say } from '../lib/script.ts';

/** A Chromium that isn't installed: its executable, and the libraries it needs. */
export interface DebianChromium {
  readonly version: string;
  readonly executable: string;
  /** Folders for LD_LIBRARY_PATH. */
  readonly libraries: string;
}

/**
 * Returns the current Chromium of this Debian. Downloads it and what it needs with apt, which verifies them, and
 * unpacks them into the cache; nothing is installed.
 */
export async function debianChromium(): Promise<DebianChromium> {
  const policy = await capture('apt-cache', ['policy', 'chromium']);
  const version = /Candidate: (\S+)/.exec(policy.out)?.[1];
  if (policy.code !== 0 || !version || version === '(none)')
    throw new Missing('apt knows no package chromium; this test needs Debian.');
  const folder = join(cacheDir(), `chromium-${version.replace(/[^\w.-]/g, '_')}`);
  const executable = join(folder, 'usr/lib/chromium/chromium');
  if (!existsSync(executable)) {
    say(`downloading Debian's Chromium ${version} (once for this user)`);
    await fillAtomically(folder, () => existsSync(executable), unpackInto);
  }
  const libraries = join(folder, 'usr/lib', await multiarch());
  return { version, executable, libraries: `${libraries}:${join(libraries, 'pulseaudio')}` };
}

async function unpackInto(folder: string): Promise<void> {
  const simulated = await mustRun('apt-get', ['install', '-s', '-qq', '--no-install-recommends', 'chromium']);
  const names = [...simulated.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
  // An installed Chromium would be left out.
  const packages = [...new Set([...names, 'chromium', 'chromium-common'])];
  const archives = join(folder, 'archives');
  mkdirSync(archives);
  await mustRun('apt-get', ['download', '-qq', ...packages], archives);
  for (const name of readdirSync(archives)) await mustRun('dpkg-deb', ['-x', join(archives, name), folder]);
  rmSync(archives, { recursive: true });
}

async function multiarch(): Promise<string> {
  return (
    await mustRun('dpkg-architecture', ['-qDEB_HOST_MULTIARCH']).catch(() => 'x86_64-linux-gnu')
  ).trim();
}

async function mustRun(command: string, args: readonly string[], cwd?: string): Promise<string> {
  const { code, out, err } = await capture(command, args, { limit: 10 * 60_000, ...(cwd && { cwd }) });
  if (code !== 0) throw new Missing(`${command} ${args[0]} failed: ${err.slice(-500)}`);
  return out;
}
