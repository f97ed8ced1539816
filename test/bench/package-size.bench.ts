import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { folderSize, packagedApp } from '../../scripts/lib/packaged.ts';
import { inProject, root } from '../../scripts/lib/project.ts';
import { runNode } from '../../scripts/lib/run.ts';

/** Megabytes that the app adds to Electron, whose size is the baseline. */
export async function run(): Promise<BenchRow[]> {
  const code = await runNode(inProject('scripts/package.ts'), ['--dir'], { cwd: root });
  if (code !== 0) throw new Error(`packaging ended with ${code}`);
  const { folder, resources } = packagedApp();
  const own = folderSize(resources) / 1e6;
  const electron = folderSize(folder) / 1e6 - own;
  const row = limitRow({ name: 'package.size', value: own, unit: 'MB' }, 'at most', 25);
  return [{ ...row, baseline: electron, ratio: own / electron }];
}
