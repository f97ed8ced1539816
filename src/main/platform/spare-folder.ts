import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../system-codes.ts';

const SPARE = /^reseed-spare-(\d+)-/;

/**
 * Creates a folder for this process only, after removing those of earlier processes: Chromium writes to its
 * folder until the very end, so it can't be removed on exit.
 */
export function makeSpareFolder(): string {
  const temporary = tmpdir();
  for (const name of readdirSync(temporary)) {
    const owner = SPARE.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      rmSync(join(temporary, name), { recursive: true, force: true });
    } catch {
      // Another user's folder: leave it.
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
