import { prepareElectron } from './electron-runtime/index.ts';
import { script } from './lib/script.ts';

// `npm run electron` makes everything ready and prints where the executable is.
await script(async () => {
  const runtime = await prepareElectron();
  console.log(`${runtime.executable} (Electron ${runtime.version}, ${runtime.kind})`);
  return 0;
});
