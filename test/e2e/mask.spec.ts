import type { Page } from '@playwright/test';
import { MASK_PROBE, type Stroked } from '../bench/mask-probe.ts';
import { expect, test } from './support/app.ts';
import { check } from './support/axe.ts';
import { newestEntry } from './support/entries.ts';
import { writePhoto } from './support/photo.ts';

/** Waits until the draft is on disk, which happens a moment after the last stroke. */
async function draftKept(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const answer = await window.reseed?.settings.set({});
        const [draft] = answer?.ok ? answer.value.maskDrafts : [];
        return draft ? [draft.mask, draft.protect].filter((sha256) => sha256 !== null).length : 0;
      }),
    )
    .toBe(2);
}

test('a region, a mask and a protected area drawn with the mouse survive a restart', async ({
  start,
  folder,
}) => {
  const photo = await writePhoto(folder, 'large.jpg', { width: 6000, height: 4000 });
  let running = await start();
  const { page } = running;
  await running.bench.dropPaths([photo]);
  await running.bench.waitForPictures(1);

  await running.bench.tool('Region').click();
  await running.bench.draw([
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  // As wide as the drag, in the model's closest ratio.
  await expect(running.bench.facts).toContainText('1,800 × 1,200 px of 24 MP');
  await expect(running.bench.facts).toContainText('Sent 1 : 1.5. The whole picture would be 1 : 4.9.');

  // Black and white, to distinguish paint from the picture.
  await page.evaluate(() => window.reseed?.settings.set({ maskLook: 'mask' }));
  await running.bench.tool('Brush').click();
  await page.evaluate(MASK_PROBE);
  await page.evaluate('maskProbe.start()');
  await running.bench.draw([
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
  await expect(running.bench.facts).toContainText('of the picture may change');

  // *Undo* applies to strokes while a tool is active.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(running.bench.facts).not.toContainText('of the picture may change');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(running.bench.facts).toContainText('of the picture may change');

  await running.bench.tool('Protect').click();
  await running.bench.draw([
    [0.45, 0.35],
    [0.5, 0.4],
  ]);
  await expect(running.bench.facts).toContainText('is replaced before the picture is sent');
  const before = (await running.bench.facts.textContent()) ?? '';
  await draftKept(page);
  await running.close();

  running = await start();
  await expect(running.bench.facts).toHaveText(before);
  await running.page.keyboard.press('Escape');
  await running.bench.tool('Brush').click();
  await running.page.keyboard.press('Shift+i');
  await expect(running.bench.facts).toContainText(/9[89](\.\d)?% of the picture may change/);
});

test('a region, a mask and a protected area can be drawn by keyboard, and the edit respects them', async ({
  start,
  folder,
}) => {
  const path = await writePhoto(folder, 'small.png', { width: 900, height: 600 });
  let running = await start();
  const { page, bench } = running;
  await bench.dropPaths([path]);
  await bench.waitForPictures(1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const { keyboard } = page;

  await keyboard.press('r');
  await expect(running.bench.tool('Region')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.press('Enter');
  await expect(running.bench.facts).toContainText('450 × 300 px');
  await keyboard.press('ArrowRight');
  await keyboard.press('Alt+ArrowRight');

  await keyboard.press('p');
  await keyboard.press('[');
  await keyboard.press('Enter');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+Enter');
  await expect(running.bench.facts).toContainText('of the picture may change');

  await check(page, 'the brush', '.canvas');
  await keyboard.press('x');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await expect(running.bench.facts).toContainText('is replaced before the picture is sent');
  const before = (await running.bench.facts.textContent()) ?? '';
  await keyboard.press('Escape');
  await expect(running.bench.tools.locator('[aria-pressed="true"]')).toHaveCount(0);
  await draftKept(page);
  await running.close();

  running = await start();
  await expect(running.bench.facts).toHaveText(before);
  await running.bench.run('make it warmer', 7);
  const edit = (await newestEntry(running))?.edit;
  expect(edit?.prepare.region?.width).toBeGreaterThan(450);
  expect(edit?.prepare.protect).toMatch(/^[0-9a-f]{64}$/);
  expect(edit?.finish?.mask.kind).toBe('drawn');
});
