import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startAfterExit } from '../../src/main/start-after-exit.ts';
import { eventually } from '../fixtures/eventually.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

it.runIf(process.platform !== 'win32')(
  'starts a command after a process has ended, and hands it the key by a descriptor only',
  async () => {
    const out = join(tempFolder(), 'out');
    const before = spawn('sleep', ['60']);
    const script =
      'cat <&"$RESEED_API_KEY_FD" >"$0.part"; env | grep -c canary >>"$0.part"; mv "$0.part" "$0"';
    expect(startAfterExit(before.pid ?? 0, ['sh', '-c', script, out], 'canary-1234\n')).toBe(true);
    // It was not started yet while the other one runs, which ends now.
    expect(existsSync(out)).toBe(false);
    before.kill();
    await eventually(() => expect(readFileSync(out, 'utf8')).toBe('canary-1234\n0\n'));
  },
);
