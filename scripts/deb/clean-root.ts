import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { cacheDir } from '../lib/cache.ts';
import { waitFor } from '../lib/drive-packaged.ts';
import { capture, guardChild, killGroup, type Ran } from '../lib/run.ts';
import { Missing, say } from '../lib/script.ts';

const MIRROR = 'http://deb.debian.org/debian';

/**
 * Enters a root as a separate system: `$1` becomes `/`, with its own processes. It uses pivot_root instead of
 * chroot, because in a chroot the kernel refuses the user namespaces that Chromium's sandbox needs.
 */
const ENTER = `
mount --bind "$1" "$1" && cd "$1" && shift &&
mount -t proc proc proc && mount --rbind /sys sys && mount --rbind /dev dev && mount -t tmpfs -o mode=1777 shm dev/shm &&
mount --bind "$1" var/cache/apt/archives && mkdir -p .outside && pivot_root . .outside && umount -l /.outside &&
exec sleep infinity`;

const APT_OPTIONS = ['-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-unsafe-io'];

export interface User {
  readonly name: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A freshly installed Debian in a folder. */
export interface CleanRoot {
  /** Its folder as seen from outside. */
  readonly folder: string;
  /** Runs a command in it, as root or as a user. Throws if it fails. */
  run(command: readonly string[], user?: User): Promise<string>;
  /** Runs a command without throwing. */
  tryRun(command: readonly string[], user?: User): Promise<Ran>;
  /** Runs apt-get without questions and recommended packages. */
  apt(...args: readonly string[]): Promise<string>;
  /** Copies a file into it. Returns its path there. */
  give(file: string): string;
  /** Process ids (as seen from outside) of an executable that runs in it. */
  processes(executable: string): number[];
  stop(): Promise<void>;
}

/** Installs a minimal Debian into a folder, from an archive that is made once and cached. */
async function unpackDebian(suite: string, folder: string): Promise<void> {
  const archive = join(cacheDir(), `debian-${suite}-${process.arch}.tar`);
  if (!existsSync(archive)) {
    say(`making a minimal Debian ${suite} with mmdebstrap (once for this user)`);
    mkdirSync(cacheDir(), { recursive: true });
    const tmp = `${archive}.tmp-${process.pid}.tar`;
    const args = ['--variant=apt', '--include=ca-certificates,mount', suite, tmp, MIRROR];
    const { code, err } = await capture('mmdebstrap', args, { limit: 30 * 60_000 });
    if (code !== 0)
      throw new Missing(`mmdebstrap (Debian's package of that name) failed: ${err.slice(-500)}`);
    renameSync(tmp, archive);
  }
  const { code, err } = await capture('tar', ['-xpf', archive, '-C', folder, '--exclude=./dev/*']);
  if (code !== 0) throw new Error(err);
}

/** Starts a clean Debian in an empty folder. */
export async function startCleanRoot(suite: string, folder: string): Promise<CleanRoot> {
  if (process.getuid?.() !== 0) throw new Missing('a clean Debian can only be entered as root.');
  await unpackDebian(suite, folder);
  const downloads = join(cacheDir(), `debian-${suite}-${process.arch}-packages`);
  mkdirSync(join(downloads, 'partial'), { recursive: true });
  const holder = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, 'sh', folder, downloads],
    { stdio: 'ignore', detached: true },
  );
  guardChild(holder);
  const pid = await waitFor(
    'the clean Debian did not start',
    () => holderInside(holder),
    () => holder.exitCode !== null,
  );
  const nsenter = ['--target', String(pid), '--mount', '--pid', '--'];
  const tryRun = (command: readonly string[], user?: User): Promise<Ran> => {
    const env = {
      HOME: '/root',
      PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      DEBIAN_FRONTEND: 'noninteractive',
      LC_ALL: 'C.UTF-8',
      ...user?.env,
      ...(user && { HOME: user.home }),
    };
    const become = user ? ['runuser', '-u', user.name, '--'] : [];
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return capture('nsenter', [...nsenter, 'env', '-i', ...variables, ...become, ...command], {
      limit: 20 * 60_000,
    });
  };
  const run = async (command: readonly string[], user?: User): Promise<string> => {
    const { code, out, err } = await tryRun(command, user);
    if (code !== 0)
      throw new Error(
        `${command.join(' ')} ended with code ${code}:\n${out.slice(-2000)}\n${err.slice(-2000)}`,
      );
    return out;
  };
  return {
    folder,
    tryRun,
    run,
    apt: (...args) => run(['apt-get', ...APT_OPTIONS, ...args]),
    give(file) {
      copyFileSync(file, join(folder, 'srv', basename(file)));
      return `/srv/${basename(file)}`;
    },
    processes: (executable) => processesOf(executable, readlinkSync(`/proc/${pid}/ns/pid`)),
    async stop() {
      const ended = new Promise((resolve) => holder.once('close', resolve));
      if (holder.pid !== undefined) killGroup(holder.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Returns the `sleep` process that holds the namespaces open, once the root is entered. */
function holderInside(holder: ChildProcess): number | undefined {
  const child = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim();
  if (!child) return undefined;
  return readFileSync(`/proc/${child}/comm`, 'utf8').trim() === 'sleep' ? Number(child) : undefined;
}

function processesOf(executable: string, namespace: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 0)) return false;
      try {
        return (
          readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '') === executable &&
          isInside(pid, namespace)
        );
      } catch {
        // It has ended, or is a kernel thread.
        return false;
      }
    });
}

/** Chromium's sandbox puts its processes into their own namespaces, below ours. */
function isInside(pid: number, namespace: string): boolean {
  for (let at = pid; at > 1; at = parentOf(at)) {
    if (readlinkSync(`/proc/${at}/ns/pid`) === namespace) return true;
  }
  return false;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
