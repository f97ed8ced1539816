import { spawn } from 'node:child_process';
import { inProject, root } from '../../scripts/lib/project.ts';

/**
 * The numbers that a test file prints where `pattern` has groups, in their order. These targets are held by tests; a
 * benchmark runs the same ones, with more rounds. Throws when a test of the file fails, or the line is not there.
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
