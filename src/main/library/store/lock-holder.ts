import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** The process that holds a library's folder. */
export const Holder = z.object({
  /** Unlike any other holder there ever was. */
  token: z.string(),
  pid: z.int().positive(),
  /** The machine, and on Linux the container, in which `pid` means something. */
  host: z.string(),
  /** Boot time of the machine. Null if the system doesn't provide it. */
  boot: z.string().nullable(),
  /** Start time of the process in the system's units. Null if unavailable. */
  started: z.string().nullable(),
  /** Absolute path of the locked folder, as this process sees it. Null in a lock of an earlier version. */
  place: z.string().nullable().default(null),
});
export type Holder = z.infer<typeof Holder>;

/** This process as the holder of a folder. */
export function thisProcess(token: string, place: string): Holder {
  return { token, pid: process.pid, host: hostId(), boot: bootId(), started: startOf(process.pid), place };
}

/** Whether a holder's paths have the same meaning for this process. */
export const isOnThisMachine = ({ host }: Holder): boolean => host === hostId();

/**
 * Whether a holder is alive. `unknown` if it is on another machine, or if the system can't distinguish a
 * process from a later one with the same id.
 */
export function isAlive({ pid, host, boot, started }: Holder): boolean | 'unknown' {
  if (host !== hostId()) return 'unknown';
  if (boot !== null && boot !== bootId()) return false;
  if (!exists(pid)) return false;
  if (started === null) return 'unknown';
  return startOf(pid) === started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function hostId(): string {
  const machine = textOf('/etc/machine-id');
  return [hostname(), machine, pidNamespace()].filter((part) => part !== null).join(' ');
}

function bootId(): string | null {
  return textOf('/proc/sys/kernel/random/boot_id');
}

function pidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

const STATE_AT = 0;
const START_AT = 19;

/** Start of a process in ticks since boot. Null if it has ended, or if unavailable. */
function startOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`);
  // The name of the program, in parentheses, may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && fields[STATE_AT] !== 'Z' ? (fields[START_AT] ?? null) : null;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
