import { spawn } from 'node:child_process';
import { inProject, root } from '../../scripts/lib/project.ts';

/**
 * Returns the groups of `pattern` in a test file's output, as numbers. The targets are tested there; a
 * benchmark runs the same tests with more rounds. Throws if a test of the file fails, or the line is missing.
 */
export async function figuresOf(
  file: string,
  pattern: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<number[]> {
  const args = [inProject('node_modules/vitest/vitest.mjs'), 'run', inProject(file)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  const found = pattern.exec(told);
  if (code !== 0 || !found) throw new Error(`${file} ended with ${code}:\n${told.slice(-6000)}`);
  console.log(found[0]);
  return found.slice(1).map(Number);
}
