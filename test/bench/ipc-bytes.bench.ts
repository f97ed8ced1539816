import { spawn } from 'node:child_process';
import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { inProject, root } from '../../scripts/lib/project.ts';

/** The end-to-end tests with the longest lists and records. */
const SPECS = ['guards', 'history', 'labels', 'run-many', 'export'];

/** The largest message between main and a page, in these tests. */
export async function run(): Promise<BenchRow[]> {
  const specs = SPECS.map((name) => `test/e2e/${name}.spec.ts`);
  const args = [inProject('node_modules/@playwright/test/cli.js'), 'test', ...specs];
  const env = { ...process.env, RESEED_WATCH_MESSAGES: '1' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await new Promise((done) => child.once('close', done));
  const [line, bytes] = /^ipc\.bytes: (\d+) \(.*$/m.exec(printed) ?? [];
  if (!line) throw new Error(`no figure:\n${printed.slice(-4_000)}`);
  console.log(line);
  const figure = { name: 'ipc.bytes', value: Number(bytes) / 1024, unit: 'KB' };
  return [limitRow(figure, 'at most', 64)];
}
