import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBareApp } from './bare-app.ts';
import type { LaunchOptions } from './launch.ts';

/** Milliseconds from process start until a page has `data-app-state="ready"`. */
export async function timeToReady(
  options: Omit<LaunchOptions, 'userData'> & { userData?: string },
): Promise<number> {
  const own = options.userData ? undefined : mkdtempSync(join(tmpdir(), 'reseed-ready-'));
  const userData = options.userData ?? (own as string);
  try {
    const app = await startBareApp({ ...options, userData });
    await app.close();
    return app.readyMs;
  } finally {
    if (own) rmSync(own, { recursive: true, force: true });
  }
}
