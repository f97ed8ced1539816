import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Static imports and re-exports of a built module. */
const STATIC = /(?:^|[;\n}])\s*(?:import|export)\b[^'"();]*?["'](\.[^"']+)["']/g;
/** Scripts, preloaded modules and style sheets of a built page. */
const OF_PAGE = /(?:src|href)="(\.[^"]+\.(?:js|css))"/g;

/** Returns the files that are loaded with an entry, itself included: everything imported statically. */
export function loadedWith(entry: string): string[] {
  const loaded = new Set<string>();
  const visit = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    if (file.endsWith('.css')) return;
    const pattern = file.endsWith('.html') ? OF_PAGE : STATIC;
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(pattern))
      visit(normalize(join(dirname(file), target)));
  };
  visit(normalize(entry));
  return [...loaded];
}

/** Total size of files, in kilobytes. */
export function kilobytes(files: readonly string[]): number {
  return Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000);
}

/** Returns the files of a folder whose name matches. */
export function builtFiles(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}
