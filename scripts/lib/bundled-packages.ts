import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

/** An npm package whose code is in the app. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Licenses that the app's own (MIT) goes with. The LGPL is libheif's, which is a file of its own; see resources/THIRD-PARTY-NOTICES.md. */
const LICENSES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'LGPL-3.0',
  'MIT',
  'MIT-0',
  'Zlib',
];

/** Imports and exports of modules at run time, static or not. */
const IMPORT =
  /^(?:import|export)\s(?!type\s)[^'"=;()]*?from\s*'([^']+)';|^import '([^']+)';|\bimport\('([^']+)'\)/gm;
/** A tool for tests that a package names among what it needs at run time (lcms-wasm). */
const NOT_BUNDLED = ['tape'];
const PACKAGE = /^(?:@[\w.-]+\/)?[\w.-]+/;

/** The packages that the app's sources import, and all that these depend on, sorted by name. */
export function bundledPackages(): BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    const key = `${name}@${manifest.version}`;
    if (found.has(key)) return;
    found.set(key, { name, version: manifest.version, license: manifest.license ?? 'unknown' });
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      if (!NOT_BUNDLED.includes(dependency)) visit(dependency, folder);
  };
  for (const name of importedPackages(inProject('src'))) visit(name, inProject('.'));
  return [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

function importedPackages(folder: string): Set<string> {
  const names = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(entry)) continue;
    const text = readFileSync(join(folder, entry), 'utf8');
    for (const [, ...found] of text.matchAll(IMPORT)) {
      const name = PACKAGE.exec(found.find(Boolean) ?? '')?.[0];
      // `virtual:` modules are made by the build.
      if (name && !/^(@shared\/|\.)/.test(name) && !['node', 'electron', 'virtual'].includes(name))
        names.add(name);
    }
  }
  return names;
}

/** Where Node finds a package from a folder. */
function folderOf(name: string, from: string): string {
  for (let folder = from; folder.startsWith(inProject('.')); folder = join(folder, '..')) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(join(path, 'package.json'))) return path;
    if (folder === inProject('.')) break;
  }
  throw new Error(`${name} is not installed.`);
}

/** The packages whose license is none of those that are allowed. `or` lets one choose. */
export function refusedLicenses(packages: readonly BundledPackage[]): BundledPackage[] {
  return packages.filter(
    ({ license }) =>
      !license
        .replace(/[()]/g, '')
        .split(/ or /i)
        .some((one) => one.split(/ and /i).every((each) => LICENSES.includes(each.trim()))),
  );
}
