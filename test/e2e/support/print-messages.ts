import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { type LargestMessages, MESSAGES_FILE } from './messages.ts';

/** After the last test: prints the largest IPC message of the whole run. */
// biome-ignore lint/style/noDefaultExport: Playwright takes the teardown from a file's default export
export default function printMessages(config: FullConfig): void {
  const file = join(config.projects[0]?.outputDir ?? '', MESSAGES_FILE);
  if (!existsSync(file)) return;
  const apps = readFileSync(file, 'utf8').trim().split('\n');
  const all = apps.flatMap((line) => Object.entries(JSON.parse(line) as LargestMessages));
  const [name, bytes] = all.sort(([, a], [, b]) => b - a)[0] ?? [];
  if (name) console.log(`ipc.bytes: ${bytes} (${name}), the largest message of ${apps.length} apps`);
}
