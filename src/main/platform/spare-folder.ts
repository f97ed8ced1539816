import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../system-failure.ts';

const SPARE = /^reseed-spare-(\d+)-/;

/**
 * Makes a folder for this process only. What an earlier process left goes first: Chromium writes into its folder until
 * the very end, after anything that runs here could have removed it.
 */
export function makeSpareFolder(): string {
  const temporary = tmpdir();
  for (const name of readdirSync(temporary)) {
    const owner = SPARE.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      rmSync(join(temporary, name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
  return mkdtempSync(join(temporary, `reseed-spare-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
