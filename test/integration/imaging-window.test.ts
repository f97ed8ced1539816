import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageMime } from '@shared/domain/image.ts';
import { defaultParams, PRACTICE_FILTERS } from '@shared/domain/model.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PictureFile } from '../../src/main/ports.ts';
import {
  buildImagingApp,
  type ImagingApp,
  memoryOf,
  startImagingApp,
} from '../fixtures/imaging-app/driver.ts';
import type { Answer, State } from '../fixtures/imaging-app/protocol.ts';
import * as pictures from '../fixtures/pictures.ts';

// Files of the same name come and go; sharp would remember the first.
sharp.cache(false);

/** The real imaging window in the real Electron, with every kind of picture. */
let build = '';
let folder = '';
let app: ImagingApp;

beforeAll(async () => {
  build = await buildImagingApp();
  folder = await mkdtemp(join(tmpdir(), 'reseed-imaging-'));
  app = await startImagingApp(build);
}, 60_000);

afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
  await rm(build, { recursive: true, force: true });
});

let outputs = '';
beforeEach(async () => {
  outputs = await mkdtemp(join(folder, 'out-'));
});

async function place(picture: pictures.TestPicture, as?: ImageMime): Promise<PictureFile> {
  const path = join(folder, picture.name);
  await writeFile(path, picture.bytes);
  const mime = as ?? picture.mime;
  if (!mime) throw new Error('Say what it pretends to be.');
  return { path, mime };
}

const thumb = (size: number) => ({ size, path: join(outputs, `${size}.webp`) });

async function inspect(picture: pictures.TestPicture, as?: ImageMime, sizes = [256, 1024]): Promise<Answer> {
  return app.ask({ do: 'inspect', picture: await place(picture, as), thumbs: sizes.map(thumb) });
}

/** Colours in the middle of the four quarters of a thumbnail. */
async function cornersOf(path: string): Promise<number[][]> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const i = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * 3;
    return [...data.subarray(i, i + 3)];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

function expectColours(actual: number[][], expected: readonly (readonly number[])[], tolerance: number) {
  const far = actual.flatMap((colour, i) =>
    colour.map((value, c) => Math.abs(value - (expected[i]?.[c] ?? 0))),
  );
  expect(Math.max(...far), `${JSON.stringify(actual)} for ${JSON.stringify(expected)}`).toBeLessThanOrEqual(
    tolerance,
  );
}

async function warnings(): Promise<readonly string[]> {
  return ((await app.ask({ do: 'state' })).value as State).warnings;
}

describe('inspect', () => {
  for (const [size, width, height] of [
    ['small', 400, 300],
    ['large', 1600, 1200],
  ] as const)
    test(`reads every format, ${size}`, async () => {
      for (const picture of await pictures.everyFormat(width, height)) {
        const answer = await inspect(picture);
        expect([picture.name, answer.value]).toEqual([picture.name, { width, height }]);
        expectColours(await cornersOf(thumb(256).path), pictures.QUARTERS, 6);
        expect(await sharp(thumb(256).path).metadata()).toMatchObject({
          format: 'webp',
          width: 256,
          height: 192,
        });
        const large = await sharp(thumb(1024).path).metadata();
        expect(large.width).toBe(Math.min(1024, width));
      }
    });

  test.each([
    [400, 300],
    [1600, 1200],
  ])('turns all eight orientations upright, %i x %i', async (width, height) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const picture = await pictures.oriented(orientation, width, height);
      const expected = sharp(picture.bytes).autoOrient();
      const upright = join(outputs, `upright-${orientation}.png`);
      const { width: w, height: h } = await expected.png().toFile(upright);
      const answer = await inspect(picture, undefined, [256]);
      expect([orientation, answer.value]).toEqual([orientation, { width: w, height: h }]);
      expectColours(await cornersOf(thumb(256).path), await cornersOf(upright), 6);
    }
  });

  test('shows Display P3 in its true colours', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const)
      for (const [width, height] of [
        [400, 300],
        [1600, 1200],
      ] as const) {
        const picture = await pictures.displayP3(format, width, height);
        // The stored bytes are other colours by far: reading them without the profile would fail.
        const stored = join(outputs, `stored.${format}`);
        await sharp(picture.bytes, { ignoreIcc: true }).png().toFile(stored);
        const red = (await cornersOf(stored))[0]?.[0] ?? 0;
        expect(Math.abs(red - pictures.QUARTERS[0][0])).toBeGreaterThan(10);
        await inspect(picture, undefined, [256]);
        expectColours(await cornersOf(thumb(256).path), pictures.QUARTERS, 6);
      }
  });

  test('reads CMYK, transparency, animation, and a single pixel', async () => {
    const cmyk = await pictures.cmyk();
    expect((await inspect(cmyk)).value).toEqual({ width: 400, height: 300 });
    const expected = join(outputs, 'cmyk.png');
    await sharp(cmyk.bytes).toColourspace('srgb').png().toFile(expected);
    // The two convert colours that no screen has differently; ink read as light would be off by 150.
    expectColours(await cornersOf(thumb(256).path), await cornersOf(expected), 45);

    await inspect(await pictures.transparent());
    const { data } = await sharp(thumb(256).path).raw().toBuffer({ resolveWithObject: true });
    expect([data[3], data[255 * 4 + 3]]).toEqual([255, 0]);

    expect((await inspect(await pictures.animatedGif())).value).toEqual({ width: 400, height: 300 });
    expectColours(await cornersOf(thumb(256).path), pictures.QUARTERS, 6);

    expect((await inspect(await pictures.onePixel())).value).toEqual({ width: 1, height: 1 });
    expect(await sharp(thumb(1024).path).metadata()).toMatchObject({ width: 1, height: 1 });
  });

  test('reads pictures of extreme shape', async () => {
    for (const [width, height] of [
      [20_000, 3],
      [3, 20_000],
    ] as const) {
      const long = { name: 'long.png', mime: 'image/png', bytes: pictures.blankPng(width, height) } as const;
      expect((await inspect(long)).value).toEqual({ width, height });
      const { width: w = 0, height: h = 0 } = await sharp(thumb(1024).path).metadata();
      expect([Math.max(w, h), Math.min(w, h)]).toEqual([1024, 1]);
    }
  });

  test('refuses what is no whole picture, leaves no file, and goes on', async () => {
    const bad: [pictures.TestPicture, ImageMime][] = [
      [pictures.emptyFile, 'image/jpeg'],
      [pictures.pdfNamedPng, 'image/png'],
      [pictures.htmlNamedJpg, 'image/jpeg'],
    ];
    for (const picture of await pictures.everyFormat(1600, 1200))
      if (picture.mime) bad.push([pictures.truncated(picture), picture.mime]);
    const turned = await pictures.oriented(6, 1600, 1200);
    bad.push([pictures.truncated(turned, 0.97), 'image/jpeg']);
    for (const [picture, mime] of bad) {
      const answer = await inspect(picture, mime);
      expect([picture.name, answer.value]).toMatchObject([picture.name, { code: 'picture-damaged' }]);
      expect(await readdir(outputs)).toEqual([]);
    }
    expect((await inspect(await pictures.onePixel())).ok).toBe(true);
  });

  test('answers 60 files with turned bits, each in 2 seconds', async () => {
    const good = await pictures.everyFormat(300, 200);
    let slowest = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const picture = good[seed % good.length];
      if (!picture) throw new Error('No picture.');
      const answer = await inspect(pictures.bitFlipped(picture, seed), undefined, [256]);
      if (!answer.ok) expect(answer.value).toMatchObject({ code: expect.stringMatching(/^picture-/) });
      slowest = Math.max(slowest, answer.ms);
    }
    console.log(`bit flips: slowest answer ${slowest.toFixed(0)} ms`);
    expect(slowest).toBeLessThan(2_000);
  });
});

describe('big pictures', () => {
  test('a bomb and a picture of 108 megapixels are refused before they are decoded', async () => {
    const before = await memory();
    for (const picture of [pictures.bomb(), await pictures.tooLarge()]) {
      const answer = await inspect(picture);
      expect(answer.value).toMatchObject({ code: 'picture-too-large' });
      expect(answer.ms).toBeLessThan(1_000);
    }
    expect((await memory()) - before).toBeLessThan(60_000);
  });

  test('four of 99 megapixels at once are taken in, one after the other', async () => {
    const jpeg = await place(await pictures.nearlyTooLarge());
    const png = await place({ name: 'big.png', mime: 'image/png', bytes: pictures.blankPng(11_500, 8_600) });
    const answers = await Promise.all(
      [jpeg, png, png, jpeg].map((picture, i) =>
        app.ask({
          do: 'inspect',
          picture,
          thumbs: [{ size: 256, path: join(outputs, `${i}.webp`) }],
        }),
      ),
    );
    console.log(`99 megapixels: ${answers.map(({ ms }) => ms.toFixed(0)).join(', ')} ms`);
    for (const answer of answers) expect(answer.value).toEqual({ width: 11_500, height: 8_600 });
  }, 60_000);
});

async function memory(): Promise<number> {
  return memoryOf(((await app.ask({ do: 'state' })).value as State).pids);
}

describe('compare', () => {
  const compare = async (a: PictureFile, b: PictureFile) => app.ask({ do: 'compare', a, b });

  test('the same pixels in two formats are identical; a re-encoding is not', async () => {
    const [, png, , , , bmp] = await pictures.everyFormat(1024, 1024);
    const jpeg = await sharp(png?.bytes).blur(3).jpeg({ quality: 60 }).toBuffer();
    if (!png || !bmp) throw new Error('No pictures.');
    const left = await place(png);
    const same = await compare(left, await place(bmp));
    expect(same.value).toEqual({ identical: true, sameSize: true, ssim: 1, changedShare: 0 });
    const other = await place({ name: 'again.jpg', mime: 'image/jpeg', bytes: jpeg });
    const near = (await compare(left, other)).value as { ssim: number; changedShare: number };
    expect(near).toMatchObject({ identical: false, sameSize: true });
    expect(near.ssim).toBeGreaterThan(0.8);
    expect(near.ssim).toBeLessThan(1);
    expect(near.changedShare).toBeGreaterThan(0);
    expect(near.changedShare).toBeLessThan(0.1);
  });

  test('a smaller copy is not the same size, but similar', async () => {
    const [large, small] = await Promise.all([
      pictures.everyFormat(800, 600),
      pictures.everyFormat(400, 300),
    ]);
    if (!large[1] || !small[1]) throw new Error('No pictures.');
    const answer = await compare(
      await place({ ...large[1], name: 'large.png' }),
      await place({ ...small[1], name: 'small.png' }),
    );
    expect(answer.value).toMatchObject({ identical: false, sameSize: false });
    expect((answer.value as { ssim: number }).ssim).toBeGreaterThan(0.9);
  });

  test('a damaged picture is named as such', async () => {
    const good = await place(await pictures.onePixel());
    const bad = await place(pictures.pdfNamedPng, 'image/png');
    expect((await compare(good, bad)).value).toMatchObject({ code: 'picture-damaged' });
  });

  test('a pair of photographs of one megapixel takes at most 300 ms', async () => {
    const a = await place(await pictures.photograph(1024, 1024, 'a.jpg'));
    const b = await place(await pictures.photograph(1024, 1024, 'b.jpg'));
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push((await compare(a, b)).ms);
    console.log(`compare 1 MP: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    expect(times.toSorted((x, y) => x - y)[2]).toBeLessThan(300);
  });
});

const request = {
  engine: 'practice',
  model: 'practice-filters',
  prompt: 'as a watercolor',
  params: { ...defaultParams(PRACTICE_FILTERS), format: 'png' },
  seed: 42,
} as const;

describe('practice', () => {
  const practice = async (out: string, change: object = {}, params: object = {}) =>
    app.ask({
      do: 'practice',
      picture: await place(await pictures.displayP3('jpeg', 1600, 1200)),
      request: { ...request, ...change, params: { ...request.params, ...params } },
      out: join(outputs, out),
    });

  test('the same request gives the same bytes, another seed other ones, steps on the way', async () => {
    const first = await practice('1.png');
    const again = await practice('2.png');
    const other = await practice('3.png', { seed: 43 });
    const [a, b, c] = await Promise.all(['1.png', '2.png', '3.png'].map((name) => rawPixels(name)));
    expect(first.value).toMatchObject({ mime: 'image/png' });
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
    expect(a?.equals(c ?? Buffer.alloc(0))).toBe(false);
    expect(again.ok && other.ok).toBe(true);
    const last = first.steps.at(-1);
    expect(last?.[0]).toBe(last?.[1]);
    expect(first.steps.length).toBeGreaterThan(1);
    console.log(`practice 1 MP: ${first.ms.toFixed(0)} ms, ${first.steps.length} steps told`);
  });

  test('with strength 0 only the size changes: colours arrive unharmed', async () => {
    await practice('0.png', {}, { strength: 0 });
    expectColours(await cornersOf(join(outputs, '0.png')), pictures.QUARTERS, 6);
  });

  test('format, quality and shape are obeyed', async () => {
    const best = await practice('q90.jpg', {}, { format: 'jpg', quality: 90, aspectRatio: '16:9' });
    await practice('q0.jpg', {}, { format: 'jpg', quality: 0, aspectRatio: '16:9' });
    const webp = await practice('a.webp', {}, { format: 'webp', megapixels: '0.25', goFast: true });
    const [high, low] = await Promise.all(
      ['q90.jpg', 'q0.jpg'].map((name) => sharp(join(outputs, name)).metadata()),
    );
    expect(best.value).toEqual({ mime: 'image/jpeg', width: high?.width, height: high?.height });
    expect((high?.width ?? 0) / (high?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    const sizes = await Promise.all(
      ['q90.jpg', 'q0.jpg'].map(async (name) => (await stat(join(outputs, name))).size),
    );
    expect(low).toMatchObject({ format: 'jpeg', width: high?.width });
    expect((sizes[0] ?? 0) / (sizes[1] ?? 1)).toBeGreaterThan(2);
    const { width = 0, height = 0, format } = await sharp(join(outputs, 'a.webp')).metadata();
    expect(webp.value).toEqual({ mime: 'image/webp', width, height });
    expect([format, Math.round((width * height) / 26_214.4)]).toEqual(['webp', 10]);
  });

  test('cancelled at a step it ends at once, leaves no file, and the next one works', async () => {
    const picture = await place(await pictures.displayP3('jpeg', 1600, 1200));
    const answer = await app.ask({
      do: 'practice',
      picture,
      request: { ...request, params: { ...request.params, steps: 50 } },
      out: join(outputs, 'never.png'),
      cancelAtStep: true,
    });
    expect(answer.value).toMatchObject({ name: 'AbortError' });
    expect(answer.steps.length).toBe(1);
    expect((await practice('after.png')).ok).toBe(true);
    expect(await readdir(outputs)).toEqual(['after.png']);
  });

  async function rawPixels(name: string): Promise<Buffer> {
    return sharp(join(outputs, name)).raw().toBuffer();
  }
});

describe('convert', () => {
  test('writes the whole upright picture in another format', async () => {
    for (const [to, format] of [
      ['image/png', 'png'],
      ['image/jpeg', 'jpeg'],
      ['image/webp', 'webp'],
    ] as const) {
      const picture = await place(await pictures.oriented(6, 1600, 1200));
      const out = join(outputs, format);
      const answer = await app.ask({ do: 'convert', picture, to, out });
      expect(answer.value).toEqual({ mime: to, width: 1200, height: 1600 });
      expect(await sharp(out).metadata()).toMatchObject({ format, width: 1200, height: 1600 });
    }
    const picture = await place(await pictures.transparent());
    const out = join(outputs, 'white.jpg');
    await app.ask({ do: 'convert', picture, to: 'image/jpeg', out });
    expectColours((await cornersOf(out)).slice(1, 2), [[255, 255, 255]], 3);
  });
});

describe('trouble', () => {
  test('the process is killed at work: what it did is done again, and the next picture works', async () => {
    const picture = await place(await pictures.displayP3('jpeg', 1600, 1200));
    const slow = { ...request, params: { ...request.params, steps: 50 } };
    const running = [1, 2, 3].map((i) =>
      app.begin({ do: 'practice', picture, request: slow, out: join(outputs, `${i}.png`) }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.ask({ do: 'kill' });
    const answers = await Promise.all(running.map(({ answer }) => answer));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await warnings()).some((line) => line.startsWith('imaging process gone'))).toBe(true);
    expect((await inspect(await pictures.onePixel())).ok).toBe(true);
  }, 40_000);

  test('a picture that kills the process twice is given up, the others are not', async () => {
    const picture = await place(await pictures.displayP3('jpeg', 1600, 1200));
    const slow = { ...request, params: { ...request.params, steps: 50 } };
    const killer = app.begin({ do: 'practice', picture, request: slow, out: join(outputs, 'never.png') });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await app.ask({ do: 'kill' });
    const next = inspect(await pictures.onePixel());
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await app.ask({ do: 'kill' });
    expect((await killer.answer).value).toMatchObject({ code: 'imaging-crashed' });
    expect((await next).ok).toBe(true);
  }, 40_000);

  test('a cancelled picture is dropped at once, waiting or running', async () => {
    const picture = await place(await pictures.nearlyTooLarge());
    const commands = [1, 2, 3, 4, 5, 6].map((i) =>
      app.begin({ do: 'inspect', picture, thumbs: [{ size: 256, path: join(outputs, `${i}.webp`) }] }),
    );
    for (const { id } of commands) await app.ask({ do: 'abort', id });
    for (const { answer } of commands) {
      const { value, ms } = await answer;
      expect(value).toMatchObject({ name: 'AbortError' });
      expect(ms).toBeLessThan(1_000);
    }
    expect((await inspect(await pictures.onePixel())).ok).toBe(true);
    expect((await readdir(outputs)).toSorted()).toEqual(['1024.webp', '256.webp']);
  }, 30_000);

  test('a picture that takes too long is ended, also when the page itself hangs', async () => {
    const hasty = await startImagingApp(build, 150);
    try {
      const big = await place({
        name: 'slow.png',
        mime: 'image/png',
        bytes: pictures.blankPng(11_500, 8_600),
      });
      const out = join(outputs, 'late.webp');
      const late = await hasty.ask({ do: 'inspect', picture: big, thumbs: [{ size: 256, path: out }] });
      expect(late.value).toMatchObject({ code: 'picture-timeout' });
      expect(late.ms).toBeLessThan(2_000);
      const small = await place(await pictures.onePixel());
      expect((await hasty.ask({ do: 'inspect', picture: small, thumbs: [] })).ok).toBe(true);

      const stuck = hasty.begin({ do: 'inspect', picture: big, thumbs: [] });
      await hasty.ask({ do: 'hang' });
      expect((await stuck.answer).value).toMatchObject({ code: 'picture-timeout' });
      expect((await hasty.ask({ do: 'inspect', picture: small, thumbs: [] })).ok).toBe(true);
    } finally {
      await hasty.close();
    }
  }, 30_000);
});

describe('confinement', () => {
  test('the page has no bridge, no Node, and reaches nothing but its own address', async () => {
    const probe = `(async () => {
      const tries = ['https://example.com/', 'app://reseed/', 'file:///etc/passwd', 'data:text/plain,x'];
      const reached = [];
      for (const url of tries) await fetch(url).then(() => reached.push(url), () => {});
      let evaluated = false;
      try { evaluated = !!new Function('return 1')(); } catch {}
      return { reached, evaluated, node: typeof require + typeof process, bridge: 'reseed' in window,
        opened: window.open('about:blank') !== null,
        camera: await navigator.permissions.query({ name: 'camera' }).then((p) => p.state, () => 'none') };
    })()`;
    expect((await app.ask({ do: 'evaluate', script: probe })).value).toEqual({
      reached: [],
      evaluated: false,
      node: 'undefinedundefined',
      bridge: false,
      opened: false,
      camera: 'denied',
    });
  });
});

describe('throughput', () => {
  test('40 photographs of 12 megapixels: speed and memory', async () => {
    const photos = await Promise.all(
      [1, 2, 3, 4].map(async (i) => place(await pictures.photograph(4000, 3000, `photo-${i}.jpg`))),
    );
    const before = await memory();
    let peak = before;
    let busy = true;
    const watching = (async () => {
      while (busy) {
        peak = Math.max(peak, await memory());
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    })();
    const began = performance.now();
    const answers = await Promise.all(
      [...Array(40).keys()].map((i) => {
        const picture = photos[i % photos.length];
        if (!picture) throw new Error('No picture.');
        const thumbs = [256, 1024].map((size) => ({ size, path: join(outputs, `${i}-${size}.webp`) }));
        return app.ask({ do: 'inspect', picture, thumbs });
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    busy = false;
    await watching;
    for (const answer of answers) expect(answer.value).toEqual({ width: 4000, height: 3000 });
    const rate = 40 / seconds;
    console.log(
      `12 MP: ${rate.toFixed(1)} a second (200 in ${(200 / rate).toFixed(1)} s), ` +
        `memory from ${(before / 1024).toFixed(0)} MB to a peak of ${(peak / 1024).toFixed(0)} MB`,
    );
    expect(peak - before).toBeLessThan(400 * 1024);
    expect(rate).toBeGreaterThan(200 / 60);
  }, 60_000);

  test('the whole run broke no policy of the page', async () => {
    const lines = (await warnings()).filter((line) => /Content Security Policy|Uncaught/.test(line));
    expect(lines.filter((line) => !/example\.com|app:\/\/reseed|file:|data:|unsafe-eval/.test(line))).toEqual(
      [],
    );
  });
});
