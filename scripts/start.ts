import { buildApp } from './lib/build.ts';
import { keyByDescriptor } from './lib/key-by-descriptor.ts';
import { withWindow } from './lib/open-window.ts';
import { root } from './lib/project.ts';
import { run } from './lib/run.ts';
import { sandboxArgs } from './lib/sandbox.ts';
import { script } from './lib/script.ts';

// `npm start [-- files]` builds the app and opens it. `npm run start:xvfb` does so on a virtual screen.
await script(() =>
  withWindow('npm run start:xvfb', async ({ runtime, env }) => {
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    const files = process.argv.slice(2).filter((arg) => arg !== '--xvfb');
    return run(runtime.executable, [...sandboxArgs(), root, ...files], keyByDescriptor(env));
  }),
);
