import type { BundledPackage } from './bundled-packages.ts';
import { inProject } from './project.ts';

/** The file that holds the list which Settings shows. */
export const BUNDLED_LIST = inProject('src/renderer/features/settings/bundled-software.ts');

/** The source of the list. */
export function bundledList(packages: readonly BundledPackage[]): string {
  const lines = packages.map(
    ({ name, version, license }) => `${name} ${version} ${license.replace(/[()]/g, '')}`,
  );
  return [
    '/** The packages whose code is in the app, each with its version and license. Written by `npm run licenses`. */',
    'export const BUNDLED_SOFTWARE: readonly string[] = `',
    ...lines,
    "`\n  .trim()\n  .split('\\n');",
    '',
  ].join('\n');
}
