import { prepareElectron } from './electron-runtime/index.ts';
import { script } from './lib/script.ts';

// `npm run electron` prepares Electron and prints the path of its executable.
await script(async () => {
  const runtime = await prepareElectron();
  console.log(`${runtime.executable} (Electron ${runtime.version}, ${runtime.kind})`);
  return 0;
});
