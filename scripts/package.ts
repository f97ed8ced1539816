import { dirname } from 'node:path';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { inProject, root } from './lib/project.ts';
import { runNode } from './lib/run.ts';
import { say, script } from './lib/script.ts';

// `npm run package`: installers with the Electron that package.json names; where that is blocked, so are the
// installers' tools, and the result is the app's folder with the older Electron, for trying out only.
await script(async () => {
  const runtime = await prepareElectron();
  const built = await buildApp(runtime);
  if (built !== 0) return built;
  const args = ['--publish', 'never', ...process.argv.slice(2)];
  if (runtime.kind === 'official') {
    args.push(`-c.electronVersion=${runtime.version}`);
  } else {
    say(`packaging a folder with Electron ${runtime.version}, which is not for release`);
    args.push(
      '--dir',
      `-c.electronVersion=${runtime.version}`,
      `-c.electronDist=${dirname(runtime.executable)}`,
    );
  }
  return runNode(inProject('node_modules/electron-builder/cli.js'), args, { cwd: root });
});
