import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

const DEFAULT_APP = join(import.meta.dirname, 'default-app');

/** Resets the two fuses that Cypress changes to Electron's defaults. */
export async function restoreFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Adds a loader to replace the default app that packagers remove, so that `electron PATH` works again. */
export async function restoreDefaultApp(runtime: string): Promise<void> {
  const resources = join(runtime, 'resources');
  mkdirSync(resources, { recursive: true });
  await createPackage(DEFAULT_APP, join(resources, 'default_app.asar'));
}
