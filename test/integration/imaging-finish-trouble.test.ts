import { readFile } from 'node:fs/promises';
import { DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { type Prepare, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { describe, expect, test } from 'vitest';
import type { PictureFile } from '../../src/main/ports.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { fileJpeg, fileMask, filePng } from '../fixtures/finish-files.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import type { Command } from '../fixtures/imaging-app/protocol.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

/** Invalid masks, regions and results are refused by the real imaging window, which continues. */
const app = imagingAppForTests();

const photograph = (seed: number, width: number, height: number) =>
  randomPhotograph(createRandom(seed, 'trouble'), width, height);
const plain = (width: number, height: number): PixelBlock => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(255),
});

interface Put {
  readonly recipe?: Partial<FinishRecipe>;
  readonly prepare?: Partial<Prepare>;
  readonly mask?: string;
  readonly protect?: string;
  readonly matchTo?: PictureFile;
}

const putting = (
  source: PictureFile,
  result: PictureFile,
  { recipe, prepare, mask, protect, matchTo }: Put = {},
) =>
  ({
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
      { picturePath: app.out('finished.png'), maskPath: app.out('mask.png') },
    ],
  }) satisfies Command;

const drawn = { mask: { kind: 'drawn', sha256: '0'.repeat(64) } } as const;
const nothing = async () => {
  for (const name of ['finished.png', 'mask.png'])
    await expect(readFile(app.out(name))).rejects.toMatchObject({ code: 'ENOENT' });
};

describe('a finish is refused, with its reason and without a file', () => {
  test.each<[string, (source: PictureFile) => Promise<[PictureFile, Put?]>, object]>([
    [
      'a result of one pixel',
      async () => [await app.place(await filePng('one', plain(1, 1)))],
      { code: 'finish-failed', reason: 'not-aligned', params: { why: 'too-small' } },
    ],
    [
      'a flat result',
      async () => [await app.place(await filePng('flat', plain(300, 200)))],
      { code: 'finish-failed', reason: 'not-aligned', params: { why: 'no-match' } },
    ],
    [
      'another picture',
      async () => [await app.place(await filePng('other', await photograph(12, 300, 200)))],
      { code: 'finish-failed', reason: 'not-aligned' },
    ],
    [
      'a result that shows no change',
      async (source) => [source],
      { code: 'finish-failed', reason: 'no-change-found' },
    ],
    [
      'a result that is no picture',
      async () => [
        await app.place({ name: 'text.png', mime: 'image/png', bytes: Buffer.from('<html>sorry</html>') }),
      ],
      { code: 'picture-damaged' },
    ],
    [
      'a mask of another size',
      async (source) => [
        source,
        { recipe: drawn, mask: (await app.place(fileMask('small', plain(299, 200), () => true))).path },
      ],
      { code: 'finish-failed', reason: 'sizes-differ' },
    ],
    [
      'colors of a picture that is one color',
      async (source) => {
        const matchTo = await app.place(await filePng('one-color', plain(40, 30)));
        const recipe = { matchTo: '0'.repeat(64), mask: { kind: 'all' }, align: false } as const;
        return [source, { recipe, matchTo }];
      },
      { code: 'finish-failed', reason: 'colors-flat' },
    ],
    [
      'what was protected at another size',
      async (source) => [
        source,
        { protect: (await app.place(fileMask('turned', plain(200, 300), () => true))).path },
      ],
      { code: 'finish-failed', reason: 'sizes-differ' },
    ],
    [
      'a mask that is no picture',
      async (source) => [
        source,
        {
          recipe: drawn,
          mask: (await app.place({ name: 'no-mask.png', mime: 'image/png', bytes: Buffer.from('no') })).path,
        },
      ],
      { code: 'picture-damaged' },
    ],
    [
      'a region that is not inside the source',
      async (source) => [source, { prepare: { region: { x: 200, y: 0, width: 101, height: 100 } } }],
      { code: 'bad-request', reason: 'sizes-differ' },
    ],
    [
      'a pad of which nothing came back',
      async (source) => [source, { prepare: { pad: { ratio: [1, 100], fill: 'edge' } } }],
      { code: 'finish-failed', reason: 'not-aligned' },
    ],
  ])('%s', async (_, make, wanted) => {
    const source = await app.place(await filePng('source', await photograph(11, 300, 200)));
    const [result, how] = await make(source);
    const { ok, value } = await app.ask(putting(source, result, how));
    expect({ ok, value }).toMatchObject({ ok: false, value: wanted });
    await nothing();
  });

  test('an invalid preparation is refused', async () => {
    const source = await app.place(await filePng('source', await photograph(11, 300, 200)));
    const mask = await app.place(fileMask('odd', plain(10, 10), () => true));
    const prepare = (over: Partial<Prepare>, protect: string | null) =>
      app.ask({
        do: 'prepare',
        args: [
          source,
          { prepare: { ...WHOLE_PICTURE, ...over }, protect },
          'image/png',
          app.out('finished.png'),
          { maxPixels: 1_000_000 },
        ],
      });
    const wrong = { code: 'bad-request', reason: 'sizes-differ' };
    expect((await prepare({}, mask.path)).value).toMatchObject(wrong);
    const region = { x: 299, y: 199, width: 2, height: 1 };
    expect((await prepare({ region }, null)).value).toMatchObject(wrong);
    await nothing();
  });

  test('a result of one pixel, placed without alignment, is a plain color', async () => {
    const source = await app.place(await filePng('source', await photograph(11, 300, 200)));
    const one = await app.place(await filePng('one', plain(1, 1)));
    const { ok } = await app.ask(putting(source, one, { recipe: { align: false, mask: { kind: 'all' } } }));
    expect(ok).toBe(true);
  });
});

test('a canceled finish ends early, and the next one runs', async () => {
  const source = await app.place(await fileJpeg('large', await photograph(13, 3000, 2000), 80));
  const result = await app.place(await fileJpeg('made', await photograph(13, 1200, 800), 80));
  const { id, answer } = app.begin(putting(source, result, { recipe: { mask: { kind: 'all' } } }));
  // It is working once it has decoded.
  await expect.poll(async () => (await app.state()).pages).toBe(1);
  const began = performance.now();
  await app.ask({ do: 'abort', id });
  const { ok, value } = await answer;
  expect({ ok, value }).toMatchObject({ ok: false, value: { name: 'AbortError' } });
  expect(performance.now() - began).toBeLessThan(10_000);
  const again = await app.ask(
    putting(
      await app.place(await filePng('small', plain(60, 60))),
      await app.place(await filePng('small-result', plain(60, 60))),
      {
        recipe: { align: false, matchColor: false, mask: { kind: 'all' } },
      },
    ),
  );
  expect(again.ok).toBe(true);
});
