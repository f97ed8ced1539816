import { readdir, stat } from 'node:fs/promises';
import { type Comparison, NO_CHANGE } from '@shared/domain/verdict.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PictureFile } from '../../src/main/ports.ts';
import { processorTimeOf } from '../fixtures/imaging-app/driver.ts';
import {
  cornersOf,
  expectColors,
  imagingAppForTests,
  practiceRequest,
} from '../fixtures/imaging-app/harness.ts';
import * as pictures from '../fixtures/pictures.ts';
import { yardstickMs } from '../fixtures/yardstick.ts';

/** Comparing, filtering and converting in the real imaging window in the real Electron. */
const app = imagingAppForTests();

describe('compare', () => {
  const compare = async (a: PictureFile, b: PictureFile, findShift = true) =>
    app.ask({ do: 'compare', a, b, findShift });

  test('the same pixels in two formats are identical, and a re-encoding isn’t', async () => {
    const [, png, , , , bmp] = await pictures.everyFormat(1024, 1024);
    const jpeg = await sharp(png?.bytes).blur(3).jpeg({ quality: 60 }).toBuffer();
    if (!png || !bmp) throw new Error('No pictures.');
    const left = await app.place(png);
    const same = await compare(left, await app.place(bmp));
    expect(same.value).toEqual(NO_CHANGE);
    const other = await app.place({ name: 'again.jpg', mime: 'image/jpeg', bytes: jpeg });
    const near = (await compare(left, other)).value as { ssim: number; changedShare: number };
    expect(near).toMatchObject({ identical: false, sameSize: true });
    expect(near.ssim).toBeGreaterThan(0.8);
    expect(near.ssim).toBeLessThan(1);
    expect(near.changedShare).toBeGreaterThan(0);
    expect(near.changedShare).toBeLessThan(0.1);
  });

  test('a smaller copy has another size but is similar', async () => {
    const [large, small] = await Promise.all([
      pictures.everyFormat(800, 600),
      pictures.everyFormat(400, 300),
    ]);
    if (!large[1] || !small[1]) throw new Error('No pictures.');
    const answer = await compare(
      await app.place({ ...large[1], name: 'large.png' }),
      await app.place({ ...small[1], name: 'small.png' }),
    );
    expect(answer.value).toMatchObject({ identical: false, sameSize: false });
    expect((answer.value as { ssim: number }).ssim).toBeGreaterThan(0.9);
  });

  test('measures how far a photograph moved through another format and other colors, and when it can’t', async () => {
    const whole = sharp('resources/samples/astronaut.png').removeAlpha();
    const { width = 0, height = 0 } = await whole.metadata();
    const size = { width: width - 40, height: height - 40 };
    const cut = (left: number, top: number) => whole.clone().extract({ left, top, ...size });
    const left = await app.place({
      name: 'at.png',
      mime: 'image/png',
      bytes: await cut(20, 20).png().toBuffer(),
    });
    const warm = await cut(13, 23)
      .modulate({ brightness: 1.1, saturation: 0.6 })
      .jpeg({ quality: 60 })
      .toBuffer();
    const moved = await compare(
      left,
      await app.place({ name: 'moved.jpg', mime: 'image/jpeg', bytes: warm }),
    );
    const { shift, largest, colorShift } = moved.value as Comparison;
    expect(shift?.scale).toBe(1);
    expect(Math.hypot((shift?.x ?? 99) - 7, (shift?.y ?? 99) + 3)).toBeLessThan(0.5);
    expect(largest).toBeGreaterThan(50);
    expect(Math.max(...colorShift)).toBeGreaterThan(2);

    const large = await whole
      .clone()
      .resize(Math.round(width * 1.02), Math.round(height * 1.02))
      .toBuffer();
    const grown = await sharp(large)
      .extract({ left: Math.round(width * 0.01) + 20, top: Math.round(height * 0.01) + 20, ...size })
      .png()
      .toBuffer();
    const larger = await compare(
      left,
      await app.place({ name: 'grown.png', mime: 'image/png', bytes: grown }),
    );
    expect((larger.value as Comparison).shift?.scale).toBeCloseTo(1.02, 2);

    const other = await sharp('resources/samples/coffee.png').resize(size).png().toBuffer();
    const unlike = await compare(
      left,
      await app.place({ name: 'other.png', mime: 'image/png', bytes: other }),
    );
    expect(unlike.value).toMatchObject({ identical: false, shift: null });
  });

  test('compares the common part if the shapes differ', async () => {
    const whole = sharp('resources/samples/astronaut.png').removeAlpha();
    const { width = 0, height = 0 } = await whole.metadata();
    const top = Math.round(height / 8);
    const middle = await whole
      .clone()
      .extract({ left: 0, top, width, height: height - 2 * top })
      .png()
      .toBuffer();
    const answer = await compare(
      await app.place({ name: 'whole.png', mime: 'image/png', bytes: await whole.clone().png().toBuffer() }),
      await app.place({ name: 'middle.png', mime: 'image/png', bytes: middle }),
    );
    expect(answer.value).toMatchObject({
      identical: false,
      sameSize: false,
      shift: { x: 0, y: 0, scale: 1 },
    });
    expect((answer.value as Comparison).ssim).toBeGreaterThan(0.99);
  });

  test('a damaged picture is reported as such', async () => {
    const good = await app.place(await pictures.onePixel());
    const bad = await app.place(pictures.pdfNamedPng, 'image/png');
    expect((await compare(good, bad)).value).toMatchObject({ code: 'picture-damaged' });
  });

  test('a verdict on a pair of photographs of one megapixel takes at most one and a half times a 12 MP thumbnail by sharp', async () => {
    const yardstick = await yardstickMs(
      (await app.place(await pictures.photograph(4000, 3000, 'y.jpg'))).path,
    );
    const a = await app.place(await pictures.photograph(1024, 1024, 'a.jpg'));
    const b = await app.place(await pictures.photograph(1024, 1024, 'b.jpg'));
    // Only a window that is open is measured.
    expect((await compare(a, b, false)).ok).toBe(true);
    const all = (await app.state()).pids;
    const before = await processorTimeOf(all);
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push((await compare(a, b, false)).ms);
    const each = ((await processorTimeOf(all)) - before) / times.length;
    const walls = times.map((ms) => ms.toFixed(0)).join(', ');
    console.log(
      `verdict on 1 MP: ${walls} ms (target 300), each ${each.toFixed(0)} ms of processor time, ` +
        `${(each / yardstick).toFixed(2)}x of a 12 MP thumbnail by sharp`,
    );
    // 1.05x was measured. The target is a wall time, but machines are shared; the printed figures are exact.
    expect(each / yardstick).toBeLessThan(1.5);
  });
});

describe('practice', () => {
  const practice = async (out: string, change: object = {}, params: object = {}) =>
    app.ask({
      do: 'practice',
      picture: await app.place(await pictures.displayP3('jpeg', 1600, 1200)),
      request: { ...practiceRequest, ...change, params: { ...practiceRequest.params, ...params } },
      out: app.out(out),
    });

  test('the same request gives the same bytes, another seed other ones, with steps reported', async () => {
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
    const whole = await practice('4.png', {}, { megapixels: '1' });
    console.log(`practice 1 MP: ${whole.ms.toFixed(0)} ms, ${whole.steps.length} steps told`);
  });

  test('at strength 0 only the size changes, not the colors', async () => {
    await practice('0.png', {}, { strength: 0 });
    expectColors(await cornersOf(app.out('0.png')), pictures.QUARTERS, 6);
  });

  test('format, quality and aspect ratio are applied', async () => {
    const best = await practice('q90.jpg', {}, { format: 'jpg', quality: 90, aspectRatio: '16:9' });
    await practice('q0.jpg', {}, { format: 'jpg', quality: 0, aspectRatio: '16:9' });
    const webp = await practice('a.webp', {}, { format: 'webp', goFast: true });
    const [high, low] = await Promise.all(
      ['q90.jpg', 'q0.jpg'].map((name) => sharp(app.out(name)).metadata()),
    );
    expect(best.value).toEqual({ mime: 'image/jpeg', width: high?.width, height: high?.height });
    expect((high?.width ?? 0) / (high?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    const sizes = await Promise.all(
      ['q90.jpg', 'q0.jpg'].map(async (name) => (await stat(app.out(name))).size),
    );
    expect(low).toMatchObject({ format: 'jpeg', width: high?.width });
    expect((sizes[0] ?? 0) / (sizes[1] ?? 1)).toBeGreaterThan(2);
    const { width = 0, height = 0, format } = await sharp(app.out('a.webp')).metadata();
    expect(webp.value).toEqual({ mime: 'image/webp', width, height });
    expect([format, Math.round((width * height) / 26_214.4)]).toEqual(['webp', 10]);
  });

  test('when canceled at a step, it ends immediately, leaves no file, and the next one works', async () => {
    const picture = await app.place(await pictures.displayP3('jpeg', 1600, 1200));
    const answer = await app.ask({
      do: 'practice',
      picture,
      request: { ...practiceRequest, params: { ...practiceRequest.params, steps: 50 } },
      out: app.out('never.png'),
      cancelAtStep: true,
    });
    expect(answer.value).toMatchObject({ name: 'AbortError' });
    expect(answer.steps.length).toBe(1);
    expect((await practice('after.png')).ok).toBe(true);
    expect(await readdir(app.out(''))).toEqual(['after.png']);
  });

  async function rawPixels(name: string): Promise<Buffer> {
    return sharp(app.out(name)).raw().toBuffer();
  }
});

describe('convert', () => {
  test('writes the whole upright picture in another format', async () => {
    for (const [to, format] of [
      ['image/png', 'png'],
      ['image/jpeg', 'jpeg'],
      ['image/webp', 'webp'],
    ] as const) {
      const picture = await app.place(await pictures.oriented(6, 1600, 1200));
      const out = app.out(format);
      const answer = await app.ask({ do: 'convert', picture, to, out });
      expect(answer.value).toEqual({ mime: to, width: 1200, height: 1600 });
      expect(await sharp(out).metadata()).toMatchObject({ format, width: 1200, height: 1600 });
    }
    const picture = await app.place(await pictures.transparent());
    const out = app.out('white.jpg');
    await app.ask({ do: 'convert', picture, to: 'image/jpeg', out });
    expectColors((await cornersOf(out)).slice(1, 2), [[255, 255, 255]], 3);
  });
});
