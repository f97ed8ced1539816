import type { BlameStep } from '@shared/domain/blame.ts';
import { modelLabel } from '@shared/i18n/model-text.ts';
import { describe, expect, it } from 'vitest';
import { readStepMap } from '../../src/renderer/canvas/blame-map.ts';
import { stepColor } from '../../src/renderer/canvas/step-colors.ts';
import { createBlameStore, hoveredStep, isBlamed } from '../../src/renderer/features/blame/blame-store.ts';
import { stepName } from '../../src/renderer/features/blame/step-text.ts';
import { createBlame, decodeBlame } from '../../src/renderer/imaging/finish/blame.ts';
import { rowsOfBlock } from '../../src/renderer/imaging/finish/rows.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { noiseBlock } from '../fixtures/noise-block.ts';

const SIZE = { width: 150, height: 90 };
const AT = { x: 5, y: 6 };

/** A map whose left half was changed by step 1, and a stripe of it by step 2. */
function mapFile(): Uint8Array {
  const base = noiseBlock(1, SIZE);
  const changedWhere = (picture: typeof base, isInside: (x: number, y: number) => boolean) => {
    const data = picture.data.slice();
    for (let at = 0; at < SIZE.width * SIZE.height; at++)
      if (isInside(at % SIZE.width, Math.floor(at / SIZE.width))) data[at * 4] = 255 - (data[at * 4] ?? 0);
    return { ...SIZE, data };
  };
  const first = changedWhere(base, (x) => x < 75);
  const second = changedWhere(first, (x, y) => x < 75 && y >= 30 && y < 45);
  const map = createBlame(SIZE);
  map.note(rowsOfBlock(base), rowsOfBlock(first), 1);
  map.note(rowsOfBlock(first), rowsOfBlock(second), 2);
  return map.encode();
}

describe('a map of who changed what', () => {
  it('reads the step of each pixel and the share of each step', () => {
    const bytes = mapFile();
    const map = readStepMap(bytes, SIZE, 3);
    const same = decodeBlame(bytes, SIZE);
    for (let y = 0; y < SIZE.height; y++)
      for (let x = 0; x < SIZE.width; x++) {
        const truth = x >= 75 ? 0 : y >= 30 && y < 45 ? 2 : 1;
        if (map.stepAt(x, y) !== truth || same.stepAt(x, y) !== truth)
          throw new Error(`${x}, ${y}: ${map.stepAt(x, y)} for ${truth}`);
      }
    expect(map.shares.map((share) => Math.round(share * 12))).toEqual([6, 5, 1]);
    expect(same.encode()).toEqual(bytes);
    expect(same.shares()).toEqual([75 * 90, 75 * 75, 75 * 15]);
  });

  it('is refused when it is of another size', () => {
    expect(() => readStepMap(mapFile(), { width: 150, height: 91 }, 3)).toThrow('smaller');
    expect(() => readStepMap(mapFile(), { width: 150, height: 89 }, 3)).toThrow('larger');
  });

  it('has another color for each of 255 steps', () => {
    const colors = Array.from({ length: 255 }, (_, at) => stepColor(at + 1));
    // Hues are whole degrees, so with this many steps a few coincide.
    expect(new Set(colors.slice(0, 40)).size).toBe(40);
  });
});

describe('the blame of a picture', () => {
  function openStore(getMap: (key: string) => Promise<Uint8Array | null>) {
    const main = FakeMain.withPictures(2);
    main.images = main.images.map((image) => ({ ...image, ...SIZE }));
    const store = createBlameStore(main.bridge, { getMap });
    return { main, state: store.getState };
  }

  it('names the step under the pointer while the key is held, also when the map comes later', async () => {
    const { main, state } = openStore(async () => mapFile());
    state().hold();
    state().hover({ column: 100, row: 10 }, AT);
    expect(hoveredStep(state())).toBeNull();
    await state().showFor(1);
    expect(hoveredStep(state())).toEqual({ imageId: 1, edit: null, merged: false });
    expect(state().hovered).toEqual({ step: 0, at: AT });
    state().hover({ column: 10, row: 10 }, AT);
    expect(state().hovered?.step).toBe(1);
    state().hover(null, AT);
    expect(state().hovered).toBeNull();
    await state().showFor(1);
    expect(main.calls.filter((call) => call === 'blame.map')).toHaveLength(1);
    state().release();
    expect(state().mode).toBe('off');
  });

  it('marks only the edit, the merge or the original that last changed the pixel under the pointer', () => {
    const { state } = openStore(async () => null);
    const steps = [
      { imageId: 1, edit: null, merged: false },
      { imageId: 2, edit: { id: 7, prompt: 'a red ball', model: 'builtin', seed: 11 }, merged: false },
      { imageId: 3, edit: null, merged: true },
    ];
    const map = readStepMap(mapFile(), SIZE, steps.length);
    const pictures = [{}, { entry: { edit: { id: 7 } } }, { merged: { image: { id: 3 } } }];
    const others = [{ entry: { edit: { id: 8 } } }, { merged: { image: { id: 2 } } }];
    for (const step of steps.keys()) {
      const hovering = { ...state(), shown: { imageId: 3, steps, map }, hovered: { step, at: AT } };
      expect(pictures.map((picture) => isBlamed(hovering, picture))).toEqual(
        pictures.map((_, place) => place === step),
      );
      expect(others.some((picture) => isBlamed(hovering, picture))).toBe(false);
    }
    expect(pictures.some((picture) => isBlamed(state(), picture))).toBe(false);
  });

  it('stays after the key is released when it was switched on', () => {
    const { state } = openStore(async () => null);
    state().toggle();
    state().hold();
    state().release();
    expect(state().mode).toBe('on');
    state().toggle();
    expect(state().mode).toBe('off');
  });

  it('says why there is no map, and asks again', async () => {
    const { main, state } = openStore(async () => mapFile());
    state().hold();
    main.fail('blame.map', 'not-found');
    await state().showFor(2);
    expect(state().problem).toEqual({ code: 'not-found' });
    await state().showFor(2);
    expect(state()).toMatchObject({ problem: null, shown: { imageId: 2 } });
  });
});

it('names a step by its prompt, or by its model if that takes none', () => {
  const step = (prompt: string): BlameStep => ({
    imageId: 2,
    edit: { id: 7, prompt, model: 'a-background-remover', seed: 11 },
    merged: false,
  });
  expect(stepName(step('a red ball'))).toBe('a red ball');
  expect(stepName(step(''))).toBe(modelLabel('a-background-remover'));
});
