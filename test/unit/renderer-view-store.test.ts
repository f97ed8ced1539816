import { describe, expect, it } from 'vitest';
import {
  type SelectionRange,
  selectionOf,
  selectionOfRange,
} from '../../src/renderer/features/library/library-selection.ts';
import { canLeave, groupOf, pairOf, without } from '../../src/renderer/stores/comparing.ts';
import { fewSelected } from '../../src/renderer/stores/few-selected.ts';
import { createViewStore } from '../../src/renderer/stores/view-store.ts';

const pair = { beforeId: 1, afterId: 2 };

function open() {
  const clock = { now: 0 };
  const store = createViewStore(() => clock.now);
  return { clock, store, now: () => store.getState() };
}

describe('a group of pictures', () => {
  it('has two to four, each once; the first is the reference', () => {
    expect(groupOf([5], false)).toBeNull();
    expect(groupOf([5, 5], false)).toBeNull();
    expect(groupOf([5, 6, 5, 7, 8, 9], true)).toEqual({
      ids: [5, 6, 7, 8],
      referenceId: 5,
      activeId: null,
      pinned: true,
    });
  });
  it('replaces a removed reference', () => {
    const group = { ids: [5, 6, 7], referenceId: 6, activeId: null, pinned: true };
    expect(without(group, 6)).toMatchObject({ ids: [5, 7], referenceId: 5 });
    expect(pairOf(group)).toEqual({ beforeId: 6, afterId: 5 });
    expect(pairOf({ ...group, activeId: 7 })).toEqual({ beforeId: 6, afterId: 7 });
    // One that is gone, or is the reference itself, is not measured.
    for (const activeId of [6, 99]) expect(pairOf({ ...group, activeId })?.afterId).toBe(5);
  });
});

describe('the ways to compare', () => {
  it('are entered and left by the same key, only if there is something to compare', () => {
    const { now } = open();
    now().toggleMode('difference');
    expect(now().comparing).toBe(false);
    now().showSelection(pair);
    now().toggleMode('grid');
    expect(now().comparing).toBe(false);
    now().toggleMode('difference');
    expect(now()).toMatchObject({ comparing: true, mode: 'difference', defaultMode: 'split' });
    now().toggleMode('side');
    expect(now()).toMatchObject({ comparing: true, mode: 'side', defaultMode: 'side' });
    now().toggleMode('side');
    expect(now().comparing).toBe(false);
  });

  it('show a new pair in the last permanent mode, not in a temporary one', () => {
    const { now } = open();
    now().showSelection(pair);
    now().toggleMode('side');
    now().toggleMode('blink');
    now().showPair({ beforeId: 1, afterId: 3 });
    expect(now()).toMatchObject({ comparing: true, mode: 'side', pair: { afterId: 3 } });
  });

  it('are left by Escape one at a time', () => {
    const { now } = open();
    now().showSelection(pair);
    now().setFillWindow(true);
    now().toggleMode('blink');
    now().setLoupe(true);
    now().exitCurrentMode();
    expect(now()).toMatchObject({ loupe: false, mode: 'blink', fillsWindow: true });
    now().exitCurrentMode();
    expect(now()).toMatchObject({ mode: 'split', comparing: true, fillsWindow: true });
    now().exitCurrentMode();
    expect(now().fillsWindow).toBe(false);
    expect(canLeave(now())).toBeNull();
    now().exitCurrentMode();
    expect(now().comparing).toBe(true);
  });
});

describe('up to four pictures', () => {
  it('are pinned across selections, and removed again', () => {
    const { now } = open();
    expect([10, 11, 12].map((id) => now().addToComparison(id))).toEqual([true, true, true]);
    now().showSelection(pair);
    expect(now().addToComparison(13)).toBe(true);
    expect(now().addToComparison(13)).toBe(true);
    expect(now().addToComparison(14)).toBe(false);
    now().toggleMode('grid');
    expect(now()).toMatchObject({ comparing: true, pair: { beforeId: 10, afterId: 11 } });
    now().setReference(12);
    expect(now().pair).toEqual({ beforeId: 12, afterId: 10 });
    now().setActive(13);
    expect(now().pair).toEqual({ beforeId: 12, afterId: 13 });
    now().setActive(12);
    expect(now().pair?.afterId).toBe(13);
    now().swapPlaces(10, 13);
    expect(now().group?.ids).toEqual([13, 11, 12, 10]);
    for (const id of [13, 11]) now().removeFromComparison(id);
    expect(now()).toMatchObject({ comparing: true, group: { ids: [12, 10] } });
    now().removeFromComparison(10);
    expect(now()).toMatchObject({ comparing: false, group: { ids: [12] } });
    now().removeFromComparison(12);
    expect(now().group).toBeNull();
  });

  it('of a selection are shown immediately, and dropped with it', () => {
    const { now } = open();
    now().showComparison([4, 5, 6, 7, 8]);
    expect(now()).toMatchObject({ comparing: true, mode: 'grid', group: { ids: [4, 5, 6, 7] } });
    now().swapSides();
    expect(now().group?.ids).toEqual([5, 4, 6, 7]);
    now().showSelection(null);
    expect(now()).toMatchObject({ comparing: false, group: null });
    now().showComparison([4, 5]);
    expect(now()).toMatchObject({ comparing: true, mode: 'split', pair: { beforeId: 4, afterId: 5 } });
    now().showComparison([4]);
    expect(now().pair).toEqual({ beforeId: 4, afterId: 5 });
  });
});

describe('the key of a blink', () => {
  it('toggles on a short press, and shows a blink while held', () => {
    const { clock, now } = open();
    now().showSelection(pair);
    now().pressBlink(false);
    clock.now = 100;
    now().releaseBlink();
    expect(now()).toMatchObject({ comparing: true, mode: 'blink' });
    clock.now = 2000;
    now().pressBlink(false);
    now().releaseBlink();
    expect(now().comparing).toBe(false);

    now().toggleMode('difference');
    now().pressBlink(false);
    expect(now().mode).toBe('blink');
    clock.now = 4000;
    now().releaseBlink();
    expect(now()).toMatchObject({ comparing: true, mode: 'difference' });
  });

  it('shows the other picture on each press with reduced motion, and Escape leaves', () => {
    const { now } = open();
    now().showSelection(pair);
    now().pressBlink(true);
    expect(now()).toMatchObject({ mode: 'blink', blinkStep: null });
    now().pressBlink(true);
    const first = now().blinkStep;
    now().pressBlink(true);
    expect(first).not.toBeNull();
    expect(now().blinkStep).not.toBe(first);
    expect(now().mode).toBe('blink');
    now().exitCurrentMode();
    expect(now().mode).toBe('split');
  });
});

describe('a few selected pictures', () => {
  const chunks = new Map([[0, Array.from({ length: 100 }, (_, at) => 100 + at)]]);
  it('are two to four, by id or as a range of the list', () => {
    expect(fewSelected({ selection: selectionOf([3, 9]), chunks })).toEqual([3, 9]);
    expect(fewSelected({ selection: selectionOf([3]), chunks })).toEqual([]);
    expect(fewSelected({ selection: selectionOf([1, 2, 3, 4, 5]), chunks })).toEqual([]);
    const span = {
      from: 4,
      to: 7,
      first: 104,
      last: 107,
      except: new Set([105]),
    } as unknown as SelectionRange;
    expect(fewSelected({ selection: selectionOfRange(span), chunks })).toEqual([104, 106, 107]);
    // A picture that is not loaded cannot be shown.
    expect(fewSelected({ selection: selectionOfRange(span), chunks: new Map() })).toEqual([]);
  });
});
