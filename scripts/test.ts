import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { exitCode, type Outcome, step, summaryLine, total } from './lib/outcome.ts';
import { inProject, root } from './lib/project.ts';
import { runNode } from './lib/run.ts';
import { runEndToEnd, runTests, VITEST } from './lib/runners.ts';
import { say, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

async function everything(done: (outcome: Outcome) => void): Promise<void> {
  await withCleanup(async (defer) => {
    const runtime = await prepareElectron();
    say(`Electron ${runtime.version} (${runtime.kind})`);
    const check = (tool: string, args: readonly string[]): Promise<number> =>
      runNode(inProject('node_modules', tool), args, { cwd: root });
    done(step('the type check', await check('typescript/bin/tsc', ['-b'])));
    done(step('the linter', await check('@biomejs/biome/bin/biome', ['check', '.'])));
    const env = await hiddenScreenEnv(runtime, defer);
    done(await runTests(VITEST, env));
    const built = await buildApp(runtime);
    done(step('the build', built));
    if (built === 0) done(await runEndToEnd(env));
  });
}

// `npm test`: all checks and tests, in a real Electron. The last line is the count.
await script(async () => {
  const outcomes: Outcome[] = [];
  try {
    await everything((outcome) => outcomes.push(outcome));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    outcomes.push({ passed: 0, failed: 1, skipped: [], notes: [why] });
  }
  const all = total(outcomes);
  for (const { name, reason } of all.skipped) console.log(`skipped: ${name} (${reason})`);
  for (const note of all.notes) console.log(note);
  console.log(summaryLine(all));
  return exitCode(all);
});
