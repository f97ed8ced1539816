import { beforeAll, expect, it } from 'vitest';
import type { Pixels } from '../../src/renderer/imaging/practice/index.ts';
import { FILTER_NAMES, type FilterName, WORDS } from '../../src/renderer/imaging/practice/vocabulary.ts';
import { fullSize, render } from './practice-picture.ts';

let source: Pixels;
beforeAll(async () => {
  source = await fullSize('coffee.png');
});

/** Processor time of one render in milliseconds, hardly affected by the machine's load, unlike wall time. */
function cost(prompt: string, steps: number): { cpu: number; wall: number } {
  const started = performance.now();
  const before = process.cpuUsage();
  render(source, prompt, 3, { steps });
  const used = process.cpuUsage(before);
  return { cpu: Math.round((used.user + used.system) / 1000), wall: Math.round(performance.now() - started) };
}

it('one megapixel takes seconds with every filter, and with 50 steps', { timeout: 600_000 }, () => {
  const promptOf = (name: FilterName) => WORDS[name]?.split(', ')[0]?.replace('*', '') ?? 'xyz';
  const rows = FILTER_NAMES.map((name) => ({ name, ...cost(promptOf(name), 28) }));
  for (const { name, cpu, wall } of rows) {
    console.log(`${name}: 28 steps ${wall} ms (cpu ${cpu})`);
    // Measured: up to 2 s on a free machine. The bounds leave room for a busy one.
    expect(cpu, name).toBeLessThan(8_000);
  }
  const bySpeed = rows.toSorted((one, other) => other.cpu - one.cpu);
  const [slowest = expect.unreachable()] = bySpeed;
  const at50 = cost(promptOf(slowest.name), 50);
  console.log(`${slowest.name}: 50 steps ${at50.wall} ms (cpu ${at50.cpu})`);
  expect(at50.cpu).toBeLessThan(10_000);
  const five = bySpeed.slice(0, 5);
  const together = cost(five.map(({ name }) => promptOf(name)).join(' '), 28);
  console.log(`the five slowest together: 28 steps ${together.wall} ms (cpu ${together.cpu})`);
  // Together they cost no more than one after another, within the noise of a busy machine.
  expect(together.cpu).toBeLessThan(2 * five.reduce((sum, { cpu }) => sum + cpu, 0));
});
