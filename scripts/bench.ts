import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareElectron } from './electron-runtime/index.ts';
import { type BenchRow, benchTable, mergeRows } from './lib/bench.ts';
import { buildApp } from './lib/build.ts';
import { inProject, root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { say, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

const LIMIT = 3 * 3_600_000;

// `npm run bench [-- part of a name]` runs test/bench/*.bench.ts, prints a table, writes bench-results.json.
await script(() =>
  withCleanup(async (defer) => {
    const wanted = process.argv.slice(2);
    const files = readdirSync(inProject('test/bench'))
      .filter((name) => name.endsWith('.bench.ts'))
      .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
      .sort();
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    const env = await hiddenScreenEnv(runtime, defer);
    const folder = mkdtempSync(join(tmpdir(), 'reseed-bench-'));
    defer(() => rmSync(folder, { recursive: true, force: true }));
    const results = inProject('bench-results.json');
    // Rows of other benchmarks stay, with the time at which they were measured.
    const older = existsSync(results) ? (JSON.parse(readFileSync(results, 'utf8')) as BenchRow[]) : [];
    const rows: BenchRow[] = [];
    let broken = 0;
    for (const name of files) {
      say(`benchmark ${name}`);
      const load = Number(((loadavg()[0] ?? 0) / availableParallelism()).toFixed(2));
      const report = join(folder, `${name}.json`);
      const alias = inProject('scripts/lib/shared-alias.ts');
      const one = inProject('scripts/lib/bench-one.ts');
      const args = ['--expose-gc', '--import', alias, one, inProject('test/bench', name), report];
      const code = await run(process.execPath, args, { cwd: root, env, limit: LIMIT });
      if (code === 0 && existsSync(report)) {
        for (const row of JSON.parse(readFileSync(report, 'utf8')) as BenchRow[])
          rows.push({ ...row, file: name, measured: new Date().toISOString(), load });
        // After each one, so that an interrupted run keeps what it has measured.
        writeFileSync(results, `${JSON.stringify(mergeRows(older, rows), null, 2)}\n`);
      } else {
        broken += 1;
        say(`benchmark ${name} broke off (code ${code})`);
      }
    }
    console.log(benchTable(rows));
    return broken === 0 && rows.length > 0 && rows.every((row) => row.pass) ? 0 : 1;
  }),
);
