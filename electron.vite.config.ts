import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { guidesPlugin } from './scripts/lib/guides.ts';

const alias = { '@shared': resolve('src/shared') };

const ZOD_CONFIG = '__zod_globalConfig = {}';

/**
 * zod tries whether it may compile code when the first schema is made, before a page can call `z.config`. The
 * pages' policy refuses that, and reports it.
 */
const zodWithoutCompiling = {
  name: 'zod-without-compiling',
  transform(code: string, id: string): string | undefined {
    if (!/\/zod\/v4\/core\/core\.js$/.test(id)) return undefined;
    if (!code.includes(ZOD_CONFIG)) throw new Error(`${id} doesn't contain “${ZOD_CONFIG}”`);
    return code.replace(ZOD_CONFIG, '__zod_globalConfig = { jitless: true }');
  },
};

export default defineConfig({
  main: {
    resolve: { alias },
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
