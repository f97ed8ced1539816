import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { describe, expect, it } from 'vitest';
import { chosenWayBack, finishPlace, withChosenFinish } from '../../src/renderer/stores/comes-back.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

const region = { x: 1, y: 2, width: 30, height: 40 };
const drawn = { ...DEFAULT_FINISH, mask: { kind: 'drawn', sha256: 'a'.repeat(64) }, featherPx: 3 } as const;
const editor = { task: 'edit' } as const;
const upscaler = { task: 'upscale' } as const;
const inpainter = { task: 'inpaint', needsMask: true } as const;
const part = { prepare: { ...WHOLE_PICTURE, region }, finish: drawn };

describe('what an edit comes back as', () => {
  it('is the raw result of a whole picture and the original around a region by default', () => {
    expect(withChosenFinish(NO_LOCAL_PARTS, DEFAULT_SETTINGS, editor)).toEqual(NO_LOCAL_PARTS);
    expect(withChosenFinish(part, DEFAULT_SETTINGS, editor)).toEqual(part);
    expect(withChosenFinish(part, { ...DEFAULT_SETTINGS, comesBackPart: 'raw' }, editor)).toEqual({
      ...part,
      finish: null,
    });
  });

  it('is the changed area, put back into the original, for a whole picture', () => {
    const choices = { ...DEFAULT_SETTINGS, comesBackWhole: 'original' } as const;
    expect(withChosenFinish(NO_LOCAL_PARTS, choices, editor).finish).toEqual(DEFAULT_FINISH);
  });

  it('is light and color everywhere, or in the drawn mask', () => {
    const choices = { ...DEFAULT_SETTINGS, comesBackWhole: 'light', comesBackPart: 'light' } as const;
    expect(withChosenFinish(NO_LOCAL_PARTS, choices, editor).finish).toMatchObject({
      mode: 'carry-over',
      mask: { kind: 'all' },
    });
    expect(withChosenFinish(part, choices, editor).finish).toEqual({ ...drawn, mode: 'carry-over' });
  });

  it('is never put back into the original if the model makes a larger picture or removes the background', () => {
    const choices = { ...DEFAULT_SETTINGS, comesBackWhole: 'original' } as const;
    for (const task of ['upscale', 'background'] as const)
      expect(withChosenFinish(NO_LOCAL_PARTS, choices, { task }).finish).toBeNull();
    // What was painted over to protect it comes back from the original.
    expect(withChosenFinish(part, choices, upscaler).finish).toEqual(drawn);
  });

  it('keeps the mask for a model that changes one', () => {
    const raw = { ...DEFAULT_SETTINGS, comesBackPart: 'raw' } as const;
    expect(chosenWayBack(inpainter, true, raw)).toBe('original');
    expect(withChosenFinish(part, raw, inpainter).finish).toEqual(drawn);
  });

  it('is stored with an edit and remembered, and a press after a change is a new one', async () => {
    const main = FakeMain.withPictures(2);
    const stores = createStores(main.bridge);
    stores.edit.getState().setPrompt('sepia');
    await stores.edit.getState().submit(1);
    stores.settings.getState().save({ comesBackWhole: 'original' });
    await stores.edit.getState().submit(1);
    expect(main.entries.map(({ edit }) => edit.finish)).toEqual([null, DEFAULT_FINISH]);
    await expect.poll(() => main.settings.comesBackWhole).toBe('original');
  });
});

it.each([
  ['found', {}],
  ['mask', { mask: true }],
  ['mask', { mask: true, region: true, protect: true }],
  ['mask-and-pad', { mask: true, pad: true }],
  ['region', { region: true, protect: true }],
  ['pad', { pad: true }],
  ['pad', { pad: true, protect: true }],
  ['protected', { protect: true }],
] as const)('says %s of %o', (place, set: { mask?: true; region?: true; pad?: true; protect?: true }) => {
  const pixels = (isSet: boolean | undefined) => ({ pixels: isSet ? 1 : 0 });
  const { mask, region, pad, protect } = set;
  expect(
    finishPlace({
      region: region ? {} : null,
      pad: pad ? {} : null,
      change: pixels(mask),
      protect: pixels(protect),
    }),
  ).toBe(place);
});
