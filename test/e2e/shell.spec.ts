import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Running } from './support/app.ts';
import { sample } from './support/app.ts';
import { check, findings } from './support/axe.ts';
import { expect, settingsWindow, test } from './support/paid.ts';
import { paletteOf, runCommand } from './support/palette.ts';

/** A system menu item: its label, keys, and whether it is enabled. */
function menuItem(app: ElectronApplication, id: string) {
  return app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    return item && { label: item.label, keys: item.accelerator ?? null, enabled: item.enabled };
  }, id);
}

const settled = async ({ userData }: Running) =>
  JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'));

test('the palette runs commands, finds pictures and seeds, and has pages, by keyboard', async ({ start }) => {
  const { bench, page, app } = await start();
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);

  // It opens within a tenth of a second on a free machine; the bound leaves room for a busy one.
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    times.push(await timeToOpen(page));
    await page.keyboard.press('Escape');
    await expect(paletteOf(page)).toBeHidden();
  }
  console.log(`the palette opens in ${times.map((ms) => Math.round(ms)).join(', ')} ms`);
  expect(Math.min(...times)).toBeLessThan(500);

  await page.keyboard.press('Control+K');
  const field = paletteOf(page).getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.type('hist pan');
  await expect(paletteOf(page).getByRole('option', { name: /History panel/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(paletteOf(page)).toBeHidden();
  await expect(bench.history).toBeHidden();

  // The last choice comes first.
  await page.keyboard.press('Control+K');
  await expect(paletteOf(page).getByRole('option').first()).toHaveAccessibleName(/History panel/);
  await page.keyboard.press('Enter');
  await expect(bench.history).toBeVisible();

  await page.keyboard.press('Control+K');
  await page.keyboard.type('coffee');
  await expect(paletteOf(page).getByRole('option', { name: /coffee\.png/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bench.canvas.getByText('coffee.png')).toBeVisible();

  await page.keyboard.press('Control+K');
  await page.keyboard.type('4242');
  await paletteOf(page)
    .getByRole('option', { name: /Use seed 4242/ })
    .click();
  await expect(bench.seed).toHaveValue('4242');

  // A page of choices; Escape goes back, and rating can be undone from the menu by name.
  await page.keyboard.press('Control+K');
  await page.keyboard.type('rate');
  await page.keyboard.press('Enter');
  const rate = page.getByRole('dialog', { name: 'Rate…' });
  await expect(rate.getByRole('option')).toHaveCount(6);
  await page.keyboard.press('Escape');
  await expect(paletteOf(page)).toBeVisible();
  await page.keyboard.type('rate');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(rate).toBeHidden();
  await expect
    .poll(() => menuItem(app, 'undo'))
    .toMatchObject({ label: 'Undo Rate 1 Picture', enabled: true });
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.click());
  await expect.poll(() => menuItem(app, 'undo')).toMatchObject({ label: 'Undo', enabled: false });
});

/** From the press to the first frame in which the palette's field has the focus, in milliseconds. */
async function timeToOpen(page: Page): Promise<number> {
  // Listen before pressing the key, to avoid a race on a busy machine.
  const opened = await page.evaluateHandle(() => ({
    time: new Promise<number>((resolve) => {
      const pressed = () => {
        const begun = performance.now();
        const look = () =>
          document.activeElement?.getAttribute('role') === 'combobox'
            ? resolve(performance.now() - begun)
            : requestAnimationFrame(look);
        requestAnimationFrame(look);
      };
      addEventListener('keydown', pressed, { capture: true, once: true });
    }),
  }));
  await page.keyboard.press('Control+K');
  return opened.evaluate(({ time }) => time);
}

test('one Escape closes a dialog opened while a tooltip was visible', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.select('coffee.png');
  for (const [keys, name] of [
    ['?', 'Keyboard shortcuts'],
    ['Control+k', 'Command palette'],
  ] as const) {
    await page.getByRole('button', { name: 'New seed' }).hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.keyboard.press(keys);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await bench.picture('coffee.png').hover();
  }
});

test('a recorded shortcut is taken from another command, shown everywhere, and survives a restart', async ({
  start,
}) => {
  let running = await start();
  let { bench, page, app } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.prompt.fill('sepia');
  await bench.canvas.click({ position: { x: 5, y: 5 } });

  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await dialog.getByRole('searchbox', { name: 'Search shortcuts' }).fill('run edit');
  const change = dialog.getByRole('button', { name: /^Change Ctrl\+Enter/ });
  await change.click();
  // Keys of the system, the menus and lists are refused with a message.
  await page.keyboard.press('Alt+F4');
  await expect(dialog.getByText('Alt+F4 is reserved by the system.')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByText(/reserved for moving through lists/)).toBeVisible();
  await page.keyboard.press('c');
  await expect(dialog.getByText('C is already used by “Before/After slider”.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Try another shortcut' }).click();
  await page.keyboard.press('Control+B');
  await expect(dialog.getByRole('button', { name: 'Change Ctrl+B for Run edit' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect.poll(() => menuItem(app, 'run-edit')).toMatchObject({ keys: 'CmdOrCtrl+B' });
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+B');
  await bench.waitForPictures(2);
  await running.close();

  running = await start();
  ({ bench, page, app } = running);
  await expect.poll(() => menuItem(app, 'run-edit')).toMatchObject({ keys: 'CmdOrCtrl+B' });
  await expect(bench.runEdit).toContainText('Ctrl+B');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('searchbox').fill('before/after');
  await page.getByRole('button', { name: /^Change C for/ }).click();
  await page.keyboard.press('Control+B');
  await page.getByRole('button', { name: 'Reassign from “Run edit”' }).click();
  await expect.poll(() => menuItem(app, 'compare')).toMatchObject({ keys: 'CmdOrCtrl+B' });
  await expect.poll(() => menuItem(app, 'run-edit')).toMatchObject({ keys: null });
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(async () => (await settled(running)).keys).toEqual({});
});

/** Choices whose text doesn't fit into their field. */
function cutChoices(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    if (!pen) throw new Error('no canvas');
    return [...document.querySelectorAll('select')]
      .filter((field) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(field);
        pen.font = font;
        const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
        return [...field.options].some(({ text }) => pen.measureText(text).width > room);
      })
      .map((field) => [...field.options].map(({ text }) => text).join(', '));
  });
}

test('switching to German applies to both windows and the menu; a setting is found, opened and remembered', async ({
  start,
}) => {
  const running = await start();
  const { page, app, bench } = running;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = await settingsWindow(running);
  await settings.keyboard.press('Control+F');
  await settings.keyboard.type('sprache');
  await settings.keyboard.press('Enter');
  const language = settings.getByRole('combobox', { name: 'Language' });
  await expect(language).toBeFocused();
  await language.selectOption('de');
  await expect(settings.getByRole('heading', { level: 1, name: 'Allgemein' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Beispielbilder verwenden' })).toBeVisible();
  expect(await cutChoices(page)).toEqual([]);
  expect(await cutChoices(settings)).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(() => menuItem(app, 'save-as')).toMatchObject({ label: 'Bild speichern unter …' });

  await settings.getByRole('searchbox').fill('proxy');
  await expect(settings.getByRole('main').getByRole('status')).toContainText('1 Einstellung gefunden');
  await settings.keyboard.press('Enter');
  await expect(settings.getByRole('heading', { level: 1, name: '1min.ai' })).toBeVisible();
  await expect(settings.locator('[data-setting="systemProxy"][data-marked]')).toBeVisible();
  await settings.getByRole('searchbox').fill('xyzzy');
  await expect(settings.getByText('Keine Einstellungen zu „xyzzy“.')).toBeVisible();
  await settings.keyboard.press('Escape');
  await check(settings, 'German settings');
  const closed = settings.waitForEvent('close');
  // The page closes before the key is released.
  await Promise.all([closed, settings.keyboard.press('Control+W').catch(() => {})]);

  await page.keyboard.press('Control+K');
  await page.keyboard.type('sprache');
  await page.keyboard.press('Enter');
  await page.keyboard.type('english');
  await page.keyboard.press('Enter');
  await expect(bench.prompt).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use sample pictures' })).toBeVisible();
});

test('the first steps block nothing, can be skipped permanently, and return on request', async ({
  start,
}) => {
  let running = await start({ firstStart: true });
  let { bench, page } = running;
  const steps = () => page.getByRole('complementary', { name: 'Getting started' });
  await expect(steps()).toContainText('Step 1 of 3');
  await check(page, 'first steps on an empty library');
  // The job itself, ignoring the steps.
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await expect(steps()).toContainText('Step 2 of 3');
  await bench.run('sepia', 7);
  await bench.waitForPictures(2);
  await expect(steps()).toContainText('Step 3 of 3');
  await check(page, 'first steps with a result');
  await steps().getByRole('button', { name: 'Done' }).click();
  await expect(steps()).toBeHidden();
  await expect.poll(async () => (await settled(running)).onboardingDone).toBe(true);
  await running.close();

  running = await start();
  ({ bench, page } = running);
  await expect(bench.prompt).toBeVisible();
  await expect(steps()).toBeHidden();
  await runCommand(page, 'Getting started');
  await expect(steps()).toContainText('Step 1 of 3');
  await steps().getByRole('button', { name: 'Skip' }).click();
  await expect(steps()).toBeHidden();
});

test('palette and shortcuts are accessible, nothing is cut off at 200%, and reduced motion is respected', async ({
  start,
}) => {
  const { bench, page, app } = await start();
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);
  await bench.select('coffee.png');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('s');
  await check(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: /^Change Ctrl\+Enter/ }).click();
  await check(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('Delete');
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter((one) => one.playState === 'running').length,
  );
  expect(moving).toBe(0);
  // The toast is reached by a key, and the focus returns.
  await page.keyboard.press('F8');
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await bench.waitForPictures(2);

  await app.evaluate(({ Menu }) => {
    for (let n = 0; n < 5; n += 1) Menu.getApplicationMenu()?.getMenuItemById('interface-larger')?.click();
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(640);
  expect(await cutOff(page)).toEqual([]);
  // The title bar stays, however far the panels are scrolled.
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeInViewport();
  expect(await findings(page), '200%').toEqual([]);
  await bench.prompt.fill('sepia');
  await bench.runEdit.click();
  await bench.waitForPictures(3);
});

/** Names of controls that can't be scrolled into the window. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('button, input, textarea, select')];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.tabIndex >= 0)
      .flatMap((control) => {
        control.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, right, top, bottom, width } = control.getBoundingClientRect();
        const inside = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
        const name = control.getAttribute('aria-label') ?? control.textContent ?? control.id;
        return inside || width <= 1 ? [] : [`${name} (${Math.round(left)}..${Math.round(right)})`];
      });
  });
}
