import { parseArgs } from 'node:util';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { Missing, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';
import { FAULTS, SECURITY } from './trust/rows.ts';
import { runRows } from './trust/run-rows.ts';
import { reportLines, writePromises, writeReport } from './trust/write-report.ts';

const TABLES = {
  faults: { title: 'Money and data', rows: FAULTS },
  security: { title: 'Security', rows: SECURITY },
} as const;

/* `npm run test:faults` and `npm run test:security [-- --short] [--row NAME …]`: runs the tests behind each
   row of a table, or behind the rows whose name contains NAME, and writes the figures to docs/trust.md. Each
   row is written as soon as it has run, so that rows can be run at different times. */
await script(() =>
  withCleanup(async (defer) => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { short: { type: 'boolean', default: false }, row: { type: 'string', multiple: true } },
    });
    const [which] = positionals;
    if ((which !== 'faults' && which !== 'security') || positionals.length > 1)
      throw new Missing('usage: trust.ts faults|security [--short] [--row NAME]');
    const full = !values.short;
    const { title, rows: all } = TABLES[which];
    const rows = all.filter(({ name }) => values.row?.some((part) => name.includes(part)) ?? true);
    if (rows.length === 0)
      throw new Missing(`no such row; there are: ${all.map(({ name }) => name).join(', ')}`);
    const runtime = await prepareElectron();
    const env = await hiddenScreenEnv(runtime, defer);
    if (rows.some(({ tests }) => tests.some((file) => file.endsWith('.spec.ts')))) {
      const built = await buildApp(runtime);
      if (built !== 0) return built;
    }
    if (which === 'security') writePromises(all);
    const results = await runRows(rows, {
      full,
      env,
      onResult: (result) => writeReport(title, all, [result], full),
    });
    for (const line of reportLines(results)) console.log(line);
    return results.some(({ state }) => state === 'failed') ? 1 : 0;
  }),
);
