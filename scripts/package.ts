import { dirname } from 'node:path';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { packagedApp } from './lib/packaged.ts';
import { inProject, root } from './lib/project.ts';
import { runNode } from './lib/run.ts';
import { say, script } from './lib/script.ts';
import { makeInstallers } from './package/linux/installers.ts';

// `npm run package`: installers with the Electron that package.json names. If its download is blocked,
// electron-builder's tools are too, and the result has the older Electron, for trying out only. On Linux, the
// distributions' own tools build the .deb and the .rpm without downloads. `-- --dir` makes only the app's
// folder.
await script(async () => {
  const runtime = await prepareElectron();
  const built = await buildApp(runtime);
  if (built !== 0) return built;
  const args = ['--publish', 'never', ...process.argv.slice(2)];
  const folderOnly = args.includes('--dir');
  args.push(`-c.electronVersion=${runtime.version}`);
  if (runtime.kind !== 'official') {
    say(`packaging with Electron ${runtime.version}, which is not for release`);
    if (!folderOnly) args.push('--dir');
    args.push(`-c.electronDist=${dirname(runtime.executable)}`);
  }
  const packaged = await runNode(inProject('node_modules/electron-builder/cli.js'), args, { cwd: root });
  if (packaged !== 0 || folderOnly || process.platform !== 'linux') return packaged;
  await makeInstallers(packagedApp().folder, inProject('dist'), runtime.kind !== 'official');
  return 0;
});
