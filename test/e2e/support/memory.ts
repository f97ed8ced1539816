import { readdir, readFile } from 'node:fs/promises';

/** A process and all its descendants (Linux). */
export async function processTree(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    // The command's name may contain spaces and brackets; the parent is the second field after it.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const belongs = (pid: number): boolean =>
    pid === root || (parents.has(pid) && parents.get(pid) !== 0 && belongs(parents.get(pid) as number));
  return [...parents.keys()].filter(belongs);
}

/** Proportional set size of a process and all its descendants, in bytes (Linux). */
export async function memoryOf(root: number): Promise<number> {
  const sizes = await Promise.all((await processTree(root)).map(pss));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function pss(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}
