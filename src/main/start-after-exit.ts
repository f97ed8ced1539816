import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/** Waits until a process has ended and becomes another one. Its arguments: the process id, then the command. */
const SCRIPT = 'while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; exec "$@"';

/**
 * Starts a command once the process `pid` has ended, with a key to read from descriptor 3. The caller may end right away. Returns false if
 * nothing could be started. Not for Windows.
 */
export function startAfterExit(pid: number, command: readonly string[], key: string): boolean {
  const child = spawn('/bin/sh', ['-c', SCRIPT, String(pid), ...command], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, RESEED_API_KEY_FD: '3' },
  });
  // Both report a shell that did not start.
  child.on('error', () => {});
  const pipe = child.stdio[3] as Writable;
  pipe.on('error', () => {});
  pipe.end(key);
  child.unref();
  return child.pid !== undefined;
}
