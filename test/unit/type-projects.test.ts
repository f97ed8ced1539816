import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The files that the compiler reads for a project, of libraries too. */
function filesOf(project: string): string[] {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const output = execFileSync(process.execPath, [tsc, '-p', project, '--listFilesOnly'], {
    encoding: 'utf8',
  });
  return output.split(/\r?\n/);
}

const DOM = /[\\/]lib\.dom\b/;
const NODE = /[\\/]@types[\\/]node[\\/]/;

describe('the types that a process sees', () => {
  it.each([
    ['src/shared', { dom: false, node: false }],
    ['src/main', { dom: false, node: true }],
    ['src/renderer', { dom: true, node: false }],
  ])('match its runtime: %s', (project, { dom, node }) => {
    const files = filesOf(project);
    expect(files.length).toBeGreaterThan(50);
    expect(files.some((file) => DOM.test(file))).toBe(dom);
    expect(files.some((file) => NODE.test(file))).toBe(node);
  });
});
