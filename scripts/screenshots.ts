import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLibrary } from '../test/bench/generate.ts';
import { startOneminServer } from '../test/onemin-server/server.ts';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { launchElectron } from './lib/launch.ts';
import { script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';
import { branchesTour } from './screenshots/branches.ts';
import { emptyAlbum } from './screenshots/camera.ts';
import { finishTour } from './screenshots/finish.ts';
import { historyTour } from './screenshots/history.ts';
import { toolsTour } from './screenshots/tools.ts';
import { paidTour, practiceTour } from './screenshots/views.ts';

const TOURS = {
  practice: practiceTour,
  history: historyTour,
  tools: toolsTour,
  finish: finishTour,
  branches: branchesTour,
  paid: paidTour,
};

// `npm run screenshots [-- tour …]`: the documentation's screenshots, taken from the running app: every view
// at both sizes, in light and dark. With names of tours, only those are taken.
await script(() =>
  withCleanup(async (defer) => {
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    Object.assign(process.env, await hiddenScreenEnv(runtime, defer, '2600x1500x24')); // A window as large as the screen is made a pixel smaller.
    const server = await startOneminServer();
    defer(() => server.stop());
    const practice = { RESEED_ENGINE: 'practice' };
    const paid = { RESEED_ENGINE: '1min.ai', RESEED_API_BASE: server.url, RESEED_API_KEY: server.key };
    const wanted = process.argv.slice(2);
    if (wanted.length === 0) emptyAlbum();
    for (const [name, tour] of Object.entries(TOURS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const env = tour === paidTour ? paid : practice;
      const userData = mkdtempSync(join(tmpdir(), 'reseed-screenshots-'));
      defer(async () => rmSync(userData, { recursive: true, force: true }));
      if (tour === historyTour)
        await generateLibrary(userData, { pictures: 200, importedOneOf: 200, files: true });
      const app = await launchElectron({ userData, env });
      try {
        const page = await app.firstWindow();
        await page.locator('html[data-app-state="ready"]').waitFor();
        await tour(app, page);
      } finally {
        await app.close();
      }
    }
    return 0;
  }),
);
