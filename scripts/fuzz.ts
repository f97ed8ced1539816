import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, root } from './lib/project.ts';
import { isPropertyTest } from './lib/property-tests.ts';
import { runNode } from './lib/run.ts';
import { say, script } from './lib/script.ts';

// `npm run test:fuzz [-- payloads [seed]]`: 1,000 payloads for every channel, and every property test with a seed that
// `npm test` doesn't use.
await script(async () => {
  const [payloads = '1000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
  say(`seed ${seed}`);
  const env = { ...process.env, RESEED_PAYLOADS: payloads, RESEED_SEED: seed };
  const files = readdirSync(inProject('test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join('test', name));
  // The fuzz test of the channels is one of them.
  const properties = files.filter((file) => isPropertyTest(readFileSync(inProject(file), 'utf8')));
  const args = ['run', ...properties, '--disable-console-intercept'];
  return runNode(inProject('node_modules/vitest/vitest.mjs'), args, { cwd: root, env });
});
