import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { fflateRequire } from './scripts/lib/fflate-require.ts';
import { guidesPlugin } from './scripts/lib/guides.ts';
import { zodWithoutCompiling } from './scripts/lib/zod-without-compiling.ts';

const alias = { '@shared': resolve('src/shared') };

export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [fflateRequire],
    build: {
      // One bundle, so that the package carries no node_modules but the native one.
      externalizeDeps: false,
      rollupOptions: {
        // The keeper is a thread, which starts from a file of its own.
        input: { index: resolve('src/main/index.ts'), keeper: resolve('src/main/keeper/worker.ts') },
        external: ['better-sqlite3'],
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: resolve('src/preload/index.ts'),
        // A sandboxed preload can load one CommonJS file and nothing else.
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    resolve: { alias },
    plugins: [react(), zodWithoutCompiling, guidesPlugin(resolve('.'))],
    build: {
      target: 'chrome130',
      minify: true,
      // A picture in the bundle would be a data: address, which the policy forbids.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          settings: resolve('src/renderer/settings.html'),
          help: resolve('src/renderer/help.html'),
          imaging: resolve('src/renderer/imaging.html'),
          trouble: resolve('src/renderer/trouble.html'),
        },
      },
    },
    worker: { format: 'es', plugins: () => [zodWithoutCompiling] },
  },
});
