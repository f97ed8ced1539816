import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { inProject } from '../lib/project.ts';
import { say } from '../lib/script.ts';

const OUT = inProject('docs/screenshots');
const THEMES = ['dark', 'light'] as const;
/** Window sizes in CSS pixels, by their name in a file name. */
const SIZES = {
  '1280x800': { width: 1280, height: 800 },
  '2560x1440': { width: 2560, height: 1440 },
} as const;

/** Empties the folder of screenshots, so that removed views leave none behind. */
export function emptyAlbum(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
}

/** Takes screenshots of a window: each view at every size, light and dark. */
export class Camera {
  private readonly app: ElectronApplication;
  private readonly page: Page;

  constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
  }

  /** `arrange` runs again after each change of size, for state that doesn't survive one. */
  async shoot(name: string, arrange: () => Promise<void> = async () => {}): Promise<void> {
    for (const [size, bounds] of Object.entries(SIZES)) {
      await this.resize(bounds);
      await arrange();
      for (const theme of THEMES) {
        await this.setTheme(theme);
        // Wait for transitions of up to 200 ms, and for images to be drawn.
        await this.page.waitForTimeout(500);
        const png = await this.page.screenshot();
        // WebP: a tenth of the PNG's size without a visible difference.
        await sharp(png)
          .webp({ quality: 84 })
          .toFile(join(OUT, `${name}-${size}-${theme}.webp`));
        say(`docs/screenshots/${name}-${size}-${theme}.webp`);
      }
    }
    await this.resize(SIZES['1280x800']);
  }

  private async resize(bounds: { readonly width: number; readonly height: number }): Promise<void> {
    const pane = await this.app.browserWindow(this.page);
    await pane.evaluate((one, size) => one.setBounds({ x: 0, y: 0, ...size }), bounds);
    await this.page.waitForFunction((width) => window.innerWidth === width, bounds.width);
  }

  private async setTheme(theme: (typeof THEMES)[number]): Promise<void> {
    await changeSettings(this.page, { theme });
    await expect(this.page.locator('html')).toHaveAttribute('data-theme', theme);
  }
}

/** Changes settings the way the page does. */
export async function changeSettings(page: Page, patch: Readonly<Record<string, unknown>>): Promise<void> {
  await page.evaluate(
    (wanted) =>
      (
        globalThis as unknown as { reseed: { settings: { set(patch: object): Promise<unknown> } } }
      ).reseed.settings.set(wanted),
    patch,
  );
}
