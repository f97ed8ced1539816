import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { exitCode, summaryLine } from './lib/outcome.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { runEndToEnd } from './lib/runners.ts';
import { script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

/** For a test that hangs. */
const LIMIT = 3 * 3_600_000;

// `npm run test:many-files [-- count]`: the long test of dropping many files, 20,000 in one drop.
await script(() =>
  withCleanup(async (defer) => {
    const [count = '20000'] = process.argv.slice(2);
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    const env = { ...(await hiddenScreenEnv(runtime, defer)), RESEED_MANY_FILES: count };
    const outcome = await runEndToEnd(
      env,
      // Not the limit of all usual tests: 20,000 files take longer than those.
      ['test/e2e/drop-many.spec.ts', '--global-timeout=0'],
      (args, variables) => run(process.execPath, args, { cwd: root, env: variables, limit: LIMIT }),
    );
    for (const note of outcome.notes) console.log(note);
    console.log(summaryLine(outcome));
    return exitCode(outcome);
  }),
);
