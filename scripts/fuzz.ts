import { inProject, root } from './lib/project.ts';
import { runNode } from './lib/run.ts';
import { script } from './lib/script.ts';

// `npm run test:fuzz [-- payloads [seed]]`: the long fuzz test of every channel, 1,000 payloads each.
await script(() => {
  const [payloads = '1000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  const env = { ...process.env, RESEED_PAYLOADS: payloads, RESEED_SEED: seed };
  const args = ['run', 'test/integration/ipc-fuzz.test.ts', '--disable-console-intercept'];
  return runNode(inProject('node_modules/vitest/vitest.mjs'), args, { cwd: root, env });
});
