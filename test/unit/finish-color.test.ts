import { describe, expect, it } from 'vitest';
import { carryOver, fitColorField, seenBytes } from '../../src/renderer/imaging/finish/carry-over.ts';
import { channelPlane } from '../../src/renderer/imaging/finish/channels.ts';
import { ciede2000, emptyLab } from '../../src/renderer/imaging/finish/color-difference.ts';
import { linearPlanes } from '../../src/renderer/imaging/finish/linear-planes.ts';
import { prepareColorFit } from '../../src/renderer/imaging/finish/match-color.ts';
import { matchLocally } from '../../src/renderer/imaging/finish/match-locally.ts';
import { inverse } from '../../src/renderer/imaging/finish/placement.ts';
import { resample } from '../../src/renderer/imaging/finish/resample.ts';
import { collectBands, rowsOfBlock } from '../../src/renderer/imaging/finish/rows.ts';
import { checkStructure } from '../../src/renderer/imaging/finish/structure.ts';
import { byteOfLinear } from '../../src/renderer/imaging/finish/transfer.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { psnr, type SyntheticGrade, syntheticGrade } from '../fixtures/synthetic-edits/grades.ts';
import { syntheticEdit } from '../fixtures/synthetic-edits/index.ts';
import { quantile } from '../fixtures/synthetic-edits/measure.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

describe('ciede2000', () => {
  // Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula, table 1.
  it.each([
    [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
    [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0],
    [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
    [50, 2.5, 0, 73, 25, -18, 27.1492],
    [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
    [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
    [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
  ])('of %f %f %f and %f %f %f is %f', (l1, a1, b1, l2, a2, b2, difference) => {
    const lab = emptyLab(2);
    lab.l.set([l1, l2]);
    lab.a.set([a1, a2]);
    lab.b.set([b1, b2]);
    expect(ciede2000(lab, 0, lab, 1)).toBeCloseTo(difference, 3);
  });
});

describe('prepareColorFit', () => {
  it('undoes gain, offset and gamma even if two fifths differ', async () => {
    const random = createRandom(3, 'match');
    const source = await randomPhotograph(random, 240, 160);
    const other = await randomPhotograph(random, 240, 160);
    const curve = [1.08, 0.92, 1].map(
      (gain, c) => (v: number) => 255 * (gain * (v / 255) ** (0.9 + c * 0.1) + 0.02),
    );
    const data = source.data.map((value, i) => {
      if (i % 4 === 3) return 255;
      return (i >> 2) % 240 < 96 ? other.data[i]! : curve[i % 4]!(value);
    });
    const all = new Uint8Array(240 * 160).fill(255);
    const match = prepareColorFit(linearPlanes(source), { ...source, data })(all);
    if (!match) throw new Error('no match');
    const errors: number[] = [];
    for (let p = 0; p < data.length; p += 4)
      if ((p >> 2) % 240 >= 100)
        for (let c = 0; c < 3; c++)
          errors.push(Math.abs(byteOfLinear(match.curves[c]![data[p + c]!]!) - source.data[p + c]!));
    expect(quantile(errors, 0.5)).toBeLessThanOrEqual(2);
    expect(quantile(errors, 0.95)).toBeLessThanOrEqual(6);
  });

  it('is null without usable pixels', async () => {
    const source = await randomPhotograph(createRandom(1, 'none'), 60, 40);
    expect(prepareColorFit(linearPlanes(source), source)(new Uint8Array(2400))).toBeNull();
  });
});

describe('carrying light over', () => {
  const GRADES = Number(process.env.RESEED_FINISH_GRADES ?? 8);
  const [WIDTH, HEIGHT] = [600, 400];

  it('applies new light at full size, much closer to the truth than enlarging', {
    timeout: 600_000,
  }, async () => {
    const found: { decibels: number; gained: number }[] = [];
    for (let seed = 1; seed <= GRADES; seed++) {
      const grade = await syntheticGrade(seed, { width: WIDTH, height: HEIGHT, reduction: 4 });
      const seen = seenBytes(grade.source, grade.placement, grade.result);
      expect(checkStructure(seen, grade.result), `grade ${seed}`).toMatchObject({ same: true });
      const field = fitColorField(seen, grade.result, grade.placement);
      const made = collectBands(grade.source, carryOver(rowsOfBlock(grade.source), field));
      const decibels = psnr(grade.truth, made);
      found.push({ decibels, gained: decibels - psnr(grade.truth, enlarged(grade)) });
    }
    const decibels = quantile(
      found.map((one) => one.decibels),
      0.5,
    );
    const gained = quantile(
      found.map((one) => one.gained),
      0.5,
    );
    const least = Math.min(...found.map((one) => one.decibels));
    console.log(
      `carry-over: ${GRADES} grades, median ${decibels.toFixed(2)} dB, least ${least.toFixed(2)} dB, ${gained.toFixed(2)} dB over enlarging`,
    );
    expect(decibels).toBeGreaterThanOrEqual(37);
    expect(gained).toBeGreaterThanOrEqual(9);
  });

  it('is refused for results that were painted over', async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const edit = await syntheticEdit(seed, {
        sourcePixels: 120_000,
        resultPixels: 60_000,
        share: [0.08, 0.4],
      });
      const seen = seenBytes(edit.source, edit.placement, edit.result);
      expect(checkStructure(seen, edit.result)).toMatchObject({ same: false, reason: 'content-changed' });
    }
  });

  it('is refused for pictures without detail', () => {
    const flat = { width: 60, height: 40, data: new Uint8ClampedArray(9600).fill(99) };
    expect(checkStructure(flat, flat)).toEqual({ same: false, kept: 0, reason: 'no-detail' });
  });
});

function enlarged({ source, result, placement }: SyntheticGrade): PixelBlock {
  const out = new Uint8ClampedArray(source.data.length).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = resample(channelPlane(result, channel), inverse(placement), source);
    for (let at = 0; at < plane.data.length; at++) out[at * 4 + channel] = plane.data[at]!;
  }
  return { width: source.width, height: source.height, data: out };
}

describe('matchLocally', () => {
  it('removes a cast that one curve can’t, and leaves the inside of changed areas', () => {
    const [width, height] = [120, 60];
    const plane = (value: (x: number, y: number) => number) => ({
      width,
      height,
      data: Float32Array.from({ length: width * height }, (_, at) =>
        value(at % width, Math.floor(at / width)),
      ),
    });
    const seen = plane(() => 0.3);
    // Lit from the right; the right third is a different object.
    const lit = plane((x) => (x < 80 ? 0.3 + 0.001 * x : 0.8));
    const unchanged = Uint8Array.from(lit.data, (_, at) => (at % width < 80 ? 255 : 0));
    const [matched] = matchLocally([seen, seen, seen], [lit, lit, lit], unchanged);
    for (const x of [5, 40, 70]) expect(matched.data[30 * width + x]).toBeCloseTo(0.3, 2);
    for (const x of [95, 119]) expect(matched.data[30 * width + x]).toBeCloseTo(0.8, 5);
  });
});
