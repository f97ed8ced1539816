import { DEFAULT_FINISH, type FinishedPicture } from '@shared/domain/finish.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillPolygon, rectanglePoints } from '../../src/renderer/canvas/mask/fill.ts';
import { createFinishStore, type FinishStore } from '../../src/renderer/features/finish/finish-store.ts';
import { createMaskStore, type MaskStore } from '../../src/renderer/features/mask/mask-store.ts';
import { decodeMask, encodeMask } from '../../src/renderer/mask-png.ts';
import { createSettingsStore } from '../../src/renderer/stores/settings-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { FakeMaskFiles, inlineMaskWorker } from '../fakes/fake-masks.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

/* A found mask on its way through both stores: loaded onto the source, painted on, and stored with a finish. */

const SIZE = { width: 500, height: 400 };
const SOURCE = 1;
const ONE = { rawId: 90, sourceId: SOURCE };
const OTHER = { rawId: 91, sourceId: SOURCE };

let files: FakeMaskFiles;
let masks: MaskStore;
let finish: FinishStore;
let kept: FinishedPicture[];

const isIn = (x: number, y: number, left: number) => x >= left && x < left + 40 && y >= 50 && y < 80;

/** A mask that is set in boxes from these columns on. */
function maskOf(...boxes: number[]): Uint8Array {
  return Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, at) => {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
    return boxes.some((left) => isIn(x, y, left)) ? 255 : 0;
  });
}

function paint(left: number, erase = false): void {
  const mask = masks.getState().maskOf(SOURCE)?.change;
  const box = rectanglePoints({ x: left, y: 50, width: 40, height: 30 });
  mask?.change((writer) => fillPolygon(writer, box, erase));
  masks.getState().commitMask(SOURCE, 'change');
}

/** The last kept version's mask: its file, or its kind. */
function lastMask(): Uint8Array | string | undefined {
  const mask = kept.at(-1)?.finish.recipe.mask;
  return mask?.kind === 'drawn'
    ? decodeMask(files.files.get(mask.sha256) ?? new Uint8Array()).gray
    : mask?.kind;
}

beforeEach(() => {
  const main = FakeMain.withPictures(2);
  const source = main.images.find(({ id }) => id === SOURCE) ?? picture(SOURCE);
  for (const [at, { rawId }] of [ONE, OTHER].entries()) {
    const raw = picture(rawId, { origin: 'result', editId: 9 + at, parentId: SOURCE, rootId: SOURCE });
    main.images = [...main.images, raw];
    main.entries = [...main.entries, savedEntry(editEntry(9 + at, source), raw)];
  }
  files = new FakeMaskFiles();
  kept = [];
  // What the main process finds for every result.
  files.files.set('f'.repeat(64), encodeMask(SIZE, maskOf(100)));
  const settings = createSettingsStore(main.bridge, createToastStore());
  settings.setState({ settings: main.settings });
  masks = createMaskStore({
    worker: inlineMaskWorker,
    files,
    settings,
    sizeOf: () => SIZE,
    failed: (error) => {
      throw error;
    },
  });
  finish = createFinishStore(main.bridge, {
    masks: {
      open: (sourceId) => masks.getState().open(sourceId),
      freeze: async (sourceId) => {
        const mask = (await masks.getState().freeze(sourceId)).finish?.mask;
        return mask?.kind === 'drawn' ? mask.sha256 : null;
      },
      load: async (sourceId, sha256) => {
        const png = await files.get(sha256);
        if (png) await masks.getState().setFoundMask(sourceId, png);
      },
      revisionOf: (sourceId) => masks.getState().works.get(sourceId)?.change.revision ?? 0,
    },
    show: (_target, finished) => kept.push(finished),
  });
});

async function openAndFind(target: typeof ONE): Promise<void> {
  finish.getState().openPanel(target, DEFAULT_FINISH);
  await finish.getState().findChanged(target);
}

describe('a found mask', () => {
  it('is stored with what was painted on it and without what was erased', async () => {
    await openAndFind(ONE);
    await finish.getState().keep();
    expect(lastMask()).toBe('found');
    paint(300);
    await finish.getState().keep();
    expect(lastMask()).toEqual(maskOf(100, 300));
    paint(100, true);
    await finish.getState().keep();
    expect(lastMask()).toEqual(maskOf(300));
  });

  it('follows undo and redo of what was painted on it', async () => {
    await openAndFind(ONE);
    paint(300);
    masks.getState().undo(SOURCE);
    await finish.getState().keep();
    expect(lastMask()).toEqual(maskOf(100));
    masks.getState().redo(SOURCE);
    await finish.getState().keep();
    expect(lastMask()).toEqual(maskOf(100, 300));
  });

  it('replaces the paint when it is searched again, which one undo takes back', async () => {
    await openAndFind(ONE);
    paint(300);
    await finish.getState().findChanged(ONE);
    await finish.getState().keep();
    expect(lastMask()).toBe('found');
    masks.getState().undo(SOURCE);
    await finish.getState().keep();
    expect(lastMask()).toEqual(maskOf(100, 300));
  });

  it('that was painted on for one result is not used for another one of the same source', async () => {
    await openAndFind(ONE);
    paint(300);
    finish.getState().openPanel(OTHER, DEFAULT_FINISH);
    await finish.getState().keep();
    expect(lastMask()).toBe('found');
  });
});
