import sharp from 'sharp';
import { expect, it } from 'vitest';
import { softened } from '../../src/renderer/imaging/finish/blur.ts';
import { channelPlane } from '../../src/renderer/imaging/finish/channels.ts';
import { replaceProtected } from '../../src/renderer/imaging/finish/protect.ts';
import { collectBands, rowsOfBlock, rowsOfMask } from '../../src/renderer/imaging/finish/rows.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { finishProtected } from '../fixtures/finish-protected.ts';
import { boxMask, pasted } from '../fixtures/noise-block.ts';
import { bandsOfDetail, canaryBlock, correlation } from '../fixtures/synthetic-edits/canary-pattern.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

/** The short form; `npm run bench` sets more. */
const PICTURES = Number(process.env.RESEED_CANARY_PICTURES ?? 12);
const SIZE = { width: 320, height: 224 };
/** Unused patterns: their correlation is chance. */
const DECOYS = 24;
/** Standard deviations of chance from which a pattern counts as found. */
const FOUND = 7;
/** Sent pictures have the source's size or less. */
const SENT_SCALES = [1, 0.61, 0.35];

/** A picture as sent, through a service's scaling and JPEG, restored to its size. */
async function sent({ width, height, data }: PixelBlock, scale: number): Promise<PixelBlock> {
  const jpeg = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .resize(Math.round(width * scale), Math.round(height * scale))
    .jpeg({ quality: 90 })
    .toBuffer();
  const raw = await sharp(jpeg).resize(width, height, { fit: 'fill' }).ensureAlpha().raw().toBuffer();
  return { width, height, data: new Uint8ClampedArray(raw) };
}

/** Blurs the area under the mask, like careless redaction. */
function blurred(block: PixelBlock, mask: Uint8Array): PixelBlock {
  const data = block.data.slice();
  for (let channel = 0; channel < 3; channel++) {
    const soft = softened(channelPlane(block, channel), 12).data;
    for (let at = 0; at < mask.length; at++) if (mask[at] !== 0) data[at * 4 + channel] = soft[at]!;
  }
  return { ...block, data };
}

it('leaks nothing of a pattern under protected areas, at any scale, and restores it byte for byte', {
  timeout: 1_800_000,
}, async () => {
  const patterns = Array.from({ length: DECOYS + 1 }, (_, i) => canaryBlock(i, SIZE));
  const details = patterns.map((pattern) => bandsOfDetail(pattern));
  let [hits, blurredHits, restoredWrong] = [0, 0, 0];
  for (let seed = 1; seed <= PICTURES; seed++) {
    const random = createRandom(seed, 'canary');
    const [width, height] = [40 + random.int(120), 40 + random.int(100)];
    const box = { x: random.int(SIZE.width - width), y: random.int(SIZE.height - height), width, height };
    const mask = boxMask(SIZE, box);
    const planted = random.int(patterns.length);
    const photograph = await randomPhotograph(random, SIZE.width, SIZE.height);
    const source = pasted(photograph, patterns[planted]!, mask);
    const outgoing = collectBands(SIZE, replaceProtected(rowsOfBlock(source), rowsOfMask(SIZE, mask)));

    /** Whether the planted pattern stands out in any band of detail. */
    const isFound = async (picture: PixelBlock, scale: number): Promise<boolean> =>
      bandsOfDetail(await sent(picture, scale)).some((seen, band) => {
        const found = details.map((detail) => correlation(seen, detail[band]!, mask));
        const chance = found.filter((_, i) => i !== planted);
        const deviation = Math.sqrt(chance.reduce((sum, value) => sum + value * value, 0) / chance.length);
        return Math.abs(found[planted]!) > FOUND * deviation;
      });
    for (const scale of SENT_SCALES) if (await isFound(outgoing, scale)) hits++;
    if (await isFound(blurred(source, mask), 1)) blurredHits++;

    const back = finishProtected(source, outgoing, mask).picture.data;
    for (let p = 0; p < back.length; p++) if (back[p] !== source.data[p]) restoredWrong++;
  }
  console.log(
    `canary: ${PICTURES} pictures, ${hits} hits, ${restoredWrong} bytes differ after restoring, ${blurredHits} hits when blurred`,
  );
  expect(hits).toBe(0);
  expect(restoredWrong).toBe(0);
  // The search is sensitive enough: it finds the remains of a blur.
  expect(blurredHits).toBe(PICTURES);
});
