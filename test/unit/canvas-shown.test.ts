import { describe, expect, it } from 'vitest';
import { shownWhole } from '../../src/renderer/features/canvas/decoded-budget.ts';
import { resultPlace, shownOf } from '../../src/renderer/features/canvas/shown.ts';
import { bytesText, fileInfoText, maySeeThrough } from '../../src/renderer/format/file-info.ts';

const SOURCE = 1;
const RESULT = 2;
const OTHER = 3;
const pair = { beforeId: SOURCE, afterId: RESULT };
const alone = { group: null, comparing: false, mode: 'split' as const };

describe('the canvas', () => {
  it('shows nothing when nothing is selected', () =>
    expect(shownOf({ selectedId: null, pair: null, ...alone })).toBeNull());

  it('shows a picture without results alone', () =>
    expect(shownOf({ selectedId: OTHER, pair: null, ...alone })).toEqual({
      ids: [OTHER],
      reference: 0,
      subject: 0,
      mode: null,
      arrangement: { kind: 'stack', top: 0 },
    }));

  it('keeps the pair’s other picture ready while not comparing', () => {
    for (const [place, selectedId] of [SOURCE, RESULT].entries())
      expect(shownOf({ selectedId, pair, ...alone })).toEqual({
        ids: [SOURCE, RESULT],
        reference: 0,
        subject: place,
        mode: null,
        arrangement: { kind: 'stack', top: place },
      });
  });

  it('compares a pair in every mode, measured by the selected picture, even if neither is selected', () => {
    const compare = { pair, group: null, comparing: true };
    const kinds = { split: 'split', side: 'cells', blink: 'blink', difference: 'stack', grid: 'cells' };
    for (const mode of ['split', 'side', 'blink', 'difference', 'grid'] as const) {
      expect(shownOf({ selectedId: SOURCE, ...compare, mode })).toMatchObject({ mode, subject: 0 });
      for (const selectedId of [RESULT, OTHER])
        expect(shownOf({ selectedId, ...compare, mode })).toMatchObject({
          ids: [SOURCE, RESULT],
          subject: 1,
          arrangement: { kind: kinds[mode] },
        });
    }
    // The map is drawn over the result, whichever is selected.
    expect(shownOf({ selectedId: SOURCE, ...compare, mode: 'difference' })?.arrangement).toEqual({
      kind: 'stack',
      top: 1,
    });
  });

  it('shows a set in order, aligned with the reference', () => {
    const group = { ids: [7, 8, 9], referenceId: 9, activeId: null, pinned: true };
    const wish = { pair, group, comparing: true, mode: 'grid' as const };
    expect(shownOf({ selectedId: OTHER, ...wish })).toMatchObject({
      ids: [7, 8, 9],
      reference: 2,
      subject: 0,
      arrangement: { kind: 'cells' },
    });
    expect(shownOf({ selectedId: 7, ...wish, group: { ...group, activeId: 8 } })).toMatchObject({
      reference: 2,
      subject: 1,
    });
    // A set that still lacks a second picture doesn't count.
    const one = { ids: [7], referenceId: 7, activeId: null, pinned: true };
    expect(shownOf({ selectedId: RESULT, ...wish, group: one })).toMatchObject({ ids: [SOURCE, RESULT] });
  });

  it('returns to the selected picture when a foreign pair is no longer compared', () =>
    expect(shownOf({ selectedId: OTHER, pair, ...alone })).toMatchObject({ ids: [OTHER] }));
});

describe('pictures shown whole', () => {
  const size = (megapixels: number) => ({ width: megapixels * 1000, height: 1000 });
  it('are as many as fit into memory, always including the viewed one', () => {
    expect(shownWhole([24, 24, 24, 24].map(size), 3)).toEqual([true, true, true, true]);
    expect(shownWhole([40, 40, 40, 1].map(size), 2)).toEqual([true, false, true, true]);
    expect(shownWhole([1, 150].map(size), 1)).toEqual([false, true]);
  });
});

describe('the facts of a picture', () => {
  it('are shown in readable units', () => {
    expect(bytesText(820)).toBe('820 bytes');
    expect(bytesText(48_400)).toBe('48 KB');
    expect(bytesText(1_340_000)).toBe('1.3 MB');
    expect(bytesText(999_949_999)).toBe('999.9 MB');
    expect(bytesText(999_950_000)).toBe('1.0 GB');
    expect(bytesText(2_000_000_000)).toBe('2.0 GB');
    expect(fileInfoText({ width: 6000, height: 4000, mime: 'image/webp', bytes: 2_000_000 })).toBe(
      '6000 × 4000 · WebP · 2.0 MB',
    );
  });
  it('know which formats support transparency', () => {
    expect(maySeeThrough('image/png')).toBe(true);
    expect(maySeeThrough('image/jpeg')).toBe(false);
  });
});

describe('what can be put back', () => {
  it.each([SOURCE, RESULT])('is the result of a before/after while picture %i is selected', (selectedId) => {
    const shown = shownOf({ selectedId, pair, group: null, comparing: true, mode: 'split' });
    expect(shown?.ids[resultPlace(shown)]).toBe(RESULT);
  });

  it.each([SOURCE, RESULT])('is picture %i when shown alone', (selectedId) => {
    const shown = shownOf({ selectedId, pair, ...alone });
    expect(shown?.ids[resultPlace(shown)]).toBe(selectedId);
  });
});
