import { ELECTRON_VITE } from './lib/build.ts';
import { withWindow } from './lib/open-window.ts';
import { root } from './lib/project.ts';
import { runNode } from './lib/run.ts';
import { script } from './lib/script.ts';

// `npm run dev`: the app with hot reload of the page, and a restart when main or preload changes.
await script(() =>
  withWindow('npm run dev -- --xvfb', async ({ env, whyNoSandbox }) => {
    const args = ['dev', '--watch', ...(whyNoSandbox ? ['--noSandbox'] : [])];
    return runNode(ELECTRON_VITE, args, { cwd: root, env });
  }),
);
