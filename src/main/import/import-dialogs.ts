import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Out } from '@shared/contract.ts';
import type { Desktop } from '../ports.ts';
import type { ImportService } from './import-service.ts';

/** Imports that don't start with dropped files. */
export interface ImportDialogs {
  /** Lets the user pick files. `importId` is null if the dialog was canceled. */
  pick(): Promise<Out<'import.pick'>>;
  /** Imports the sample pictures. */
  addSamples(): Promise<Out<'import.samples'>>;
}

export function createImportDialogs(deps: {
  readonly imports: Pick<ImportService, 'startPaths'>;
  readonly desktop: Pick<Desktop, 'pickPictures'>;
  /** The folder of the sample pictures. */
  readonly samples: string;
}): ImportDialogs {
  const { imports, desktop, samples } = deps;
  return {
    async pick() {
      const paths = await desktop.pickPictures();
      return { importId: paths.length > 0 ? imports.startPaths(paths).importId : null };
    },
    async addSamples() {
      const names = (await readdir(samples)).filter((name) => extname(name) !== '.md').sort();
      return imports.startPaths(names.map((name) => join(samples, name)));
    },
  };
}
