import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { launchElectron } from './lib/launch.ts';
import { inProject } from './lib/project.ts';
import { say, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

const OUT = inProject('demo');
const SAMPLES = ['chelsea.png', 'coffee.png', 'astronaut.png'].map((name) =>
  inProject('resources/samples', name),
);

/** Drives the app's window by role and name only, and takes screenshots. */
class Demo {
  readonly page: Page;
  private taken: number;

  constructor(page: Page, taken: number) {
    this.page = page;
    this.taken = taken;
  }

  get count(): number {
    return this.taken;
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  pictures(): Locator {
    return this.region('Library').getByRole('img');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).first();
  }

  async shoot(what: string): Promise<void> {
    this.taken += 1;
    // Wait for transitions of up to 200 ms.
    await this.page.waitForTimeout(350);
    const name = `${String(this.taken).padStart(2, '0')}-${what}.png`;
    await this.page.screenshot({ path: join(OUT, name) });
    say(`demo/${name}`);
  }

  /** Drags files over the window. Returns the function that drops them. */
  async drag(paths: readonly string[]): Promise<() => Promise<void>> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    const at = async (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
    };
    await at('dragEnter');
    await at('dragOver');
    return async () => {
      await at('drop');
      await session.detach();
    };
  }

  async edit(prompt: string, seed: number): Promise<void> {
    const before = await this.pictures().count();
    await this.page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await this.page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
    await this.page.getByRole('button', { name: 'Run edit' }).click();
    await expect(this.pictures()).toHaveCount(before + 1, { timeout: 30_000 });
  }
}

async function open(userData: string, taken: number): Promise<{ app: ElectronApplication; demo: Demo }> {
  const app = await launchElectron({ userData, env: { RESEED_ENGINE: 'practice' } });
  const page = await app.firstWindow();
  await page.locator('html[data-app-state="ready"]').waitFor();
  return { app, demo: new Demo(page, taken) };
}

async function firstSitting(demo: Demo): Promise<void> {
  await demo.shoot('empty-library');
  const drop = await demo.drag(SAMPLES);
  await demo.shoot('drag-over');
  await drop();
  await expect(demo.pictures()).toHaveCount(SAMPLES.length, { timeout: 30_000 });
  await demo.shoot('three-pictures');
  await demo.region('Library').getByRole('img', { name: 'chelsea.png', exact: true }).click();
  await demo.page.getByRole('textbox', { name: 'Prompt' }).fill('make it a watercolor painting');
  await demo.page.getByRole('spinbutton', { name: 'Seed' }).fill('4242');
  await demo.shoot('prompt-and-seed');
  await demo.edit('make it a watercolor painting', 4242);
  await demo.shoot('result');
  await demo.edit('vintage, warmer', 7);
  await demo.edit('black and white sketch', 99);
  await demo.shoot('three-edits-in-history');
}

async function secondSitting(demo: Demo): Promise<void> {
  await expect(demo.pictures()).toHaveCount(SAMPLES.length + 3, { timeout: 30_000 });
  await demo.region('Library').getByRole('img', { name: 'chelsea.png', exact: true }).click();
  await demo.region('History').getByText('make it a watercolor painting', { exact: true }).first().click();
  await demo.shoot('after-a-restart-the-request-in-full');
  await demo.button('Re-run').click();
  await expect(demo.page.locator('[data-verdict="identical"]').first()).toBeVisible({ timeout: 30_000 });
  await demo.shoot('re-run-by-its-seed-identical');
  const compare = demo.button('Compare');
  if ((await compare.getAttribute('aria-pressed')) !== 'true') await compare.click();
  await demo.page.emulateMedia({ colorScheme: 'dark' });
  await demo.shoot('compare-in-the-dark');
}

// `npm run demo`: the main job on the sample pictures, from an empty library through a restart to an
// identical re-run, with a screenshot of each step in demo/.
await script(() =>
  withCleanup(async (defer) => {
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    Object.assign(process.env, await hiddenScreenEnv(runtime, defer));
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT);
    const userData = mkdtempSync(join(tmpdir(), 'reseed-demo-'));
    defer(() => rmSync(userData, { recursive: true, force: true }));
    let taken = 0;
    for (const sitting of [firstSitting, secondSitting]) {
      const { app, demo } = await open(userData, taken);
      try {
        await sitting(demo);
      } catch (error) {
        await demo.shoot('where-it-stopped');
        throw error;
      } finally {
        taken = demo.count;
        await app.close();
      }
    }
    say(`${taken} screenshots in demo/`);
    return 0;
  }),
);
