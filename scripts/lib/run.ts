import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Time limit (ms) after which the child is killed. */
  readonly limit?: number;
  /** Written into the child's descriptor 3. */
  readonly secret?: string;
}

export interface Ran {
  /** Exit code, or -1 if the child was killed by a signal or could not be started. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly timedOut: boolean;
}

const openChildren = new Set<number>();
let guarded = false;

/** Forwards Ctrl+C to children in their own process group, so that nothing outlives the script. */
function guardChildren(): void {
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const pid of openChildren) killGroup(pid, 'SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(130));
  }
}

/** Kills a detached child when this process ends, unless it exits first. */
export function guardChild(child: ChildProcess): void {
  const pid = child.pid;
  if (pid === undefined) return;
  guardChildren();
  openChildren.add(pid);
  child.once('exit', () => openChildren.delete(pid));
}

/** Kills a process that we started with `detached`, and everything it started. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has already ended.
  }
}

/** Writes into a child's descriptor 3. A child that did not start, or does not read, is found out otherwise. */
export function writeSecret(child: ChildProcess, secret: string): void {
  const pipe = child.stdio[3] as Writable | null;
  pipe?.on('error', () => {});
  pipe?.end(secret);
}

function start(command: string, args: readonly string[], options: RunOptions, stdio: SpawnOptions['stdio']) {
  return new Promise<Ran>((resolve) => {
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.secret === undefined ? stdio : [...(stdio as ('ignore' | 'inherit' | 'pipe')[]), 'pipe'],
      detached,
    });
    if (options.secret !== undefined) writeSecret(child, options.secret);
    let out = '';
    let err = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const pid = child.pid;
    guardChild(child);
    const timer = options.limit
      ? setTimeout(() => {
          timedOut = true;
          if (pid !== undefined) killGroup(pid, 'SIGKILL');
        }, options.limit)
      : undefined;
    const done = (code: number, extra = ''): void => {
      clearTimeout(timer);
      resolve({ code, out, err: err + extra, timedOut });
    };
    child.on('error', (error) => done(-1, error.message));
    child.on('close', (code) => done(code ?? -1));
  });
}

/** Runs a command and captures its output. Never throws: a missing command ends with code -1. */
export function capture(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return start(command, args, options, ['ignore', 'pipe', 'pipe']);
}

/** Runs a command with its output on the terminal. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  return (await start(command, args, options, ['ignore', 'inherit', 'inherit'])).code;
}

/** Runs a JavaScript tool of node_modules with the current Node. */
export function runNode(script: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return run(process.execPath, [script, ...args], options);
}
