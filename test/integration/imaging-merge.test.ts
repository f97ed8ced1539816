import { readFile } from 'node:fs/promises';
import type { MergeOutline } from '@shared/domain/merge.ts';
import type { Box } from '@shared/geometry.ts';
import type { BlameShares, EncodedPicture } from '@shared/imaging.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { BlamablePicture, PictureFile } from '../../src/main/ports.ts';
import { decodeBlame } from '../../src/renderer/imaging/finish/blame.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { answered, blockOf, differing, filePng, inDisplayP3, readPixels } from '../fixtures/finish-files.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

/** Merges and maps of chains by the real imaging window, on pictures with a known ground truth. */
const app = imagingAppForTests();
const [WIDTH, HEIGHT] = [320, 200] as const;

const base = () => randomPhotograph(createRandom(1, 'merge'), WIDTH, HEIGHT);

/** A copy with every pixel of a box changed by as much. */
function changed(picture: PixelBlock, { x, y, width, height }: Box, by: number): PixelBlock {
  const out = blockOf(picture, { x: 0, y: 0, ...picture });
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) {
      const p = (row * picture.width + column) * 4;
      out.data[p] = ((out.data[p] ?? 0) + by) % 256;
    }
  return out;
}

/** Pictures of which each was made from the one before. */
function chainOf(pictures: readonly PictureFile[]): BlamablePicture[] {
  return pictures.map((file, at) => ({ file, parents: at === 0 ? [] : [at - 1] }));
}

test('two branches are merged with the chosen conflicts', async () => {
  const source = await base();
  const [left, right, both] = [
    { x: 10, y: 10, width: 60, height: 50 },
    { x: 240, y: 100, width: 50, height: 60 },
    { x: 140, y: 80, width: 30, height: 20 },
  ];
  const ours = changed(changed(source, left, 40), both, 60);
  const theirs = changed(changed(source, right, 50), both, 90);
  const files = await Promise.all(
    [source, ours, theirs].map(async (one, at) => app.place(await filePng(`merge-${at}`, one))),
  );
  const [root, a, b] = files;
  if (!root || !a || !b) throw new Error('unreachable');
  const outline = answered<MergeOutline>(await app.ask({ do: 'planMerge', args: [root, a, b] }));
  expect(outline).toEqual({
    fromA: 60 * 50,
    fromB: 50 * 60,
    alike: 0,
    conflicts: [{ ...both, pixels: 30 * 20 }],
  });
  const everywhere = new Uint8Array(WIDTH * HEIGHT);
  for (const [choice, by] of [
    ['a', 60],
    ['b', 90],
    ['base', 0],
  ] as const) {
    const path = app.out(`${choice}.png`);
    const written = answered<EncodedPicture>(
      await app.ask({ do: 'merge', args: [root, a, b, [choice], path] }),
    );
    expect(written).toEqual({ mime: 'image/png', width: WIDTH, height: HEIGHT });
    const wanted = changed(changed(changed(source, left, 40), right, 50), both, by);
    expect(differing(wanted, await readPixels(path), everywhere).outsideChanged).toBe(0);
  }
  const path = app.out('none.png');
  const unchosen = await app.ask({ do: 'merge', args: [root, a, b, [], path] });
  expect(unchosen.value).toMatchObject({ code: 'bad-request' });
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('too many conflicts are grouped, and the merge groups them alike', async () => {
  const source = await base();
  let [ours, theirs] = [source, source];
  for (let place = 0; place < 10 * 12; place++) {
    const box = { x: (place % 10) * 32, y: Math.floor(place / 10) * 16, width: 2, height: 1 };
    if (Math.floor(place / 10) % 2 === 1) box.x += 16;
    ours = changed(ours, box, 30);
    theirs = changed(theirs, box, 60);
  }
  const [root, a, b] = await Promise.all(
    [source, ours, theirs].map(async (one, at) => app.place(await filePng(`many-${at}`, one))),
  );
  if (!root || !a || !b) throw new Error('unreachable');
  const { conflicts } = answered<MergeOutline>(await app.ask({ do: 'planMerge', args: [root, a, b] }));
  expect(conflicts.length).toBeLessThanOrEqual(100);
  expect(conflicts.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(120 * 2);
  const choices = conflicts.map(() => 'a' as const);
  const path = app.out('all.png');
  answered(await app.ask({ do: 'merge', args: [root, a, b, choices, path] }));
  expect(differing(ours, await readPixels(path), new Uint8Array(WIDTH * HEIGHT)).outsideChanged).toBe(0);
});

test('the map of a chain names the step that last changed each pixel', async () => {
  const pictures = [await base()];
  const random = createRandom(4, 'chain');
  const truth = new Uint8Array(WIDTH * HEIGHT);
  for (let step = 1; step <= 11; step++) {
    const box = {
      x: random.int(200),
      y: random.int(120),
      width: 40 + random.int(80),
      height: 30 + random.int(50),
    };
    pictures.push(changed(pictures[step - 1] ?? (await base()), box, 20 + step));
    for (let y = box.y; y < box.y + box.height; y++)
      truth.fill(step, y * WIDTH + box.x, y * WIDTH + box.x + box.width);
  }
  const chain = await Promise.all(
    pictures.map(async (one, at) => app.place(await filePng(`chain-${at}`, one))),
  );
  const path = app.out('map');
  const { width, height, shares } = answered<BlameShares>(
    await app.ask({ do: 'blame', args: [chainOf(chain), path] }),
  );
  expect([width, height]).toEqual([WIDTH, HEIGHT]);
  const map = decodeBlame(new Uint8Array(await readFile(path)), { width, height });
  const wrong = truth.reduce(
    (sum, step, at) => sum + (map.stepAt(at % WIDTH, Math.floor(at / WIDTH)) === step ? 0 : 1),
    0,
  );
  expect(wrong).toBe(0);
  expect(shares).toEqual(Array.from({ length: 12 }, (_, step) => truth.filter((one) => one === step).length));
});

test('a merge’s pixels are traced through the side that they came from', async () => {
  const source = await base();
  const boxes = {
    left: { x: 10, y: 10, width: 60, height: 50 },
    right: { x: 200, y: 90, width: 50, height: 60 },
    later: { x: 210, y: 20, width: 30, height: 30 },
  };
  const left = changed(source, boxes.left, 40);
  const right = changed(source, boxes.right, 50);
  const later = changed(right, boxes.later, 60);
  const merged = changed(changed(changed(source, boxes.left, 40), boxes.right, 50), boxes.later, 60);
  const after = changed(merged, { x: 0, y: 0, width: 5, height: 5 }, 70);
  const files = await Promise.all(
    [source, left, right, later, merged, after].map(async (one, at) =>
      app.place(await filePng(`traced-${at}`, one)),
    ),
  );
  const parents = [[], [0], [0], [2], [1, 3], [4]];
  const path = app.out('traced.map');
  const size = answered<BlameShares>(
    await app.ask({
      do: 'blame',
      args: [files.map((file, at) => ({ file, parents: parents[at] ?? [] })), path],
    }),
  );
  const map = decodeBlame(new Uint8Array(await readFile(path)), size);
  const inside = ({ x, y }: Box) => map.stepAt(x + 7, y + 7);
  expect([boxes.left, boxes.right, boxes.later].map(inside)).toEqual([1, 2, 3]);
  expect(map.stepAt(2, 2)).toBe(5);
  expect(map.stepAt(150, 5)).toBe(0);
  // The merge itself changed nothing.
  expect(size.shares[4] ?? 0).toBe(0);
});

test('pictures of different sizes are refused', async () => {
  const source = await app.place(await filePng('whole', await base()));
  const part = await app.place(
    await filePng('part', blockOf(await base(), { x: 0, y: 0, width: 99, height: 50 })),
  );
  const wrong = { code: 'finish-failed', reason: 'sizes-differ' };
  expect((await app.ask({ do: 'planMerge', args: [source, source, part] })).value).toMatchObject(wrong);
  const chain = chainOf([source, part]);
  expect((await app.ask({ do: 'blame', args: [chain, app.out('map')] })).value).toMatchObject(wrong);
});

test('pictures in Display P3 are merged by their own numbers, and the file says whose colors they are', async () => {
  const source = await base();
  const [left, right] = [
    { x: 10, y: 10, width: 60, height: 50 },
    { x: 240, y: 100, width: 50, height: 60 },
  ];
  const [ours, theirs] = [changed(source, left, 1), changed(source, right, 1)];
  const files = await Promise.all(
    [source, ours, theirs].map(async (one, at) =>
      app.place({
        name: `wide-${at}.png`,
        mime: 'image/png',
        bytes: await inDisplayP3(one, 'image/png'),
      }),
    ),
  );
  const [root, a, b] = files;
  if (!root || !a || !b) throw new Error('unreachable');
  // A step of one in P3 is often none in sRGB: converted, these changes would be lost.
  const outline = answered<MergeOutline>(await app.ask({ do: 'planMerge', args: [root, a, b] }));
  expect(outline).toEqual({ fromA: 60 * 50, fromB: 50 * 60, alike: 0, conflicts: [] });
  const path = app.out('wide.png');
  answered<EncodedPicture>(await app.ask({ do: 'merge', args: [root, a, b, [], path] }));
  const { icc } = await sharp(path).metadata();
  const own = await sharp(await inDisplayP3(source, 'image/png')).metadata();
  expect(icc).toEqual(own.icc);
  const wanted = changed(changed(source, left, 1), right, 1);
  expect(differing(wanted, await readPixels(path), new Uint8Array(WIDTH * HEIGHT)).outsideChanged).toBe(0);
});
