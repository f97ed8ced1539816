import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Box } from '@shared/geometry.ts';
import { type BenchRow, limitRow, median } from '../../scripts/lib/bench.ts';
import { launchElectron } from '../../scripts/lib/launch.ts';
import { settleData } from '../../scripts/lib/settled-data.ts';
import type {} from '../../src/renderer/bridge/index.ts';
import { writePhoto } from '../e2e/support/photo.ts';
import { Workbench } from '../e2e/support/workbench.ts';
import { MASK_PROBE, type Stroked } from './mask-probe.ts';

/** Brush diameters in image pixels: a common one, and the maximum. */
const BRUSHES = [200, 1000] as const;
const MOVES = 120;

/** Strokes with the mouse over a photograph of 24 megapixels. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-mask-'));
  try {
    const path = await writePhoto(folder, 'large.jpg', { width: 6000, height: 4000 });
    const rows: BenchRow[] = [];
    for (const brush of BRUSHES) rows.push(...(await stroke(join(folder, `data-${brush}`), path, brush)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stroke(userData: string, picture: string, brush: number): Promise<BenchRow[]> {
  settleData(userData);
  const app = await launchElectron({ userData });
  try {
    const page = await app.firstWindow();
    await page.locator('html[data-app-state="ready"]').waitFor();
    const bench = new Workbench(page);
    await bench.dropPaths([picture]);
    await bench.waitForPictures(1);
    await page.evaluate(
      (brushSize) => window.reseed?.settings.set({ brushSize, brushHardness: 0.5, maskLook: 'mask' }),
      brush,
    );
    await bench.tool('Brush').click();
    const box = await bench.pictureBox();
    // The first stroke warms up the code, and is undone.
    await draw(page, box, 0.2);
    await page.keyboard.press('ControlOrMeta+z');
    await page.evaluate(MASK_PROBE);
    await page.evaluate('maskProbe.start()');
    await draw(page, box, 0.6);
    const { moves, painted, latencies, tasks } = await page.evaluate<Stroked>('maskProbe.stop()');
    console.log(
      `mask.stroke with ${brush} px: ${moves} moves, ${painted} painted in the next frame, median ` +
        `${median(latencies).toFixed(1)} ms after the move, tasks of 50 ms or more ${tasks.map(Math.round)}`,
    );
    const name = `mask.stroke, ${brush} px`;
    return [
      limitRow(
        { name: `${name}, in the next frame`, value: (100 * painted) / Math.max(1, moves), unit: '%' },
        'at least',
        100,
      ),
      limitRow({ name: `${name}, longest task`, value: Math.max(0, ...tasks), unit: 'ms' }, 'at most', 50),
    ];
  } finally {
    await app.close();
  }
}

/** A wavy line over the whole width, at the speed of a hand. */
async function draw({ mouse }: Page, box: Box, row: number): Promise<void> {
  for (let at = 0; at <= MOVES; at++) {
    const y = row + 0.1 * Math.sin(at / 6);
    await mouse.move(box.x + box.width * (0.1 + (0.8 * at) / MOVES), box.y + box.height * y);
    if (at === 0) await mouse.down();
  }
  await mouse.up();
}
