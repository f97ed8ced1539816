import { resolve } from 'node:path';
import { app } from 'electron';
import { type Launch, launchFiles, launchLink } from './launch-files.ts';
import { takePassedVariables } from './passed-variables.ts';
import { openDataFolder } from './platform/data-folder.ts';
import { openFirstWindow } from './platform/first-window.ts';
import { openLog } from './platform/log.ts';
import { registerScheme } from './platform/pages.ts';
import { hardenApp } from './platform/security.ts';

/* Everything imported here is evaluated before Chromium starts its other processes, so it is only what the first window
   needs. `guards.spec.ts` bounds its size. */

const passed = takePassedVariables(process.env);
const folder = openDataFolder(passed.variables.RESEED_USER_DATA || null);
const log = openLog(resolve(app.getPath('userData'), 'logs'));
process.on('uncaughtException', (error) => log.error('uncaught exception', { error: error.stack }));
process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { error: String(reason) }));

registerScheme();
hardenApp(log);

const launch: Launch = { files: launchFiles(process.argv, process.cwd()), link: launchLink(process.argv) };
if (app.requestSingleInstanceLock(launch)) {
  const out = resolve(import.meta.dirname, '..');
  void openFirstWindow({ out, log, launch }).then(async (first) => {
    // Evaluated while the window's process starts.
    const { runApp } = await import('./platform/run-app.ts');
    await runApp(passed, log, folder, first);
  });
} else {
  // The first instance receives our files and comes to the front.
  app.quit();
}
