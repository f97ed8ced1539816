import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture } from '../lib/run.ts';

const HEADER = 'include/node/node_api.h';

/** Whether a folder can be node-gyp's `--nodedir`. */
export function hasHeaders(prefix: string): boolean {
  return existsSync(join(prefix, HEADER)) && existsSync(join(prefix, 'include/node/common.gypi'));
}

/** Every `node` on the PATH, in order. */
export function nodesOnPath(path: string): string[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const files = path.split(delimiter).map((folder) => join(folder, name));
  return [...new Set(files)].filter((file) => existsSync(file));
}

/** Returns the prefix of the Node behind a `node` command, even if the command is a version manager's shim. */
async function prefixOf(node: string): Promise<string | undefined> {
  const { code, out } = await capture(node, ['-p', 'process.execPath'], { limit: 10_000 });
  return code === 0 ? dirname(dirname(out.trim())) : undefined;
}

/**
 * Returns a folder with Node's C headers: the one npm is configured with, or one next to a Node on the PATH
 * (the one in node_modules has none), or a distribution's default. Undefined if there is none.
 */
export async function findNodeDir(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const named = env.npm_config_nodedir;
  if (named && hasHeaders(named)) return named;
  const configured = await capture('npm', ['config', 'get', 'nodedir'], { limit: 20_000 });
  if (configured.code === 0 && hasHeaders(configured.out.trim())) return configured.out.trim();
  for (const node of nodesOnPath(env.PATH ?? '')) {
    const prefix = await prefixOf(node);
    if (prefix && hasHeaders(prefix)) return prefix;
  }
  return ['/usr/local', '/usr'].find(hasHeaders);
}
