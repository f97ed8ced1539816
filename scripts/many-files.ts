import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { exitCode, summaryLine } from './lib/outcome.ts';
import { runEndToEnd } from './lib/runners.ts';
import { script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

// `npm run test:many-files [-- count]`: the long test of dropping many files, 20,000 in one drop.
await script(() =>
  withCleanup(async (defer) => {
    const [count = '20000'] = process.argv.slice(2);
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    const env = { ...(await hiddenScreenEnv(runtime, defer)), RESEED_MANY_FILES: count };
    const outcome = await runEndToEnd(env, ['test/e2e/drop-many.spec.ts']);
    for (const note of outcome.notes) console.log(note);
    console.log(summaryLine(outcome));
    return exitCode(outcome);
  }),
);
