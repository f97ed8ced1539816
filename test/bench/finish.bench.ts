import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { align } from '../../src/renderer/imaging/finish/align.ts';
import { cornerDistance } from '../../src/renderer/imaging/finish/placement.ts';
import { syntheticEdit } from '../fixtures/synthetic-edits/index.ts';
import { quantile } from '../fixtures/synthetic-edits/measure.ts';
import { figuresOf } from './figures.ts';
import { eccCornerError, loadOpenCv } from './finish-ecc.ts';

const EDITS =
  /finish: (\d+) edits, (\d+) lost, (\d+) of \d+ pixels .*overlap ([\d.]+) p10 ([\d.]+), missed p95 ([\d.]+), seam [\d.]+ p95 ([\d.]+), grain p95 ([\d.]+)/;
const GRADES = /carry-over: (\d+) grades, median ([\d.]+) dB, least [\d.]+ dB, ([\d.]+) dB over enlarging/;
/** Pairs for both aligners; in half of them, a third to two fifths of the picture changed. */
const PAIRS = 40;
/** Error (px) of a failed alignment, since JSON has no infinity. */
const LOST = 1000;

/** Results put back into their sources. `RESEED_FINISH_EDITS=1000` for the full figures, which take an hour. */
export async function run(): Promise<BenchRow[]> {
  const { RESEED_FINISH_EDITS: edits = '120', RESEED_FINISH_GRADES: grades = '48' } = process.env;
  const found = await figuresOf('test/unit/finish-edits.test.ts', EDITS, {
    RESEED_FINISH_EDITS: edits,
    RESEED_FINISH_SOURCE: process.env.RESEED_FINISH_SOURCE ?? '1800000',
    RESEED_FINISH_RESULT: process.env.RESEED_FINISH_RESULT ?? '900000',
  });
  const [
    count = 0,
    lost = Number.NaN,
    untouched = Number.NaN,
    overlap = 0,
    least = 0,
    missed = 1,
    seam = LOST,
    plain = LOST,
  ] = found;
  const [, decibels = 0, gained = 0] = await figuresOf('test/unit/finish-color.test.ts', GRADES, {
    RESEED_FINISH_GRADES: grades,
  });
  return [
    limitRow({ name: `finish.untouched, ${count} edits`, value: untouched, unit: 'pixels' }, 'at most', 0),
    limitRow({ name: 'finish.lost', value: lost, unit: 'edits' }, 'at most', 0),
    ...(await alignment()),
    limitRow({ name: 'finish.seam, p95', value: seam, unit: 'dE2000' }, 'at most', 2),
    limitRow({ name: 'finish.seam, single pixels p95', value: plain, unit: 'dE2000' }, 'at most', 2),
    limitRow({ name: 'finish.found-mask', value: overlap, unit: 'IoU' }, 'at least', 0.9),
    limitRow({ name: 'finish.found-mask, p10', value: least, unit: 'IoU' }, 'at least', 0.6),
    limitRow({ name: 'finish.found-mask, missed p95', value: missed * 100, unit: '%' }, 'at most', 5),
    limitRow({ name: 'finish.carry-over', value: decibels, unit: 'dB' }, 'at least', 38),
    limitRow({ name: 'finish.carry-over, gained', value: gained, unit: 'dB' }, 'at least', 10),
  ];
}

/** Errors at the worst corner, compared with OpenCV's ECC on the same pairs. */
async function alignment(): Promise<BenchRow[]> {
  const cv = await loadOpenCv();
  const own: number[] = [];
  const theirs: number[] = [];
  for (let seed = 1; seed <= PAIRS; seed++) {
    const edit = await syntheticEdit(10_000 + seed, {
      sourcePixels: 600_000,
      resultPixels: 300_000,
      share: seed % 2 === 0 ? [0.33, 0.4] : [0.02, 0.33],
    });
    const found = align(edit.source, edit.result);
    own.push(found.aligned ? cornerDistance(edit.source, found.placement, edit.placement) : LOST);
    theirs.push(Math.min(LOST, eccCornerError(cv, edit)));
  }
  const [value, baseline] = [quantile(own, 0.95), quantile(theirs, 0.95)];
  console.log(
    `align: median ${median(own).toFixed(3)} px, p95 ${value.toFixed(3)}, most ${Math.max(...own).toFixed(3)}; ` +
      `OpenCV: median ${median(theirs).toFixed(3)} px, p95 ${baseline.toFixed(3)}, gave up on ${theirs.filter((one) => one === LOST).length}`,
  );
  return [
    limitRow({ name: 'finish.align, p95', value, unit: 'px' }, 'at most', 0.1),
    ratioRow({ name: 'finish.align, beside OpenCV', value, unit: 'px', baseline }, 'at most', 1),
  ];
}
