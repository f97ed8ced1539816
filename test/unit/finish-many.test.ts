import { expect, it } from 'vitest';
import { createBlame, decodeBlame } from '../../src/renderer/imaging/finish/blame.ts';
import { merge, planMerge } from '../../src/renderer/imaging/finish/merge.ts';
import { collectBands, rowsOfBlock } from '../../src/renderer/imaging/finish/rows.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { randomEllipse, repainted } from '../fixtures/synthetic-edits/chain-of-edits.ts';
import { quantile } from '../fixtures/synthetic-edits/measure.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

/** Short forms; `npm run bench` sets more and larger ones. */
const MERGES = Number(process.env.RESEED_MERGES ?? 12);
const CHAINS = Number(process.env.RESEED_CHAINS ?? 3);
const CHAIN_PIXELS = Number(process.env.RESEED_CHAIN_PIXELS ?? 200_000);
const STEPS = 10;
const QUESTIONS = 20_000;

it('merges changes in different places, and reports a conflict exactly where both changed', {
  timeout: 1_800_000,
}, async () => {
  const [size, totals] = [
    { width: 360, height: 240 },
    { wrong: 0, missed: 0, overlapping: 0, conflicts: 0 },
  ];
  for (let seed = 1; seed <= MERGES; seed++) {
    const random = createRandom(seed, 'merges');
    const base = await randomPhotograph(random, size.width, size.height);
    const [maskA, maskB] = [randomEllipse(size, random), randomEllipse(size, random)];
    const [a, b] = [repainted(base, maskA, random), repainted(base, maskB, random, 2)];
    const rows = [rowsOfBlock(base), rowsOfBlock(a), rowsOfBlock(b)] as const;
    const plan = planMerge(...rows);
    const made = collectBands(
      size,
      merge(
        ...rows,
        plan,
        plan.conflicts.map(() => 'base' as const),
      ),
    ).data;
    const isAt = (at: number, x: number) => made[at * 4 + x];
    let conflictPixels = 0;
    for (let at = 0; at < maskA.length; at++) {
      const inA = maskA[at] !== 0;
      const inB = maskB[at] !== 0;
      const same = [0, 1, 2].every((c) => a.data[at * 4 + c] === b.data[at * 4 + c]);
      const from = inA && inB ? (same ? a : base) : inA ? a : inB ? b : base;
      if ([0, 1, 2, 3].some((c) => isAt(at, c) !== from.data[at * 4 + c])) totals.wrong++;
      if (!inA || !inB || same) continue;
      conflictPixels++;
      const [x, y] = [at % size.width, Math.floor(at / size.width)];
      const isNamed = plan.conflicts.some(
        (one) => x >= one.x && y >= one.y && x < one.x + one.width && y < one.y + one.height,
      );
      if (!isNamed) totals.missed++;
    }
    const named = plan.conflicts.reduce((sum, { pixels }) => sum + pixels, 0);
    totals.missed += Math.abs(named - conflictPixels);
    totals.conflicts += plan.conflicts.length;
    if (conflictPixels > 0) totals.overlapping++;
  }
  console.log(
    `merge: ${MERGES} merges, ${totals.overlapping} with conflicts, ${totals.wrong} pixels wrong, ${totals.missed} pixels of conflicts missed or made up`,
  );
  expect(totals.overlapping).toBeGreaterThan(0);
  expect(totals.overlapping).toBeLessThan(MERGES);
  expect(totals.wrong).toBe(0);
  expect(totals.missed).toBe(0);
});

it('finds the step that last changed a pixel, immediately', { timeout: 1_800_000 }, async () => {
  let [asked, right] = [0, 0];
  const times: number[] = [];
  for (let seed = 1; seed <= CHAINS; seed++) {
    const random = createRandom(seed, 'chains');
    const width = Math.round(Math.sqrt(CHAIN_PIXELS * 1.5));
    const size = { width, height: Math.round(width / 1.5) };
    const truth = new Uint8Array(size.width * size.height);
    const map = createBlame(size);
    let picture = await randomPhotograph(random, size.width, size.height);
    for (let step = 1; step <= STEPS; step++) {
      const mask = randomEllipse(size, random);
      const next = repainted(picture, mask, random);
      map.note(rowsOfBlock(picture), rowsOfBlock(next), step);
      for (let at = 0; at < mask.length; at++) if (mask[at] !== 0) truth[at] = step;
      picture = next;
    }
    const stored = decodeBlame(map.encode(), size);
    for (let i = 0; i < QUESTIONS; i++) {
      const [x, y] = [random.int(size.width), random.int(size.height)];
      const before = performance.now();
      const step = stored.stepAt(x, y);
      times.push(performance.now() - before);
      asked++;
      if (step === truth[y * size.width + x]) right++;
    }
  }
  const slow = quantile(times, 0.999);
  console.log(
    `blame: ${CHAINS} chains, ${((100 * right) / asked).toFixed(3)} % right, ${slow.toFixed(4)} ms a question`,
  );
  expect(right / asked).toBeGreaterThanOrEqual(0.995);
  expect(slow).toBeLessThan(16);
});
