import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { Missing, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';
import { FAULTS, SECURITY } from './trust/rows.ts';
import { runRows } from './trust/run-rows.ts';
import { reportLines, writeReport } from './trust/write-report.ts';

const TABLES = {
  faults: { title: 'Money and data', rows: FAULTS },
  security: { title: 'Security', rows: SECURITY },
} as const;

/* `npm run test:faults` and `npm run test:security [-- --short] [part of a row’s name]`: runs the tests
   behind each row of a table and writes the figures to docs/trust.md. A row without tests is reported as
   missing. With a row's name, nothing is written. */
await script(() =>
  withCleanup(async (defer) => {
    const [which, ...rest] = process.argv.slice(2);
    if (which !== 'faults' && which !== 'security')
      throw new Missing('usage: trust.ts faults|security [--short] [row]');
    const full = !rest.includes('--short');
    const wanted = rest.filter((word) => !word.startsWith('--'));
    const { title, rows: all } = TABLES[which];
    const rows = all.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
    const runtime = await prepareElectron();
    const env = await hiddenScreenEnv(runtime, defer);
    if (rows.some(({ tests }) => tests.some((file) => file.endsWith('.spec.ts')))) {
      const built = await buildApp(runtime);
      if (built !== 0) return built;
    }
    const results = await runRows(rows, { full, env });
    for (const line of reportLines(results)) console.log(line);
    if (wanted.length === 0)
      writeReport(title, `npm run test:${which}${full ? '' : ' -- --short'}`, results, full);
    return results.some(({ state }) => state === 'failed') ? 1 : 0;
  }),
);
