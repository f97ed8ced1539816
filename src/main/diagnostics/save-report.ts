import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AsyncZippable } from 'fflate';
import { AS_SYSTEM_SETS, writeFileAtomic } from '../files/write-file-atomic.ts';
import type { Desktop } from '../ports.ts';
import { type ReportFacts, reportFiles } from './report-files.ts';

const LOGS = ['reseed.log', 'reseed.old.log'];

/** Reads the log files that exist. */
export async function readLogs(folder: string): Promise<Map<string, string>> {
  const read = LOGS.map(
    async (name) => [name, await readFile(join(folder, name), 'utf8').catch(() => null)] as const,
  );
  const logs = new Map<string, string>();
  for (const [name, text] of await Promise.all(read)) if (text !== null) logs.set(name, text);
  return logs;
}

/** Asks where to save a report, writes it as a zip file and shows it. Nothing is sent. Returns the path, or null if canceled. */
export async function saveReport(
  desktop: Pick<Desktop, 'pickSaveFile' | 'reveal'>,
  now: number,
  collect: () => Promise<ReportFacts>,
): Promise<string | null> {
  const day = new Date(now).toISOString().slice(0, 10);
  const path = await desktop.pickSaveFile(`reseed-diagnostics-${day}.zip`, [
    { name: 'ZIP', extensions: ['zip'] },
  ]);
  if (path === null) return null;
  const files: AsyncZippable = {};
  for (const [name, text] of reportFiles(await collect())) files[name] = Buffer.from(text);
  const { zip } = await import('fflate');
  const bytes = await promisify<AsyncZippable, Uint8Array>(zip)(files);
  await writeFileAtomic(path, (file) => file.writeFile(bytes), AS_SYSTEM_SETS);
  desktop.reveal(path);
  return path;
}
