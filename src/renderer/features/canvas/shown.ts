import type { Arrangement } from '../../canvas/arrangement.ts';
import { type CompareMode, type ComparisonSet, pairOf } from '../../stores/comparing.ts';
import type { ImagePair } from '../../stores/view-store.ts';

/** The pictures on the canvas and their mode. */
export interface Shown {
  /** Image ids in display order. */
  readonly ids: readonly number[];
  /** Index of the picture the others are aligned and compared with. */
  readonly reference: number;
  /** Index of the picture that zoom and information refer to. */
  readonly subject: number;
  /** Null if a single picture is shown. */
  readonly mode: CompareMode | null;
  readonly arrangement: Arrangement;
}

interface Wish {
  readonly selectedId: number | null;
  readonly pair: ImagePair | null;
  readonly group: ComparisonSet | null;
  readonly comparing: boolean;
  readonly mode: CompareMode;
}

const BEFORE = 0;
const AFTER = 1;

/** Returns what the canvas shows, or null. */
export function shownOf({ selectedId, pair, group, comparing, mode }: Wish): Shown | null {
  if (comparing && mode === 'grid' && group && group.ids.length >= 2) {
    const reference = Math.max(group.ids.indexOf(group.referenceId), 0);
    const subject = Math.max(group.ids.indexOf(pairOf(group)?.afterId ?? group.referenceId), 0);
    return { ids: group.ids, reference, subject, mode, arrangement: { kind: 'cells' } };
  }
  const ids = pair ? [pair.beforeId, pair.afterId] : [];
  if (pair && comparing) {
    const subject = selectedId === pair.beforeId ? BEFORE : AFTER;
    return { ids, reference: BEFORE, subject, mode, arrangement: arrangementOf(mode) };
  }
  if (selectedId === null) return null;
  // The other one is kept ready: holding a key shows it immediately at the same position.
  const place = ids.indexOf(selectedId);
  if (place >= 0)
    return { ids, reference: BEFORE, subject: place, mode: null, arrangement: { kind: 'stack', top: place } };
  return { ids: [selectedId], reference: 0, subject: 0, mode: null, arrangement: { kind: 'stack', top: 0 } };
}

/**
 * Index of the picture that can be put back into its source: of two compared ones the result, regardless of
 * the selection.
 */
export function resultPlace({ mode, subject }: Pick<Shown, 'mode' | 'subject'>): number {
  return mode === null || mode === 'grid' ? subject : AFTER;
}

function arrangementOf(mode: CompareMode): Arrangement {
  switch (mode) {
    case 'split':
      return { kind: 'split' };
    case 'blink':
      return { kind: 'blink' };
    case 'difference':
      // The map covers the result.
      return { kind: 'stack', top: AFTER };
    case 'side':
    case 'grid':
      return { kind: 'cells' };
  }
}
