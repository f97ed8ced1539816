import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from '../../../../scripts/lib/project.ts';

/** A setting of the built app that is flipped, to show that the checklist sees it. */
export interface Mutation {
  /** The point of the checklist that must fail. */
  readonly item: number;
  /** Path in the app’s folder: a file, or a folder of which each script is changed. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** Mutations of one group are tried in one app: what they change doesn't disturb the others' points. */
  readonly group?: 'bridge' | 'navigation' | 'pages' | 'windows';
}

const preference = (item: number, added: string): Mutation => ({
  item,
  path: 'out/main',
  from: 'webSecurity: true',
  to: `webSecurity: true, ${added}`,
});

export const MUTATIONS: readonly Mutation[] = [
  {
    item: 1,
    path: 'out/renderer/index.html',
    from: '</head>',
    to: '<link rel="prefetch" href="http://127.0.0.1:9/a.js"></head>',
  },
  { item: 2, path: 'out/main', from: 'nodeIntegration: false', to: 'nodeIntegration: true' },
  {
    item: 3,
    path: 'out/main',
    from: 'contextIsolation: true',
    to: 'contextIsolation: false',
    group: 'bridge',
  },
  { item: 4, path: 'out/main', from: 'sandbox: true', to: 'sandbox: false' },
  {
    item: 5,
    path: 'out/main',
    from: 'setPermissionCheckHandler(() => false)',
    to: 'setPermissionCheckHandler(() => true)',
  },
  { item: 5, path: 'out/main', from: 'answer) => answer(false)', to: 'answer) => answer(true)' },
  { item: 7, path: 'out/main', from: "script-src 'self'", to: "script-src 'self' 'unsafe-inline'" },
  { item: 7, path: 'out/main', from: "require-trusted-types-for 'script'", to: '', group: 'pages' },
  preference(8, 'allowRunningInsecureContent: true'),
  preference(9, 'experimentalFeatures: true'),
  preference(10, "enableBlinkFeatures: 'ExecCommandInJavaScript'"),
  preference(11, 'webviewTag: true'),
  // After those that are added beside it.
  { item: 6, path: 'out/main', from: 'webSecurity: true', to: 'webSecurity: false' },
  {
    item: 12,
    path: 'out/main',
    from: 'contents.on("will-attach-webview"',
    to: 'contents.on("never"',
    group: 'windows',
  },
  {
    item: 13,
    path: 'out/main',
    from: 'contents.on("will-navigate", refuse',
    to: 'contents.on("never", refuse',
    group: 'navigation',
  },
  { item: 14, path: 'out/main', from: 'action: "deny"', to: 'action: "allow"', group: 'windows' },
  {
    item: 15,
    path: 'out/main',
    from: 'setWindowOpenHandler(({ url }) => {',
    // The file that is loaded before the window has no use for `shell`.
    to: 'setWindowOpenHandler(({ url }) => { void import("electron").then(({ shell }) => shell.openExternal(url));',
    group: 'windows',
  },
  { item: 16, path: 'package.json', from: '"electron": "^45', to: '"electron": "^33' },
  { item: 17, path: 'out/main', from: 'if (isTrusted(event))', to: 'if (true)' },
  {
    item: 18,
    path: 'out/main',
    from: 'address: "app://reseed/settings.html"',
    to: 'address: "file://" + import.meta.dirname + "/../renderer/settings.html"',
    group: 'pages',
  },
  {
    item: 20,
    path: 'out/preload',
    from: 'Object.freeze(bridge)',
    to: 'Object.freeze({ ...bridge, ipcRenderer: { invoke: (...all) => electron.ipcRenderer.invoke(...all) } })',
    group: 'pages',
  },
];

/** Copies the built app into a folder and flips settings in the copy. Throws when a mutation finds nothing to flip. */
export async function mutatedApp(folder: string, mutations: readonly Mutation[]): Promise<string> {
  await cp(inProject('out'), join(folder, 'out'), { recursive: true });
  await cp(inProject('package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'resources']) await symlink(inProject(name), join(folder, name));
  for (const mutation of mutations) await mutate(folder, mutation);
  return folder;
}

async function mutate(folder: string, { item, path, from, to }: Mutation): Promise<void> {
  let found = false;
  for (const file of await scripts(join(folder, path))) {
    const text = await readFile(file, 'utf8');
    if (!text.includes(from)) continue;
    found = true;
    await writeFile(file, text.replaceAll(from, to));
  }
  if (!found) throw new Error(`The mutation of item ${item} finds no “${from}” in ${path}.`);
}

async function scripts(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
