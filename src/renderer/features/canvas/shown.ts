import type { Subject } from '../../canvas/pair.ts';
import type { CanvasMode } from '../../canvas/split.ts';

/** Which pictures the canvas has, by image id, and how it shows them. */
export interface Shown {
  readonly beforeId: number;
  /** Null when one picture is shown alone. */
  readonly afterId: number | null;
  readonly mode: CanvasMode;
  /** The one whose pixels zoom counts, and whose facts are told. */
  readonly subject: Subject;
}

interface Wish {
  readonly selectedId: number | null;
  readonly pair: { readonly beforeId: number; readonly afterId: number } | null;
  readonly comparing: boolean;
  readonly sideBySide: boolean;
}

/** Decides what the canvas shows; null for nothing. */
export function shownOf({ selectedId, pair, comparing, sideBySide }: Wish): Shown | null {
  if (pair && comparing) {
    const subject = selectedId === pair.beforeId ? 'before' : 'after';
    return { ...pair, mode: sideBySide ? 'side' : 'split', subject };
  }
  if (selectedId === null) return null;
  // The other one is kept at hand: holding a key shows it at once, in the same place.
  if (pair?.beforeId === selectedId) return { ...pair, mode: 'before', subject: 'before' };
  if (pair?.afterId === selectedId) return { ...pair, mode: 'after', subject: 'after' };
  return { beforeId: selectedId, afterId: null, mode: 'before', subject: 'before' };
}
