import { resolve } from 'node:path';
import { startNoticeText } from '@shared/i18n/start-notice-text.ts';
import { app } from 'electron';
import { readEnvironment } from './env.ts';
import { launchFiles, launchLink, type SecondLaunch } from './launch-files.ts';
import { openDataFolder } from './platform/data-folder.ts';
import { openLog } from './platform/log.ts';
import { registerScheme } from './platform/protocol.ts';
import { runApp } from './platform/run-app.ts';
import { hardenApp } from './platform/security.ts';
import { readDescriptor } from './read-descriptor.ts';

const environment = readEnvironment(process.env, readDescriptor);
// Electron passes this process's environment to every page's preload, and child processes inherit it. Processes that
// Chromium started before this line have a copy; only a key passed in by `RESEED_API_KEY_FD` is in none of them.
delete process.env.RESEED_API_KEY;
delete process.env.RESEED_API_KEY_FD;
const folder = openDataFolder(environment.userData);
const log = openLog(resolve(app.getPath('userData'), 'logs'));
process.on('uncaughtException', (error) => log.error('uncaught exception', { error: error.stack }));
process.on('unhandledRejection', (reason) => log.error('unhandled rejection', { error: String(reason) }));
for (const problem of environment.problems) {
  log.warn('environment variable ignored', { ...problem });
  console.error(startNoticeText(problem));
}

registerScheme();
hardenApp(log);

const files = launchFiles(process.argv, process.cwd());
const link = launchLink(process.argv);
if (app.requestSingleInstanceLock({ files, link } satisfies SecondLaunch)) {
  void runApp(environment, log, { files, link }, folder);
} else {
  // The first instance receives our files and comes to the front.
  app.quit();
}
