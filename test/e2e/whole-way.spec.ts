import { join } from 'node:path';
import { USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';
import { checkExported } from './support/check-exported.ts';
import { entryWithVersions } from './support/entries.ts';
import { expect, paidEnv, test } from './support/paid.ts';
import { LARGE, writePhoto } from './support/photo.ts';
import { stillBox } from './support/still-box.ts';
import { tabTo } from './support/tab-to.ts';

/*
 * The whole way of an edit of 24 megapixels: a region, a mask and a protected part are drawn, the result comes back
 * moved, scaled and cast, is put back, finished again, and exported. The photograph is lossless, so that every
 * decoder reads the same pixels.
 */

test.setTimeout(600_000);

/** The most controls that Tab may pass: the tools, the form and the history are all shown. */
const CONTROLS = 120;

const PROMPT = 'a red ball in the middle';

test('the whole way at 24 megapixels by mouse: region, mask, protect, finish twice, export', async ({
  start,
  api,
  folder,
}) => {
  api.settings.displacement = { ...USUAL_DISPLACEMENT, mostShift: 12 };
  const photo = await writePhoto(folder, 'large.png', LARGE);
  const running = await start({ env: paidEnv(api) });
  const { bench, page } = running;
  await bench.dropPaths([photo]);
  await bench.waitForPictures(1);
  await bench.tool('Region').click();
  await bench.draw([
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  await expect(bench.facts).toContainText('of 24 MP');
  await bench.tool('Brush').click();
  await bench.draw([
    [0.4, 0.44],
    [0.5, 0.46],
  ]);
  await expect(bench.facts).toContainText('of the picture may change');
  await bench.tool('Protect').click();
  await bench.draw([
    [0.45, 0.4],
    [0.45, 0.5],
  ]);
  await expect(bench.facts).toContainText('is replaced before the picture is sent');
  await bench.run(PROMPT, 5);
  await entryWithVersions(running, 1);

  const seal = bench.canvas.locator('[data-certificate="untouched"]');
  await expect(seal).toHaveAttribute('data-outside-changed', '0');
  await bench.canvas.getByRole('button', { name: 'Finish again' }).click();
  const panel = bench.canvas.getByRole('group', { name: 'Finish again' });
  const blend = panel.getByRole('slider', { name: 'Blend' });
  const { width, height } = await stillBox(blend);
  await blend.click({ position: { x: width * 0.6, y: height / 2 } });
  await panel.getByRole('button', { name: 'Keep as new version' }).click();
  const entry = await entryWithVersions(running, 2);
  expect(entry.edit.finish?.mask.kind).toBe('drawn');
  const [again, first] = entry.results[0]?.finished ?? [];
  expect(first?.finish.recipe.opacity).toBe(1);
  expect(again?.finish.recipe.opacity).toBeGreaterThan(0.4);
  expect(again?.finish.recipe.opacity).toBeLessThan(0.8);
  // Nothing is sent for a version.
  expect(api.bills).toHaveLength(1);
  await expect(bench.canvas.locator(`img[src*="${again?.image.sha256}"]`).first()).toBeVisible();
  await checkExported(running, photo, entry, join(folder, 'exported.png'), async () => {
    await bench.picture(again?.image.name ?? '').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Save picture as/ }).click();
  });
});

test('the whole way at 24 megapixels by keyboard: region, mask, protect, finish twice, export', async ({
  start,
  api,
  folder,
}) => {
  api.settings.displacement = { ...USUAL_DISPLACEMENT, mostShift: 12 };
  const photo = await writePhoto(folder, 'large.png', LARGE);
  const running = await start({ env: paidEnv(api) });
  const { bench, page } = running;
  const { keyboard } = page;
  await bench.dropPaths([photo]);
  await bench.waitForPictures(1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.press('r');
  await keyboard.press('Enter');
  await expect(bench.facts).toContainText('of 24 MP');
  await keyboard.press('p');
  await keyboard.press('Enter');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+Enter');
  await expect(bench.facts).toContainText('of the picture may change');
  await keyboard.press('x');
  await keyboard.press('[');
  await keyboard.press('Enter');
  await expect(bench.facts).toContainText('is replaced before the picture is sent');
  await keyboard.press('Escape');

  await keyboard.press('ControlOrMeta+l');
  await expect(bench.prompt).toBeFocused();
  await keyboard.type(PROMPT);
  await tabTo(bench.seed, CONTROLS);
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('5');
  await keyboard.press('ControlOrMeta+Enter');
  await entryWithVersions(running, 1);

  await tabTo(bench.canvas.getByRole('button', { name: 'Finish again' }), CONTROLS);
  await keyboard.press('Shift+K');
  const panel = bench.canvas.getByRole('group', { name: 'Finish again' });
  await tabTo(panel.getByRole('slider', { name: 'Blend' }), CONTROLS);
  for (let step = 0; step < 20; step++) await keyboard.press('ArrowLeft');
  await tabTo(panel.getByRole('button', { name: 'Keep as new version' }), CONTROLS);
  await keyboard.press('Enter');
  const entry = await entryWithVersions(running, 2);
  const [again] = entry.results[0]?.finished ?? [];
  expect(again?.finish.recipe.opacity).toBeCloseTo(0.8, 5);
  expect(api.bills).toHaveLength(1);
  await expect(bench.canvas.locator(`img[src*="${again?.image.sha256}"]`).first()).toBeVisible();
  await checkExported(running, photo, entry, join(folder, 'exported.png'), () =>
    keyboard.press('ControlOrMeta+s'),
  );
});
