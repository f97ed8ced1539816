import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { setFuses, wrongFuses } from './fuses.ts';

/** Removes the development runtime's loader and sets the fuses, before the app is signed. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { electronPlatformName, appOutDir, packager } = context;
  const name = packager.appInfo.productFilename;
  const executable = {
    linux: join(appOutDir, packager.platformSpecificBuildOptions.executableName),
    darwin: join(appOutDir, `${name}.app`),
    win32: join(appOutDir, `${name}.exe`),
  }[electronPlatformName];
  if (!executable) throw new Error(`no fuses known for ${electronPlatformName}`);
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  await setFuses(executable);
  const wrong = await wrongFuses(executable);
  if (wrong.length > 0) throw new Error(`the fuses did not take: ${wrong.join('; ')}`);
}
