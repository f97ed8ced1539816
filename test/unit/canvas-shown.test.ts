import { describe, expect, it } from 'vitest';
import { shownOf } from '../../src/renderer/features/canvas/shown.ts';
import { bytesText, factsText, maySeeThrough } from '../../src/renderer/words/facts.ts';

const SOURCE = 1;
const RESULT = 2;
const OTHER = 3;
const pair = { beforeId: SOURCE, afterId: RESULT };
const alone = { comparing: false, sideBySide: false };

describe('the canvas', () => {
  it('shows nothing when nothing is selected', () =>
    expect(shownOf({ selectedId: null, pair: null, ...alone })).toBeNull());

  it('shows a picture without results alone', () =>
    expect(shownOf({ selectedId: OTHER, pair: null, ...alone })).toEqual({
      beforeId: OTHER,
      afterId: null,
      mode: 'before',
      subject: 'before',
    }));

  it('keeps the other picture of the pair at hand when it does not compare', () => {
    expect(shownOf({ selectedId: SOURCE, pair, ...alone })).toEqual({
      ...pair,
      mode: 'before',
      subject: 'before',
    });
    expect(shownOf({ selectedId: RESULT, pair, ...alone })).toEqual({
      ...pair,
      mode: 'after',
      subject: 'after',
    });
  });

  it('compares a pair, measured by the selected picture, also when neither is selected', () => {
    const compare = { pair, comparing: true, sideBySide: false };
    expect(shownOf({ selectedId: SOURCE, ...compare })).toMatchObject({ mode: 'split', subject: 'before' });
    expect(shownOf({ selectedId: RESULT, ...compare })).toMatchObject({ mode: 'split', subject: 'after' });
    expect(shownOf({ selectedId: OTHER, ...compare })).toMatchObject({ ...pair, mode: 'split' });
    expect(shownOf({ selectedId: OTHER, ...compare, sideBySide: true })).toMatchObject({ mode: 'side' });
  });

  it('goes back to the selected picture when a foreign pair is no longer compared', () =>
    expect(shownOf({ selectedId: OTHER, pair, ...alone })).toMatchObject({ beforeId: OTHER, afterId: null }));
});

describe('the facts of a picture', () => {
  it('are told in units that people read', () => {
    expect(bytesText(820)).toBe('820 bytes');
    expect(bytesText(48_400)).toBe('48 KB');
    expect(bytesText(1_340_000)).toBe('1.3 MB');
    expect(factsText({ width: 6000, height: 4000, mime: 'image/webp', bytes: 2_000_000 })).toBe(
      '6000 × 4000 · WebP · 2.0 MB',
    );
  });
  it('know which formats can be see-through', () => {
    expect(maySeeThrough('image/png')).toBe(true);
    expect(maySeeThrough('image/jpeg')).toBe(false);
  });
});
