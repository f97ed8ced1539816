import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { exitCode, summaryLine } from './lib/outcome.ts';
import { runEndToEnd } from './lib/runners.ts';
import { script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

// `npm run e2e [-- Playwright's arguments]`: the end-to-end tests alone.
await script(() =>
  withCleanup(async (defer) => {
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    const outcome = await runEndToEnd(await hiddenScreenEnv(runtime, defer), process.argv.slice(2));
    for (const note of outcome.notes) console.log(note);
    console.log(summaryLine(outcome));
    return exitCode(outcome);
  }),
);
