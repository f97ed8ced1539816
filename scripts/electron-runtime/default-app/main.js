// Replaces Electron's own default_app, which packagers remove: `electron [-r module] [--switches] path`. An
// ES module with top-level await, so that Electron delays `ready` until the app's main module is loaded.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const args = process.argv.slice(1);
const preload = [];
let target;
for (let at = 0; at < args.length && !target; at++) {
  const arg = args[at];
  if (arg === '-r' || arg === '--require') {
    at += 1;
    preload.push(args[at]);
  } else if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (!arg.startsWith('-')) {
    target = path.resolve(arg);
  }
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true, configurable: false });
for (const module of preload) require(module);
if (!target) {
  console.error('usage: electron [options] path/to/app');
  process.exit(2);
}

function mainOf(folder) {
  const info = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (info.version) app.setVersion(info.version);
  if (info.productName || info.name) app.name = info.productName || info.name;
  if (info.desktopName) app.setDesktopName(info.desktopName);
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setAppPath(folder);
  return require.resolve(path.resolve(folder, info.main || 'index.js'));
}

try {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  await import(pathToFileURL(isFolder ? mainOf(target) : target).toString());
} catch (error) {
  console.error('App threw an error during load');
  console.error(error?.stack || error);
  process.exit(1);
}
