import { mkdirSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDragOut } from '../../src/main/export/drag-out.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const HOUR = 3_600_000;
const GIB = 1024 ** 3;

function rig() {
  const folder = join(tempFolder(), 'drag');
  mkdirSync(folder);
  const dragOut = createDragOut({
    resolve: async () => [],
    facts: () => [],
    pictureFile: () => null,
    thumb: async () => null,
    imaging: createFakeImaging(),
    desktop: { startDrag: () => {} },
    clock: Date.now,
    folder,
  });
  /** A dragged file of this size and age. It takes no space: the file is sparse. */
  const dragged = (name: string, bytes: number, agoMs: number) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'a.png'), '');
    truncateSync(join(folder, name, 'a.png'), Math.round(bytes));
    const then = (Date.now() - agoMs) / 1000;
    utimesSync(join(folder, name), then, then);
  };
  return { dragOut, dragged, left: () => readdirSync(folder).sort(), folder };
}

describe('copies made for dragging out', () => {
  it('are removed after a day', async () => {
    const { dragOut, dragged, left } = rig();
    dragged('yesterday', 10, 25 * HOUR);
    dragged('today', 10, 23 * HOUR);
    await dragOut.sweep();
    expect(left()).toEqual(['today']);
  });

  it('are limited to a gibibyte, oldest first, except files being read', async () => {
    const { dragOut, dragged, left, folder } = rig();
    dragged('1 now', 0.7 * GIB, 0);
    dragged('2 a minute ago', 0.7 * GIB, 60_000);
    dragged('3 an hour ago', 10, HOUR);
    dragged('4 two hours ago', 10, 2 * HOUR);
    await dragOut.sweep();
    expect(left()).toEqual(['1 now', '2 a minute ago']);
    expect(statSync(join(folder, '1 now', 'a.png')).blocks).toBeLessThan(100);
  });

  it('are swept with each drag, not only when the app starts', async () => {
    const { dragOut, dragged, left } = rig();
    dragged('yesterday', 10, 25 * HOUR);
    await dragOut.start({ ids: [] }).catch(() => {});
    await expect.poll(left).toEqual([]);
  });
});
