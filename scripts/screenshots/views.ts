import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { Camera, changeSettings } from './camera.ts';

/** Drives the window by role and name. */
class Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly camera: Camera;

  constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
    page.setDefaultTimeout(10_000);
    this.camera = new Camera(app, page);
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  picture(name: string): Locator {
    return this.region('Library').getByRole('img', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).first();
  }

  /** Move the focus out of fields, so that the keys reach the window. */
  async press(key: string): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.page.keyboard.press(key);
  }

  async samples(): Promise<void> {
    await this.page
      .getByRole('button', { name: /sample/i })
      .first()
      .click();
    await expect(this.region('Library').getByRole('img')).toHaveCount(4);
  }

  async edit(source: string | null, prompt: string, seed: number): Promise<void> {
    if (source !== null) await this.picture(source).click();
    const pictures = this.region('Library').getByRole('img');
    const before = await pictures.count();
    await this.page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await this.page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
    await this.page.getByRole('button', { name: 'Run edit' }).click();
    await expect(pictures).toHaveCount(before + 1, { timeout: 30_000 });
  }

  /** The Settings window with its own camera. */
  async settings(): Promise<{ readonly page: Page; readonly camera: Camera }> {
    await this.button('Settings').click();
    const find = () => this.app.windows().find((one) => one.url().includes('settings.html'));
    await expect.poll(() => find() !== undefined).toBe(true);
    const page = find() as Page;
    await page.locator('html[data-app-state="ready"]').waitFor();
    return { page, camera: new Camera(this.app, page) };
  }
}

/** Creates a typical library: edits of edits, ratings, tags, collections, a saved search. */
async function someWork(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.edit('coffee.png', 'oil painting', 11);
  await desk.edit('coffee.png', 'vintage photograph, warmer', 4242);
  await desk.edit('rocket.jpg', 'night, moonlight', 5);
  await desk.edit('chelsea.png', 'black and white sketch', 77);
  await desk.edit('chelsea.png', 'make it a watercolor painting', 4242);
  await desk.button('Re-run').click();
  await expect(page.locator('[data-verdict="identical"]').first()).toBeVisible({ timeout: 30_000 });
  for (const [name, stars, tag] of [
    ['coffee.png', '4', 'shop'],
    ['chelsea.png', '5', 'portrait'],
    ['rocket.jpg', '3', 'shop'],
  ] as const) {
    await desk.picture(name).click();
    await page.keyboard.press(`Alt+${stars}`);
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Add a tag' }).fill(tag);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  }
  await desk.picture('chelsea.png').click();
  await page.keyboard.press('l');
  await page.keyboard.press('Shift+B');
  await page.getByRole('combobox', { name: 'Search or create a collection' }).fill('Exhibition');
  await page.keyboard.press('Enter');
}

async function libraryViews(desk: Desk): Promise<void> {
  const { page, camera } = desk;
  await camera.shoot('workbench');
  await page.keyboard.press('Control+Shift+F');
  await camera.shoot('filters');
  await page.getByRole('searchbox', { name: 'Search' }).fill('rating:>=3 tag:s');
  await camera.shoot('search');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+F');
  await desk.picture('coffee.png').click();
  await page.keyboard.press('Control+a');
  await camera.shoot('selection');
  await page.keyboard.press('Control+Shift+E');
  await camera.shoot('export');
  await page.keyboard.press('Escape');
  await desk.picture('chelsea.png').click();
}

async function canvasViews(desk: Desk): Promise<void> {
  const { page, camera } = desk;
  for (const [key, name] of [
    ['s', 'compare-side-by-side'],
    ['d', 'compare-difference'],
    ['g', 'compare-four'],
  ] as const) {
    await desk.press(key);
    await desk.press('i');
    await camera.shoot(name);
    await desk.press('i');
    await desk.press(key);
  }
  await page.keyboard.press('f');
  await camera.shoot('whole-window');
  await page.keyboard.press('Escape');
}

async function frameViews(desk: Desk): Promise<void> {
  const { page, camera } = desk;
  await page.keyboard.press('Control+k');
  await camera.shoot('palette');
  await page.keyboard.press('Escape');
  await desk.press('?');
  await camera.shoot('shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  await camera.shoot('presets');
  await page.keyboard.press('Escape');
  await changeSettings(page, { language: 'de' });
  await camera.shoot('german');
  await changeSettings(page, { language: 'en' });
}

/** The Trash with content. */
async function trashView(desk: Desk): Promise<void> {
  const { page, camera } = desk;
  await desk.picture('astronaut.png').click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Shift+F');
  await desk
    .region('Library')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await camera.shoot('trash');
  await desk.button('Back to all pictures').click();
  await page.keyboard.press('Control+Shift+F');
}

/** Everything that works without a key, starting with the first start. */
export async function practiceTour(app: ElectronApplication, page: Page): Promise<void> {
  const desk = new Desk(app, page);
  await desk.camera.shoot('first-start');
  await changeSettings(page, { onboardingDone: true });
  await desk.samples();
  await someWork(desk);
  await libraryViews(desk);
  await canvasViews(desk);
  await frameViews(desk);
  await trashView(desk);
  const settings = await desk.settings();
  for (const section of ['General', 'Library', 'Backups', 'About']) {
    await settings.page.getByRole('button', { name: section, exact: true }).click();
    await settings.camera.shoot(`settings-${section.toLowerCase()}`);
  }
}

/** The paid engine with the mock API server: the preview of what is sent, and the result. */
export async function paidTour(app: ElectronApplication, page: Page): Promise<void> {
  const desk = new Desk(app, page);
  await changeSettings(page, { onboardingDone: true });
  await desk.samples();
  await desk.edit('chelsea.png', 'make the cat pink', 4242);
  await page.getByRole('button', { name: 'What will be sent' }).click();
  await desk.camera.shoot('paid');
  const settings = await desk.settings();
  for (const section of ['1min.ai', 'Own servers', 'Usage', 'Updates']) {
    await settings.page.getByRole('button', { name: section, exact: true }).click();
    await settings.camera.shoot(`settings-${section.toLowerCase().replace('.', '').replace(' ', '-')}`);
  }
}
