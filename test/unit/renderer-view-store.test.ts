import { describe, expect, it } from 'vitest';
import {
  type Span,
  selectionOf,
  selectionOfSpan,
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
      kept: true,
    });
  });
  it('hands the reference on when it is taken out', () => {
    const group = { ids: [5, 6, 7], referenceId: 6, activeId: null, kept: true };
    expect(without(group, 6)).toMatchObject({ ids: [5, 7], referenceId: 5 });
    expect(pairOf(group)).toEqual({ beforeId: 6, afterId: 5 });
    expect(pairOf({ ...group, activeId: 7 })).toEqual({ beforeId: 6, afterId: 7 });
    // One that is gone, or is the reference itself, is not measured.
    for (const activeId of [6, 99]) expect(pairOf({ ...group, activeId })?.afterId).toBe(5);
  });
});

describe('the ways to compare', () => {
  it('are entered and left by the same key, and only where there is something to compare', () => {
    const { now } = open();
    now().modeAsked('difference');
    expect(now().comparing).toBe(false);
    now().selectionChanged(pair);
    now().modeAsked('grid');
    expect(now().comparing).toBe(false);
    now().modeAsked('difference');
    expect(now()).toMatchObject({ comparing: true, mode: 'difference', restMode: 'split' });
    now().modeAsked('side');
    expect(now()).toMatchObject({ comparing: true, mode: 'side', restMode: 'side' });
    now().modeAsked('side');
    expect(now().comparing).toBe(false);
  });

  it('show a new pair the way one was looked at last, not in a passing mode', () => {
    const { now } = open();
    now().selectionChanged(pair);
    now().modeAsked('side');
    now().modeAsked('blink');
    now().pairShown({ beforeId: 1, afterId: 3 });
    expect(now()).toMatchObject({ comparing: true, mode: 'side', pair: { afterId: 3 } });
  });

  it('give way to Escape one after the other', () => {
    const { now } = open();
    now().selectionChanged(pair);
    now().fullChanged(true);
    now().modeAsked('blink');
    now().loupeChanged(true);
    now().left();
    expect(now()).toMatchObject({ loupe: false, mode: 'blink', full: true });
    now().left();
    expect(now()).toMatchObject({ mode: 'split', comparing: true, full: true });
    now().left();
    expect(now().full).toBe(false);
    expect(canLeave(now())).toBeNull();
    now().left();
    expect(now().comparing).toBe(true);
  });
});

describe('up to four pictures', () => {
  it('are put together by hand across selections, and taken apart again', () => {
    const { now } = open();
    expect([10, 11, 12].map((id) => now().compareAdded(id))).toEqual([true, true, true]);
    now().selectionChanged(pair);
    expect(now().compareAdded(13)).toBe(true);
    expect(now().compareAdded(13)).toBe(true);
    expect(now().compareAdded(14)).toBe(false);
    now().modeAsked('grid');
    expect(now()).toMatchObject({ comparing: true, pair: { beforeId: 10, afterId: 11 } });
    now().referenceChosen(12);
    expect(now().pair).toEqual({ beforeId: 12, afterId: 10 });
    now().activeChosen(13);
    expect(now().pair).toEqual({ beforeId: 12, afterId: 13 });
    now().activeChosen(12);
    expect(now().pair?.afterId).toBe(13);
    now().placesSwapped(10, 13);
    expect(now().group?.ids).toEqual([13, 11, 12, 10]);
    for (const id of [13, 11]) now().compareRemoved(id);
    expect(now()).toMatchObject({ comparing: true, group: { ids: [12, 10] } });
    now().compareRemoved(10);
    expect(now()).toMatchObject({ comparing: false, group: { ids: [12] } });
    now().compareRemoved(12);
    expect(now().group).toBeNull();
  });

  it('of a selection are shown at once, and forgotten with it', () => {
    const { now } = open();
    now().compareShown([4, 5, 6, 7, 8]);
    expect(now()).toMatchObject({ comparing: true, mode: 'grid', group: { ids: [4, 5, 6, 7] } });
    now().sidesSwapped();
    expect(now().group?.ids).toEqual([5, 4, 6, 7]);
    now().selectionChanged(null);
    expect(now()).toMatchObject({ comparing: false, group: null });
    now().compareShown([4, 5]);
    expect(now()).toMatchObject({ comparing: true, mode: 'split', pair: { beforeId: 4, afterId: 5 } });
    now().compareShown([4]);
    expect(now().pair).toEqual({ beforeId: 4, afterId: 5 });
  });
});

describe('the key of a blink', () => {
  it('pressed shortly enters and leaves; held it shows a blink for as long', () => {
    const { clock, now } = open();
    now().selectionChanged(pair);
    now().blinkPressed(false);
    clock.now = 100;
    now().blinkReleased();
    expect(now()).toMatchObject({ comparing: true, mode: 'blink' });
    clock.now = 2000;
    now().blinkPressed(false);
    now().blinkReleased();
    expect(now().comparing).toBe(false);

    now().modeAsked('difference');
    now().blinkPressed(false);
    expect(now().mode).toBe('blink');
    clock.now = 4000;
    now().blinkReleased();
    expect(now()).toMatchObject({ comparing: true, mode: 'difference' });
  });

  it('with reduced motion shows the other picture with every press, and Escape leaves', () => {
    const { now } = open();
    now().selectionChanged(pair);
    now().blinkPressed(true);
    expect(now()).toMatchObject({ mode: 'blink', blinkStep: null });
    now().blinkPressed(true);
    const first = now().blinkStep;
    now().blinkPressed(true);
    expect(first).not.toBeNull();
    expect(now().blinkStep).not.toBe(first);
    expect(now().mode).toBe('blink');
    now().left();
    expect(now().mode).toBe('split');
  });
});

describe('a few selected pictures', () => {
  const chunks = new Map([[0, Array.from({ length: 100 }, (_, at) => 100 + at)]]);
  it('are two to four, by id or as a stretch of the list', () => {
    expect(fewSelected({ selection: selectionOf([3, 9]), chunks })).toEqual([3, 9]);
    expect(fewSelected({ selection: selectionOf([3]), chunks })).toEqual([]);
    expect(fewSelected({ selection: selectionOf([1, 2, 3, 4, 5]), chunks })).toEqual([]);
    const span = { from: 4, to: 7, first: 104, last: 107, except: new Set([105]) } as unknown as Span;
    expect(fewSelected({ selection: selectionOfSpan(span), chunks })).toEqual([104, 106, 107]);
    // What is not loaded cannot be shown.
    expect(fewSelected({ selection: selectionOfSpan(span), chunks: new Map() })).toEqual([]);
  });
});
