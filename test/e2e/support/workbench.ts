import { expect, type Locator, type Page } from '@playwright/test';
import type { Box } from '@shared/geometry.ts';
import { dropOnWindow } from './drop-files.ts';
import { stillBox } from './still-box.ts';

/**
 * Number of pictures that are all rendered in a grid at its top. Of more, only the rows near the visible ones are,
 * and the row of the active picture, which is the last one only if that picture was imported first.
 */
const RENDERED_MIN = 16;

/** The app's window by role and name only (the black-box contract). */
export class Workbench {
  readonly page: Page;
  readonly library: Locator;
  readonly canvas: Locator;
  readonly tools: Locator;
  /** The pictures on the canvas, without those of a hidden view. They have no role. */
  readonly layers: Locator;
  readonly edit: Locator;
  /** What is sent and what may change, in the Edit panel. */
  readonly facts: Locator;
  readonly history: Locator;
  readonly queue: Locator;
  readonly prompt: Locator;
  readonly seed: Locator;
  readonly runEdit: Locator;

  constructor(page: Page) {
    this.page = page;
    this.library = page.getByRole('region', { name: 'Library' });
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.tools = this.canvas.getByRole('toolbar', { name: 'Tools' });
    this.layers = this.canvas.locator('.canvas-pane:not([hidden]) .canvas-layer');
    this.edit = page.getByRole('region', { name: 'Edit' });
    this.facts = this.edit.getByRole('region', { name: 'What is sent and what may change' });
    this.history = page.getByRole('region', { name: 'History' });
    this.queue = page.getByRole('region', { name: 'Queue' });
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.seed = page.getByRole('spinbutton', { name: 'Seed' });
    this.runEdit = page.getByRole('button', { name: 'Run edit' });
  }

  picture(name: string): Locator {
    return this.library.getByRole('img', { name, exact: true });
  }

  /** Entries of *History* with this prompt. */
  entries(prompt: string): Locator {
    return this.history.getByText(prompt, { exact: true });
  }

  verdict(): Locator {
    return this.page.locator('[data-verdict]').first();
  }

  /** A button of the *Tools* on the canvas. */
  tool(name: string): Locator {
    return this.tools.getByRole('button', { name, exact: true });
  }

  /** Position of the canvas picture in the window. Its layers lie on each other. */
  pictureBox(): Promise<Box> {
    return stillBox(this.layers.first());
  }

  /** Draws on the picture with the mouse, through points given as shares of its width and height. */
  async draw(points: readonly (readonly [number, number])[]): Promise<void> {
    const { mouse } = this.page;
    const box = await this.pictureBox();
    for (const [i, [x, y]] of points.entries()) {
      await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: i === 0 ? 1 : 8 });
      if (i === 0) await mouse.down();
    }
    await mouse.up();
  }

  /** Drops files by path, with real browser drag events. */
  dropPaths(paths: readonly string[]): Promise<void> {
    return dropOnWindow(this.page, paths);
  }

  /** Drops files without a path, as another web page would. */
  async dropBytes(files: readonly { name: string; base64: string; type: string }[]): Promise<void> {
    await this.page.evaluate((given) => {
      const data = new DataTransfer();
      for (const { name, base64, type } of given) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
    }, files);
  }

  async select(name: string): Promise<void> {
    await this.picture(name).click();
  }

  async unfoldSettings(): Promise<void> {
    if (!(await this.page.getByLabel('Steps', { exact: true }).isVisible()))
      await this.edit.getByRole('button', { name: 'More settings' }).click();
  }

  /** Enters and runs an edit; returns once its entry shows in *History*. */
  async run(prompt: string, seed?: number): Promise<void> {
    await this.prompt.fill(prompt);
    if (seed !== undefined) await this.seed.fill(String(seed));
    const before = await this.entries(prompt).count();
    await this.runEdit.click();
    await expect(this.entries(prompt)).toHaveCount(before + 1);
  }

  /** Waits until the library shows this many pictures. */
  async waitForPictures(count: number): Promise<void> {
    if (count <= RENDERED_MIN) return expect(this.library.getByRole('img')).toHaveCount(count);
    await expect(this.library.getByRole('heading').getByRole('status')).toHaveText(
      count.toLocaleString('en'),
    );
  }
}
