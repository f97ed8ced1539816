import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { script } from './lib/script.ts';

await script(async () => buildApp(await prepareElectron()));
