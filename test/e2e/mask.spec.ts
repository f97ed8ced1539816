import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { MASK_PROBE, type Stroked } from '../bench/mask-probe.ts';
import { expect, type Running, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';

/** A photograph of 24 megapixels. */
async function largePhoto(folder: string): Promise<string> {
  const path = join(folder, 'large.jpg');
  await sharp(sample('astronaut.png')).removeAlpha().resize(6000, 4000, { fit: 'cover' }).jpeg().toFile(path);
  return path;
}

const tools = ({ bench }: Pick<Running, 'bench'>): Locator =>
  bench.canvas.getByRole('toolbar', { name: 'Tools' });
const tool = (running: Pick<Running, 'bench'>, name: string): Locator =>
  tools(running).getByRole('button', { name, exact: true });
const facts = ({ bench }: Pick<Running, 'bench'>): Locator =>
  bench.edit.getByRole('region', { name: 'What is sent and what may change' });

/** Draws with the mouse, by points as shares of the picture. */
async function drag(running: Running, points: readonly (readonly [number, number])[]): Promise<void> {
  const { mouse } = running.page;
  const box = await running.bench.canvas.locator('.canvas-pane:not([hidden]) .canvas-layer').boundingBox();
  if (!box) throw new Error('No picture is shown.');
  for (const [i, [x, y]] of points.entries()) {
    await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: i === 0 ? 1 : 8 });
    if (i === 0) await mouse.down();
  }
  await mouse.up();
}

/** The draft is on the disk: its masks are written a moment after the last stroke. */
async function draftKept(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const answer = await window.reseed?.settings.set({});
          const [draft] = answer?.ok ? answer.value.maskDrafts : [];
          return draft ? [draft.mask, draft.protect].filter((sha256) => sha256 !== null).length : 0;
        }),
      { timeout: 30_000 },
    )
    .toBe(2);
}

test('a region, a mask and a protected part drawn with the mouse are there again after a restart', async ({
  start,
  folder,
}) => {
  const photo = await largePhoto(folder);
  let running = await start();
  const { page } = running;
  await running.bench.dropPaths([photo]);
  await running.bench.waitForPictures(1);

  await tool(running, 'Region').click();
  await drag(running, [
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  // As wide as the drag, in the nearest shape that the model can make.
  await expect(facts(running)).toContainText('1,800 × 1,200 px of 24 MP');
  await expect(facts(running)).toContainText('Sent 1 : 1.5. The whole picture would be 1 : 4.9.');

  // Black and white, so that what was painted can be told from what was there.
  await page.evaluate(() => window.reseed?.settings.set({ maskLook: 'mask' }));
  await tool(running, 'Brush').click();
  await page.evaluate(MASK_PROBE);
  await page.evaluate('maskProbe.start()');
  await drag(running, [
    [0.4, 0.4],
    [0.5, 0.5],
    [0.55, 0.42],
  ]);
  const { moves, painted, latencies, tasks } = await page.evaluate<Stroked>('maskProbe.stop()');
  console.log(
    `24 MP: ${painted} of ${moves} moves painted in the next frame, ${Math.round(Math.max(...latencies))} ms at most, tasks ${tasks}`,
  );
  expect(moves).toBeGreaterThan(10);
  expect(painted).toBe(moves);
  await expect(facts(running)).toContainText('of the picture may change');

  // *Undo* means strokes while a tool is active.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(facts(running)).not.toContainText('of the picture may change');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(facts(running)).toContainText('of the picture may change');

  await tool(running, 'Protect').click();
  await drag(running, [
    [0.45, 0.35],
    [0.5, 0.4],
  ]);
  await expect(facts(running)).toContainText('is replaced before the picture is sent');
  const before = (await facts(running).textContent()) ?? '';
  await draftKept(page);
  await running.close();

  running = await start();
  await expect(facts(running)).toHaveText(before, { timeout: 20_000 });
  await running.page.keyboard.press('Escape');
  await tool(running, 'Brush').click();
  await running.page.keyboard.press('Shift+i');
  await expect(facts(running)).toContainText(/9[89](\.\d)?% of the picture may change/);
});

test('keys alone choose a region, paint a mask and protect a part, which the edit then keeps', async ({
  start,
  folder,
}) => {
  const path = join(folder, 'small.png');
  await sharp(sample('astronaut.png')).removeAlpha().resize(900, 600, { fit: 'cover' }).png().toFile(path);
  let running = await start();
  const { page, bench } = running;
  await bench.dropPaths([path]);
  await bench.waitForPictures(1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const { keyboard } = page;

  await keyboard.press('r');
  await expect(tool(running, 'Region')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.press('Enter');
  await expect(facts(running)).toContainText('450 × 300 px');
  await keyboard.press('ArrowRight');
  await keyboard.press('Alt+ArrowRight');

  await keyboard.press('p');
  await keyboard.press('[');
  await keyboard.press('Enter');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+Enter');
  await expect(facts(running)).toContainText('of the picture may change');

  await check(page, 'the brush', '.canvas');
  await keyboard.press('x');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(facts(running)).toContainText('is replaced before the picture is sent');
  const before = (await facts(running).textContent()) ?? '';
  await keyboard.press('Escape');
  await expect(tools(running).locator('[aria-pressed="true"]')).toHaveCount(0);
  await draftKept(page);
  await running.close();

  running = await start();
  await expect(facts(running)).toHaveText(before, { timeout: 20_000 });
  await running.bench.run('make it warmer', 7);
  const edit = await running.page.evaluate(async () => {
    const answer = await window.reseed?.history.tree({ imageId: 1, before: null });
    return answer?.ok ? answer.value.entries[0]?.edit : undefined;
  });
  expect(edit?.prepare.region?.width).toBeGreaterThan(450);
  expect(edit?.prepare.protect).toMatch(/^[0-9a-f]{64}$/);
  expect(edit?.finish?.mask.kind).toBe('drawn');
});
