import { readFile } from 'node:fs/promises';
import { DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { type Prepare, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import type { EncodedPicture, FinishOutput, FoundMask, PixelCounts } from '@shared/imaging.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PictureFile } from '../../src/main/ports.ts';
import { statisticsOfBlock } from '../../src/renderer/imaging/finish/match-picture.ts';
import { stretched } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import {
  answered,
  blockOf,
  differing,
  fileJpeg,
  fileMask,
  filePng,
  inDisplayP3,
  readMaskFile,
  readPixels,
} from '../fixtures/finish-files.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import { syntheticEdit } from '../fixtures/synthetic-edits/index.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';
import { displacedResult, USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';

/** Pictures prepared and results put back by the real imaging window, read by an independent decoder. */
const app = imagingAppForTests();

interface Put {
  readonly recipe?: Partial<FinishRecipe>;
  readonly prepare?: Partial<Prepare>;
  readonly mask?: string;
  readonly protect?: string;
  readonly matchTo?: PictureFile;
}

async function put(
  source: PictureFile,
  result: PictureFile,
  { recipe, prepare, mask, protect, matchTo }: Put = {},
) {
  const out = { picturePath: app.out('finished.png'), maskPath: app.out('mask.png') };
  const answer = await app.ask({
    do: 'finish',
    args: [
      source,
      result,
      {
        prepare: { ...WHOLE_PICTURE, ...prepare },
        recipe: { ...DEFAULT_FINISH, ...recipe },
        mask: mask ?? null,
        protect: protect ?? null,
        matchTo: matchTo ?? null,
      },
      out,
    ],
  });
  return { answer, out };
}

/** Puts a result back, reads both files with sharp, and has them certified. */
async function putAndRead(source: PictureFile, result: PictureFile, how: Put = {}) {
  const { answer, out } = await put(source, result, how);
  const value = answered<FinishOutput>(answer);
  const finished = await readPixels(out.picturePath);
  const mask = await readMaskFile(out.maskPath);
  expect([finished.width, finished.height]).toEqual([value.size.width, value.size.height]);
  expect([mask.width, mask.height]).toEqual([value.size.width, value.size.height]);
  const file = { path: out.picturePath, mime: 'image/png' } as const;
  const certified = answered<PixelCounts>(
    await app.ask({ do: 'certify', args: [source, file, out.maskPath] }),
  );
  return { ...value, finished, mask, certified, steps: answer.steps };
}

async function sent(
  source: PictureFile,
  prepare: Partial<Prepare>,
  more: { protect?: string; maxPixels?: number } = {},
) {
  const { protect = null, maxPixels = 4_000_000 } = more;
  const path = app.out('sent.png');
  const input = { prepare: { ...WHOLE_PICTURE, ...prepare }, protect };
  const answer = await app.ask({
    do: 'prepare',
    args: [source, input, 'image/png', path, { maxPixels }],
  });
  return { ...answered<EncodedPicture>(answer), path, pixels: await readPixels(path) };
}

/** A simulated service result: a ball painted in, moved, scaled, cast, compressed. */
async function served(name: string, what: PixelBlock, size: { width: number; height: number }) {
  const request = { prompt: 'a red ball in the middle', seed: 5, strength: 1 };
  const how = { ...USUAL_DISPLACEMENT, mostShift: 6, mostGrowth: 0.02 };
  return app.place(await fileJpeg(name, displacedResult(how, request, what, size), 85));
}

const photograph = (seed: number, width: number, height: number) =>
  randomPhotograph(createRandom(seed, 'photograph'), width, height);

describe('a result put back', () => {
  test.each([1, 2])('keeps every pixel outside the mask it found, edit %i', async (seed) => {
    const edit = await syntheticEdit(seed, { sourcePixels: 240_000, resultPixels: 120_000 });
    const source = await app.place(await filePng(`source-${seed}`, edit.source));
    const result = await app.place(await fileJpeg(`result-${seed}`, edit.result, 90));
    const { size, findings, finished, mask, certified, steps } = await putAndRead(source, result);
    expect(size).toEqual({ width: edit.source.width, height: edit.source.height });
    const counts = differing(edit.source, finished, mask.data);
    expect(counts.outsideChanged).toBe(0);
    expect(counts.outside).toBeGreaterThan(0);
    expect(counts.insideChanged).toBeGreaterThan(0);
    expect(certified).toEqual(counts);
    // To a tenth of a pixel of the result, in pixels of the source.
    const { placement } = edit;
    const plain = stretched(edit.source, edit.result);
    const { x, y, scaleX, scaleY } = findings.alignment ?? { x: 99, y: 99, scaleX: 9, scaleY: 9 };
    const movedX = placement.scaleX * (size.width / 2) + placement.x - edit.result.width / 2;
    const movedY = placement.scaleY * (size.height / 2) + placement.y - edit.result.height / 2;
    expect(Math.abs(x * plain.scaleX - movedX)).toBeLessThan(0.1);
    expect(Math.abs(y * plain.scaleY - movedY)).toBeLessThan(0.1);
    expect(scaleX).toBeCloseTo(placement.scaleX / plain.scaleX, 3);
    expect(scaleY).toBeCloseTo(placement.scaleY / plain.scaleY, 3);
    expect(findings.color).not.toBeNull();
    expect(steps.at(-1)?.[0]).toBeGreaterThanOrEqual(50);
  });

  test('reports what the finished picture lacks of a source with 16 bits', async () => {
    const block = await photograph(31, 450, 300);
    const bytes = await sharp(block.data, { raw: { width: 450, height: 300, channels: 4 } })
      .removeAlpha()
      .toColorspace('rgb16')
      .png()
      .toBuffer();
    const source = await app.place({ name: 'deep.png', mime: 'image/png', bytes });
    const result = await app.place(await filePng('deep-result', block));
    const recipe = { mask: { kind: 'all' } } as const;
    const { findings, certified } = await putAndRead(source, result, { recipe });
    expect(findings.lost).toEqual([{ code: 'bit-depth', bits: 16 }]);
    expect(certified.outsideChanged).toBe(0);
  });

  test('is written as lossless WebP where that is exact, and as PNG elsewhere', async () => {
    const edit = await syntheticEdit(2, { sourcePixels: 240_000, resultPixels: 120_000 });
    const source = await app.place(await filePng('webp-source', edit.source));
    const result = await app.place(await fileJpeg('webp-result', edit.result, 90));
    const recipe = { format: 'webp' } as const;
    const asPng = await putAndRead(source, result);
    const { answer, out } = await put(source, result, { recipe });
    expect(answered<FinishOutput>(answer).mime).toBe('image/webp');
    const written = await readFile(out.picturePath);
    expect(written.toString('latin1', 12, 16)).toBe('VP8L');
    expect((await sharp(written).metadata()).format).toBe('webp');
    // Every pixel is that of the PNG, by another decoder, and the file itself is certified.
    expect(
      Buffer.compare(await sharp(written).ensureAlpha().raw().toBuffer(), Buffer.from(asPng.finished.data)),
    ).toBe(0);
    const file = { path: out.picturePath, mime: 'image/webp' } as const;
    const certified = await app.ask({ do: 'certify', args: [source, file, out.maskPath] });
    expect(answered<PixelCounts>(certified)).toEqual(asPng.certified);

    const seeThrough = { ...edit.source, data: edit.source.data.slice() };
    for (let p = 3; p < seeThrough.data.length / 2; p += 4) seeThrough.data[p] = 90;
    const transparent = await app.place(await filePng('webp-transparent', seeThrough, 4));
    const { mime, certified: counts } = await putAndRead(transparent, result, { recipe });
    expect([mime, counts.outsideChanged]).toEqual(['image/png', 0]);
    const p3 = await inDisplayP3(edit.source, 'image/png');
    const wide = await app.place({ name: 'webp-p3.png', mime: 'image/png', bytes: p3 });
    expect((await putAndRead(wide, result, { recipe })).mime).toBe('image/png');
  });

  test('of a region changes only the region, at the source’s scale', async () => {
    const block = await photograph(3, 900, 600);
    const source = await app.place(await filePng('region', block));
    const region = { x: 500, y: 110, width: 320, height: 320 };
    const crop = await sent(source, { region });
    expect(crop).toMatchObject({ width: 320, height: 320 });
    const isInside = (x: number, y: number) => x >= 500 && x < 820 && y >= 110 && y < 430;
    const outsideOfCrop = fileMask('crop', block, isInside);
    expect(differing(blockOf(block, region), crop.pixels, new Uint8Array(320 * 320)).outsideChanged).toBe(0);
    const result = await served('region-result', crop.pixels, { width: 640, height: 640 });
    const found = await putAndRead(source, result, { prepare: { region } });
    expect(found.size).toEqual({ width: 900, height: 600 });
    const counts = differing(block, found.finished, found.mask.data);
    expect(counts.outsideChanged).toBe(0);
    expect(found.certified).toEqual(counts);
    expect(
      found.mask.data.every((value, at) => value === 0 || isInside(at % 900, Math.floor(at / 900))),
    ).toBe(true);
    // The ball is there, and only part of the region changed.
    expect(colorAt(found.finished, 660, 270)[0]).toBeGreaterThan(2 * colorAt(found.finished, 660, 270)[1]);
    expect(counts.inside).toBeLessThan(320 * 320 * 0.6);
    const all = await putAndRead(source, result, { prepare: { region }, recipe: { mask: { kind: 'all' } } });
    const { data } = await readMaskFile((await app.place(outsideOfCrop)).path);
    expect(differing(block, all.finished, data).outsideChanged).toBe(0);
    expect(all.certified.inside).toBeGreaterThan(320 * 320 * 0.9);
  });

  test('of a padded picture is larger, with the source unchanged in its center', async () => {
    const block = await photograph(4, 300, 200);
    const source = await app.place(await filePng('pad', block));
    const around = (at: number) => Math.floor(at / 300) < 50 || Math.floor(at / 300) >= 250;
    const outside = Uint8Array.from({ length: 300 * 300 }, (_, at) => (around(at) ? 255 : 0));
    for (const fill of ['mirror', 'edge', 'flat'] as const) {
      const prepare = { pad: { ratio: [1, 1] as [number, number], fill } };
      const padded = await sent(source, prepare);
      expect(padded).toMatchObject({ width: 300, height: 300 });
      expect(differing(framed(block, 50), padded.pixels, outside).outsideChanged).toBe(0);
      const above = colorAt(padded.pixels, 150, 49);
      expect(above).toEqual(fill === 'flat' ? [128, 128, 128] : colorAt(block, 150, 0));
      expect(colorAt(padded.pixels, 150, 40)).toEqual(
        fill === 'flat' ? [128, 128, 128] : colorAt(block, 150, fill === 'edge' ? 0 : 9),
      );
      if (fill !== 'mirror') continue;
      const result = await served('pad-result', padded.pixels, { width: 512, height: 512 });
      const { finished, mask, size, certified } = await putAndRead(source, result, { prepare });
      expect(size).toEqual({ width: 300, height: 300 });
      const counts = differing(framed(block, 50), finished, outside);
      expect(counts.outsideChanged).toBe(0);
      expect(mask.data.every((value, at) => value === 0 || around(at))).toBe(true);
      expect(certified).toMatchObject({ outsideChanged: 0 });
      expect(certified.outside + certified.inside).toBe(300 * 300);
      expect(certified.inside).toBeGreaterThan(300 * 100 * 0.9);
    }
  });

  test('keeps protected areas, and never sends them', async () => {
    const random = createRandom(9, 'canary');
    const block = await photograph(5, 480, 320);
    const isHidden = (x: number, y: number) => (x - 130) ** 2 + (y - 140) ** 2 < 60 ** 2;
    // Two pictures that differ only under the mask, as stored.
    const other = blockOf(block, { x: 0, y: 0, ...block });
    for (let at = 0; at < 480 * 320; at++)
      if (isHidden(at % 480, Math.floor(at / 480)))
        for (let c = 0; c < 3; c++) other.data[at * 4 + c] = random.int(256);
    const mask = await app.place(fileMask('hidden', block, isHidden));
    const protect = { protect: '0'.repeat(64) };
    for (const [kind, file] of [
      ['png', (name: string, one: PixelBlock) => filePng(name, one)],
      ['jpeg', (name: string, one: PixelBlock) => fileJpeg(name, one, 80)],
    ] as const) {
      const source = await app.place(await file(`face-${kind}`, block));
      const noise = await app.place(await file(`noise-${kind}`, other));
      const one = await sent(source, protect, { protect: mask.path });
      const two = await sent(noise, protect, { protect: mask.path });
      const everywhere = new Uint8Array(480 * 320);
      expect(differing(one.pixels, two.pixels, everywhere).outsideChanged).toBe(0);
      const gone = await readPixels(noise.path);
      expect(colorAt(two.pixels, 130, 140)).not.toEqual(colorAt(gone, 130, 140));
      if (kind === 'jpeg') continue;
      const result = await served('face-result', one.pixels, { width: 600, height: 400 });
      const back = await putAndRead(source, result, {
        prepare: protect,
        protect: mask.path,
        recipe: { mask: { kind: 'all' } },
      });
      const restored = await readMaskFile(mask.path);
      const inverse = restored.data.map((value) => 255 - value);
      expect(differing(block, back.finished, inverse)).toMatchObject({ outsideChanged: 0 });
      expect(back.certified.outsideChanged).toBe(0);
      expect(back.certified.insideChanged).toBeGreaterThan(0);
    }
  });

  test('applies a drawn mask, its feather and the opacity', async () => {
    const bright = await photograph(6, 400, 300);
    const block = { ...bright, data: bright.data.map((value, at) => (at % 4 === 3 ? 255 : value / 2)) };
    const source = await app.place(await filePng('drawn', block));
    const white = { ...block, data: new Uint8ClampedArray(block.data.length).fill(255) };
    const result = await app.place(await filePng('white', white));
    const isSet = (x: number) => x >= 200;
    const mask = (await app.place(fileMask('half', block, isSet))).path;
    const recipe = {
      mask: { kind: 'drawn', sha256: '0'.repeat(64) },
      align: false,
      matchColor: false,
    } as const;
    const hard = await putAndRead(source, result, { mask, recipe: { ...recipe, featherPx: 0 } });
    expect(differing(block, hard.finished, hard.mask.data).outsideChanged).toBe(0);
    expect(colorAt(hard.finished, 200, 150)).toEqual([255, 255, 255]);
    expect(colorAt(hard.finished, 199, 150)).toEqual(colorAt(block, 199, 150));
    expect(hard.findings).toEqual({ alignment: null, color: null });
    const soft = await putAndRead(source, result, { mask, recipe: { ...recipe, featherPx: 40 } });
    const at = (x: number) => colorAt(soft.finished, x, 150)[0];
    expect(at(201)).toBeLessThan(at(220));
    expect(at(241)).toBe(255);
    const half = await putAndRead(source, result, {
      mask,
      recipe: { ...recipe, featherPx: 0, opacity: 0.5 },
    });
    const mixed = colorAt(half.finished, 300, 150)[0];
    expect(mixed).toBeGreaterThan(colorAt(block, 300, 150)[0]);
    expect(mixed).toBeLessThan(255);
  });

  test('keeps alpha, and the colors under it', async () => {
    const block = await photograph(7, 400, 300);
    for (let at = 0; at < 400 * 300; at++) block.data[at * 4 + 3] = (at % 400) / 2 + 1;
    const source = await app.place(await filePng('alpha', block, 4));
    const result = await app.place(await filePng('alpha-result', block));
    const mask = (await app.place(fileMask('alpha-mask', block, (x, y) => x > 300 && y > 200))).path;
    const recipe = { mask: { kind: 'drawn', sha256: '0'.repeat(64) }, align: false } as const;
    const { finished, mask: used, certified } = await putAndRead(source, result, { mask, recipe });
    expect(differing(block, finished, used.data).outsideChanged).toBe(0);
    expect(certified.outsideChanged).toBe(0);
  });

  test('stays in Display P3 if the source is', async () => {
    const block = await photograph(8, 400, 300);
    // Values of Display P3 outside sRGB.
    for (let at = 0; at < 400 * 100; at++) block.data.set([255 - (at % 60), at % 90, 10, 255], at * 4);
    const mask = (await app.place(fileMask('wide-mask', block, (x, y) => x > 200 && y > 150))).path;
    const recipe = { mask: { kind: 'drawn', sha256: '0'.repeat(64) }, align: false } as const;
    for (const [name, mime] of [
      ['wide.png', 'image/png'],
      ['wide.jpg', 'image/jpeg'],
    ] as const) {
      const bytes = await inDisplayP3(block, mime);
      const source = await app.place({ name, mime, bytes });
      const result = await app.place(await filePng('wide-result', await photograph(8, 400, 300)));
      const { finished, mask: used, certified } = await putAndRead(source, result, { mask, recipe });
      const numbers = await readPixels(source.path);
      if (mime === 'image/png')
        expect(differing(block, numbers, new Uint8Array(400 * 300)).outsideChanged).toBe(0);
      expect(differing(numbers, finished, used.data).outsideChanged).toBe(0);
      expect(certified.outsideChanged).toBe(0);
      expect(certified.insideChanged).toBeGreaterThan(0);
      const { icc } = await sharp(app.out('finished.png')).metadata();
      expect(icc?.equals((await sharp(bytes).metadata()).icc ?? Buffer.alloc(0))).toBe(true);
    }
  });
});

describe('the colors of another picture', () => {
  test('are applied to the whole finished picture except protected areas', async () => {
    const block = await photograph(31, 480, 320);
    const source = await app.place(await filePng('match', block));
    const result = await served('match-result', block, { width: 480, height: 320 });
    const other = await photograph(32, 300, 200);
    const matchTo = await app.place(await filePng('match-to', other));
    const isHidden = (x: number, y: number) => x < 100 && y < 80;
    const protect = (await app.place(fileMask('match-hidden', block, isHidden))).path;
    const { finished, mask, certified, findings } = await putAndRead(source, result, {
      recipe: { matchTo: '0'.repeat(64), align: false },
      prepare: { protect: '0'.repeat(64) },
      protect,
      matchTo,
    });
    const counts = differing(block, finished, mask.data);
    expect(counts).toEqual(certified);
    expect(counts.outsideChanged).toBe(0);
    // The protected area is grown a little; everything else may change.
    expect(mask.data.every((value, at) => value === 255 || (at % 480 < 126 && at < 106 * 480))).toBe(true);
    expect(mask.data[10 * 480 + 10]).toBe(0);
    expect(findings.color).not.toBeNull();
    for (const channel of [0, 1, 2] as const) {
      const mean = (of: PixelBlock) => statisticsOfBlock(of).mean[channel];
      const before = Math.abs(mean(block) - mean(other));
      expect(Math.abs(mean(finished) - mean(other))).toBeLessThan(Math.max(0.03, before / 2));
    }
  });
});

describe('light and color carried over', () => {
  test('changes every pixel at the source’s size, and is refused if the content changed', async () => {
    const block = await photograph(8, 900, 600);
    const source = await app.place(await filePng('scene', block));
    const small = await sharp(Buffer.from(block.data), { raw: { width: 900, height: 600, channels: 4 } })
      .resize(450, 300)
      .linear([1.2, 1, 0.7], [0, 0, 0])
      .removeAlpha()
      .jpeg({ quality: 90 })
      .toBuffer();
    const warm = await app.place({ name: 'warm.jpg', mime: 'image/jpeg', bytes: small });
    const recipe = { mode: 'carry-over', mask: { kind: 'all' }, align: false } as const;
    const { finished, size } = await putAndRead(source, warm, { recipe });
    expect(size).toEqual({ width: 900, height: 600 });
    const errors = [0, 2].map((c) => {
      let sum = 0;
      for (let p = c; p < block.data.length; p += 4)
        sum += Math.abs(
          (finished.data[p] ?? 0) - Math.min(255, (block.data[p] ?? 0) * (c === 0 ? 1.2 : 0.7)),
        );
      return sum / (900 * 600);
    });
    expect(Math.max(...errors)).toBeLessThan(4);
    const other = await app.place(await filePng('other', await photograph(21, 450, 300)));
    const refused = await put(source, other, { recipe });
    expect(refused.answer.value).toMatchObject({ code: 'finish-failed', reason: 'content-changed' });
  });
});

describe('what changed', () => {
  test('is returned as a mask of the source, with its share', async () => {
    const edit = await syntheticEdit(4, { sourcePixels: 240_000, resultPixels: 120_000 });
    const source = await app.place(await filePng('find', edit.source));
    const result = await app.place(await fileJpeg('find-result', edit.result, 90));
    const path = app.out('found.png');
    const find = { threshold: 1, leastShare: 0.0003 };
    const answer = await app.ask({
      do: 'findMask',
      args: [source, result, { prepare: WHOLE_PICTURE, find }, path],
    });
    const { insideShare } = answered<FoundMask>(answer);
    const mask = await readMaskFile(path);
    expect([mask.width, mask.height]).toEqual([edit.source.width, edit.source.height]);
    const set = mask.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    expect(insideShare).toBeCloseTo(set / mask.data.length, 6);
    expect(insideShare).toBeGreaterThan(edit.share * 0.9);
  });
});

function colorAt({ width, data }: PixelBlock, x: number, y: number): [number, number, number] {
  const p = (y * width + x) * 4;
  return [data[p] ?? 0, data[p + 1] ?? 0, data[p + 2] ?? 0];
}

/** A picture with empty rows above and below. */
function framed({ width, height, data }: PixelBlock, rows: number): PixelBlock {
  const out = new Uint8ClampedArray(width * (height + 2 * rows) * 4);
  out.set(data, width * rows * 4);
  return { width, height: height + 2 * rows, data: out };
}
