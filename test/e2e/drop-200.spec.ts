import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, filesBelow, test } from './support/app.ts';
import { memoryOf } from './support/memory.ts';

const COUNT = 200;

/** Distinct 12-megapixel photographs: a few real encodes, told apart by a JPEG comment each. */
async function photographs(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const bases = await Promise.all(
    ['chelsea.png', 'coffee.png', 'astronaut.png', 'rocket.jpg'].map((name) =>
      sharp(join(import.meta.dirname, '../../resources/samples', name))
        .resize(4000, 3000, { fit: 'cover' })
        .jpeg({ quality: 88 })
        .toBuffer(),
    ),
  );
  const paths = Array.from({ length: COUNT }, (_, n) =>
    join(folder, `photo-${String(n).padStart(3, '0')}.jpg`),
  );
  for (const [n, path] of paths.entries()) {
    const base = bases[n % bases.length] as Buffer;
    const comment = Buffer.from(`photograph ${n}`);
    const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    await writeFile(path, Buffer.concat([base.subarray(0, 2), marker, comment, base.subarray(2)]));
  }
  return paths;
}

test('200 photographs of 12 megapixels: soon, all, smooth, and in bounds', async ({ start, folder }) => {
  test.setTimeout(180_000);
  const paths = await photographs(join(folder, 'photos'));
  const { bench, page, app } = await start();
  // Give the imaging window the moment it has in real life before a drop.
  await page.waitForTimeout(1_500);
  const before = await memoryOf(app.process().pid ?? 0);
  let peak = before;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await memoryOf(app.process().pid ?? 0));
  }, 500);
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: false });
    Object.assign(globalThis, { tasks });
  });

  const dropped = Date.now();
  await bench.dropPaths(paths);
  await page.waitForFunction(
    () => {
      const first = document.querySelector<HTMLImageElement>('[aria-label="Library"] img');
      return first?.complete && first.naturalWidth > 0;
    },
    undefined,
    { polling: 'raf' },
  );
  const firstMs = Date.now() - dropped;
  await expect(page.getByRole('button', { name: /^Cancel/ }).first()).toBeVisible();
  await expect(page.getByText(new RegExp(`of ${COUNT}`)).first()).toBeVisible();
  await expect
    .poll(
      async () =>
        page.evaluate(async () => {
          const { reseed } = globalThis as unknown as {
            reseed: {
              library: { page(input: unknown): Promise<{ ok: true; value: { total: number } }> };
            };
          };
          return (await reseed.library.page({ search: '', before: null, limit: 1 })).value.total;
        }),
      { timeout: 120_000, intervals: [250] },
    )
    .toBe(COUNT);
  const allMs = Date.now() - dropped;
  clearInterval(watch);
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  const longest = Math.max(0, ...tasks);
  const grown = (peak - before) / 1024 / 1024;
  console.log(
    `drop of ${COUNT} photographs (12 MP, ${availableParallelism()} cores): first thumbnail ${firstMs} ms (target 300), ` +
      `all ${(allMs / 1000).toFixed(1)} s (target 30), longest task in the window ${longest.toFixed(0)} ms (target 50), ` +
      `memory grown by ${grown.toFixed(0)} MB (target 400)`,
  );
  // Machines are shared: the test fails well beyond the targets; the printed figures are the true ones.
  expect(firstMs).toBeLessThan(1_500);
  expect(allMs).toBeLessThan(60_000);
  expect(longest).toBeLessThan(200);
  expect(grown).toBeLessThan(600);
});

test('a drop can be cancelled; what was taken in stays, nothing half-written is left', async ({
  start,
  folder,
}) => {
  const paths = await photographs(join(folder, 'photos'));
  const { bench, page, userData } = await start();
  await bench.dropPaths(paths);
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
  await expect.poll(async () => filesBelow(join(userData, 'library/tmp'))).toEqual([]);
  const blobs = await filesBelow(join(userData, 'library/objects'));
  expect(blobs.length).toBeLessThan(COUNT);
});
