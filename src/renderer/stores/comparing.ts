/** How pictures are compared: a slider, beside each other, in turn, by what differs, or up to four beside each other. */
export type CompareMode = 'split' | 'side' | 'blink' | 'difference' | 'grid';
/** A mode that a new pair may be shown in. */
export type DefaultMode = 'split' | 'side';

/** Most pictures that are shown beside each other. */
export const MOST_COMPARED = 4;

/** Pictures put together to be compared, by image id, in the order they are shown. */
export interface ComparisonSet {
  readonly ids: readonly number[];
  /** The one the others are measured against. */
  readonly referenceId: number;
  /** The one that is measured against it, and that modes for two show with it; null for the first of the others. */
  readonly activeId: number | null;
  /** Put together by hand: it stays when another picture is selected. */
  readonly pinned: boolean;
}

/** Whether a mode is entered for a look, and left by *Escape*. */
export function isTemporaryMode(mode: CompareMode): mode is Exclude<CompareMode, DefaultMode> {
  return mode !== 'split' && mode !== 'side';
}

/** A group of the first few of some pictures, without doubles; null when there are not two. */
export function groupOf(ids: readonly number[], pinned: boolean): ComparisonSet | null {
  const few = [...new Set(ids)].slice(0, MOST_COMPARED);
  const [referenceId] = few;
  return referenceId === undefined || few.length < 2
    ? null
    : { ids: few, referenceId, activeId: null, pinned };
}

/** The reference and the active one, as a before and after. */
export function pairOf({
  ids,
  referenceId,
  activeId,
}: ComparisonSet): { readonly beforeId: number; readonly afterId: number } | null {
  const others = ids.filter((id) => id !== referenceId);
  const other = others.find((id) => id === activeId) ?? others[0];
  return other === undefined ? null : { beforeId: referenceId, afterId: other };
}

/** The group without a picture; null when none is left. Its place as the reference goes to the first of the others. */
export function without(group: ComparisonSet, id: number): ComparisonSet | null {
  const ids = group.ids.filter((each) => each !== id);
  const [first] = ids;
  if (first === undefined) return null;
  return { ...group, ids, referenceId: group.referenceId === id ? first : group.referenceId };
}

/** Another reference; the one before is what is measured against it. */
export function withReference(group: ComparisonSet, id: number): ComparisonSet {
  return { ...group, referenceId: id, activeId: group.referenceId };
}

/** What *Escape* leaves now: what was most likely entered last. */
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
