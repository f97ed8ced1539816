import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A path inside the project. */
export function inProject(...parts: readonly string[]): string {
  return join(root, ...parts);
}

/** Returns the exact version of a package in node_modules. */
export function installedVersion(name: string): string {
  const text = readFileSync(inProject('node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
