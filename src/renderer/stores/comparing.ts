/** How pictures are compared: slider, side by side, blink, difference map, or a grid of up to four. */
export type CompareMode = 'split' | 'side' | 'blink' | 'difference' | 'grid';
/** Modes for new pairs. */
export type DefaultMode = 'split' | 'side';

/** Maximum number of pictures in a grid. */
export const MOST_COMPARED = 4;

/** Pictures being compared, by image id, in display order. */
export interface ComparisonSet {
  readonly ids: readonly number[];
  /** The picture the others are compared with. */
  readonly referenceId: number;
  /** The picture compared with it, and shown with it in modes for two. Null for the first of the others. */
  readonly activeId: number | null;
  /** Assembled by the user: it stays when another picture is selected. */
  readonly pinned: boolean;
}

/** Whether a mode is temporary and left by *Escape*. */
export function isTemporaryMode(mode: CompareMode): mode is Exclude<CompareMode, DefaultMode> {
  return mode !== 'split' && mode !== 'side';
}

/** Returns a set of the first distinct pictures, or null if there are fewer than two. */
export function groupOf(ids: readonly number[], pinned: boolean): ComparisonSet | null {
  const few = [...new Set(ids)].slice(0, MOST_COMPARED);
  const [referenceId] = few;
  return referenceId === undefined || few.length < 2
    ? null
    : { ids: few, referenceId, activeId: null, pinned };
}

/** Returns the reference and the active picture as before and after. */
export function pairOf({
  ids,
  referenceId,
  activeId,
}: ComparisonSet): { readonly beforeId: number; readonly afterId: number } | null {
  const others = ids.filter((id) => id !== referenceId);
  const other = others.find((id) => id === activeId) ?? others[0];
  return other === undefined ? null : { beforeId: referenceId, afterId: other };
}

/**
 * Returns the set without a picture, or null if none is left. The first of the others replaces a removed
 * reference.
 */
export function without(group: ComparisonSet, id: number): ComparisonSet | null {
  const ids = group.ids.filter((each) => each !== id);
  const [first] = ids;
  if (first === undefined) return null;
  return { ...group, ids, referenceId: group.referenceId === id ? first : group.referenceId };
}

/** Returns the set with another reference. The previous one becomes the active picture. */
export function withReference(group: ComparisonSet, id: number): ComparisonSet {
  return { ...group, referenceId: id, activeId: group.referenceId };
}

/** Returns what *Escape* leaves now, most recent first. */
export function canLeave(state: {
  readonly loupe: boolean;
  readonly comparing: boolean;
  readonly mode: CompareMode;
  readonly fillsWindow: boolean;
}): 'loupe' | 'mode' | 'full' | null {
  if (state.loupe) return 'loupe';
  if (state.comparing && isTemporaryMode(state.mode)) return 'mode';
  return state.fillsWindow ? 'full' : null;
}
