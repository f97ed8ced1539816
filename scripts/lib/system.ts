import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './run.ts';
import { Missing, say } from './script.ts';

/**
 * Debian packages that Electron links to or needs to show a window and text. Ubuntu and newer Debian add
 * `t64`.
 */
export const ELECTRON_PACKAGES: readonly string[] = [
  'xvfb',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libatk-bridge2.0-0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'fonts-dejavu-core',
];

const BUILD_PACKAGES: readonly string[] = ['python3', 'make', 'g++'];

/** Shared libraries that `ldd` did not find. */
export function missingLibraries(lddOutput: string): string[] {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] as string);
}

/** Returns the package names of this Debian or Ubuntu release, given all names that apt knows. */
export function packageNames(wanted: readonly string[], known: ReadonlySet<string>): string[] {
  return wanted.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

/** Whether a command is on the PATH. */
export function hasCommand(name: string, path: string = process.env.PATH ?? ''): boolean {
  return path.split(delimiter).some((folder) => folder && existsSync(join(folder, name)));
}

/** Installs what a Linux system needs to run this Electron under Xvfb. Does nothing elsewhere. */
export async function installElectronLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const lacking = await lackingForElectron(executable);
  if (lacking.length === 0) return;
  await install(ELECTRON_PACKAGES, lacking);
  const still = await lackingForElectron(executable);
  if (still.length > 0) throw new Missing(`Electron still lacks ${still.join(', ')} on this system.`);
}

/** Installs what compiling a Node addon needs. */
export async function installBuildTools(): Promise<void> {
  const lacking = BUILD_PACKAGES.filter((name) => !hasCommand(name));
  if (lacking.length > 0) await install(BUILD_PACKAGES, lacking);
}

async function lackingForElectron(executable: string): Promise<string[]> {
  const ldd = await capture('ldd', [executable], { limit: 30_000 });
  const lacking = missingLibraries(ldd.out);
  if (!hasCommand('Xvfb')) lacking.push('Xvfb');
  if (!hasFont()) lacking.push('a font');
  return lacking;
}

function hasFont(): boolean {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts'].filter((folder) => existsSync(folder));
  return folders.some((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => /\.(ttf|otf|ttc)$/i.test(name)),
  );
}

/** Installs packages if allowed. Otherwise says in one sentence what is missing and how to install it. */
export async function installPackages(packages: readonly string[]): Promise<string | null> {
  try {
    await install(packages, packages);
    return null;
  } catch (error) {
    if (error instanceof Missing) return error.message;
    throw error;
  }
}

/** The commands that are not on the PATH. */
export function missingCommands(names: readonly string[]): string[] {
  return names.filter((name) => !hasCommand(name));
}

async function install(packages: readonly string[], lacking: readonly string[]): Promise<void> {
  const hasApt = hasCommand('apt-get');
  const isRoot = process.getuid?.() === 0;
  if (!hasApt || !isRoot) {
    const how = hasApt ? `sudo apt-get install ${packages.join(' ')}` : 'the packages of this distribution';
    throw new Missing(`this system lacks ${lacking.join(', ')}; install it with ${how}.`);
  }
  say(`installing what this system lacks: ${lacking.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  const update = await capture('apt-get', [...wait, 'update'], { env, limit: 10 * 60_000 });
  const known = await capture('apt-cache', ['pkgnames'], { limit: 60_000 });
  const names = packageNames(packages, new Set(known.out.split('\n')));
  const args = [...wait, 'install', '-y', '--no-install-recommends', ...names];
  const installed = await capture('apt-get', args, { env, limit: 20 * 60_000 });
  if (installed.code !== 0) {
    throw new Missing(
      `apt-get could not install ${names.join(' ')}:\n${`${update.err}${installed.err}`.trim()}`,
    );
  }
}
