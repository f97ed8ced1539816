import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { describe, expect, test } from 'vitest';
import { processorTimeOf } from '../fixtures/imaging-app/driver.ts';
import { imagingAppForTests, practiceRequest } from '../fixtures/imaging-app/harness.ts';
import type { State } from '../fixtures/imaging-app/protocol.ts';
import * as pictures from '../fixtures/pictures.ts';
import { yardstickMs } from '../fixtures/yardstick.ts';

/** Failures and their consequences: the real imaging window in the real Electron. */
const app = imagingAppForTests();

describe('trouble', () => {
  test('after the process is killed, its work is repeated, and the next picture works', async () => {
    const picture = await app.place(await pictures.displayP3('jpeg', 1600, 1200));
    const slow = { ...practiceRequest, params: { ...practiceRequest.params, steps: 50 } };
    const answers = await Promise.all(
      [1, 2, 3].map((i) => {
        const out = app.out(`${i}.png`);
        return app.ask({ do: 'practice', picture, request: slow, out, kills: i === 1 ? 1 : 0 });
      }),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await app.state()).warnings.some((line) => line.startsWith('imaging process exited'))).toBe(true);
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
  });

  test('a picture that kills the process twice is given up, and the others are not', async () => {
    const picture = await app.place(await pictures.displayP3('jpeg', 1600, 1200));
    const slow = { ...practiceRequest, params: { ...practiceRequest.params, steps: 50 } };
    const killer = app.begin({
      do: 'practice',
      picture,
      request: slow,
      out: app.out('never.png'),
      kills: 2,
    });
    const next = app.inspect(await pictures.onePixel());
    expect((await killer.answer).value).toMatchObject({ code: 'imaging-crashed' });
    expect((await next).ok).toBe(true);
  });

  test('a canceled picture is dropped immediately, waiting or running', async () => {
    const picture = await app.place(await pictures.nearlyTooLarge());
    const commands = [1, 2, 3, 4, 5, 6].map((i) =>
      app.begin({ do: 'inspect', picture, thumbs: [{ size: 256, path: app.out(`${i}.webp`) }] }),
    );
    for (const { id } of commands) await app.ask({ do: 'abort', id });
    for (const { answer } of commands) {
      const { value, ms } = await answer;
      expect(value).toMatchObject({ name: 'AbortError' });
      expect(ms).toBeLessThan(5_000);
    }
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
    expect((await readdir(app.out(''))).toSorted()).toEqual(['1024.webp', '256.webp']);
  });

  test('a picture that takes too long is ended, even if the page hangs', async () => {
    const hasty = await app.another({ decodeLimitMs: 150 });
    try {
      const big = await app.place({
        name: 'slow.png',
        mime: 'image/png',
        bytes: pictures.blankPng(11_500, 8_600),
      });
      const out = app.out('late.webp');
      const late = await hasty.ask({ do: 'inspect', picture: big, thumbs: [{ size: 256, path: out }] });
      expect(late.value).toMatchObject({ code: 'picture-timeout' });
      expect(late.ms).toBeLessThan(8_000);
      const small = await app.place(await pictures.onePixel());
      // With such a short limit, a busy machine may need more than one attempt.
      const works = async () => (await hasty.ask({ do: 'inspect', picture: small, thumbs: [] })).ok;
      await expect.poll(works).toBe(true);

      const stuck = hasty.begin({ do: 'inspect', picture: big, thumbs: [] });
      await hasty.ask({ do: 'hang' });
      expect((await stuck.answer).value).toMatchObject({ code: 'picture-timeout' });
      await expect.poll(works).toBe(true);
    } finally {
      await hasty.close();
    }
  });
});

test('when idle, its process ends without errors, and restarts for the next picture', async () => {
  const resting = await app.another({ restMs: 5_000 });
  try {
    const picture = await app.place(await pictures.onePixel());
    const inspect = () => resting.ask({ do: 'inspect', picture, thumbs: [] });
    const state = async () => (await resting.ask({ do: 'state' })).value as State;
    expect((await inspect()).ok).toBe(true);
    expect((await state()).pages).toBe(1);
    await expect.poll(async () => (await state()).pages).toBe(0);
    expect((await inspect()).ok).toBe(true);
    expect((await state()).warnings).toEqual([]);
  } finally {
    await resting.close();
  }
});

describe('confinement', () => {
  test('the page has no bridge and no Node, and reaches only its own address', async () => {
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
    // Opens the window, if it has closed meanwhile.
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
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

describe('development', () => {
  test('the page also works from the dev server, under the same policy', async () => {
    const server = await createServer({
      configFile: false,
      logLevel: 'error',
      root: resolve('src/renderer'),
      resolve: { alias: { '@shared': resolve('src/shared') } },
      worker: { format: 'es' },
      server: { host: '127.0.0.1', port: 0 },
      cacheDir: app.out('vite-cache'),
    });
    await server.listen();
    const devServer = server.resolvedUrls?.local[0] ?? '';
    const developed = await app.another({ devServer });
    try {
      const picture = await app.place(await pictures.onePixel());
      const works = async () => (await developed.ask({ do: 'inspect', picture, thumbs: [] })).value;
      await expect.poll(works).toEqual({ width: 1, height: 1 });
    } finally {
      await developed.close();
      await server.close();
    }
  });
});

describe('throughput', () => {
  test('40 photographs of 12 megapixels stay within speed and memory limits', async () => {
    const photos = await Promise.all(
      [1, 2, 3, 4].map(async (i) => app.place(await pictures.photograph(4000, 3000, `photo-${i}.jpg`))),
    );
    const before = await app.memory();
    let peak = before;
    let busy = true;
    const watching = (async () => {
      while (busy) {
        peak = Math.max(peak, await app.memory());
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    })();
    const yardstick = await yardstickMs(photos[0]?.path ?? '');
    // Only a window that is open is measured.
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
    const all = (await app.state()).pids;
    const usedBefore = await processorTimeOf(all);
    const began = performance.now();
    const answers = await Promise.all(
      [...Array(40).keys()].map((i) => {
        const picture = photos[i % photos.length];
        if (!picture) throw new Error('No picture.');
        const thumbs = [256, 1024].map((size) => ({ size, path: app.out(`${i}-${size}.webp`) }));
        return app.ask({ do: 'inspect', picture, thumbs });
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    busy = false;
    await watching;
    for (const answer of answers) expect(answer.value).toEqual({ width: 4000, height: 3000 });
    const each = ((await processorTimeOf(all)) - usedBefore) / 40;
    console.log(
      `12 MP: ${(40 / seconds).toFixed(1)} a second here and now, each ${each.toFixed(0)} ms of processor time ` +
        `(200 on two free cores: ${((each * 200) / 2 / 1000).toFixed(1)} s, target 30), ` +
        `${(each / yardstick).toFixed(2)}x of sharp, ` +
        `memory from ${(before / 1024).toFixed(0)} MB to a peak of ${(peak / 1024).toFixed(0)} MB`,
    );
    expect(peak - before).toBeLessThan(400 * 1024);
    // 1.09x was measured. A bound in milliseconds failed on slow machines; the printed figures are exact.
    expect(each / yardstick).toBeLessThan(1.5);
  });

  test('no test violated the page’s policy', async () => {
    const lines = (await app.state()).warnings.filter((line) =>
      /Content Security Policy|Uncaught/.test(line),
    );
    expect(lines.filter((line) => !/example\.com|app:\/\/reseed|file:|data:|unsafe-eval/.test(line))).toEqual(
      [],
    );
  });
});
