import type { ImageRecord } from '@shared/domain/image.ts';

interface Listing {
  readonly ids: readonly number[];
  readonly byId: ReadonlyMap<number, ImageRecord>;
  readonly selectedId: number | null;
  readonly total: number;
  readonly more: boolean;
}

/** A map with these records in it, as a new one. */
export function withRecords(
  byId: ReadonlyMap<number, ImageRecord>,
  images: readonly ImageRecord[],
): ReadonlyMap<number, ImageRecord> {
  const next = new Map(byId);
  for (const image of images) next.set(image.id, image);
  return next;
}

/** Puts ids into a list that goes from the largest to the smallest; those in it already stay once. */
function insertDescending(ids: readonly number[], added: readonly number[]): readonly number[] {
  const known = new Set(ids);
  const fresh = added.filter((id) => !known.has(id));
  return fresh.length === 0 ? ids : [...ids, ...fresh].sort((a, b) => b - a);
}

/** Whether a picture belongs to the part of the list that is loaded. */
function isInReach(state: Listing, id: number): boolean {
  const last = state.ids.at(-1);
  return !state.more || last === undefined || id > last;
}

/** The list after new pictures came in. */
export function mergeAdded(state: Listing, images: readonly ImageRecord[]): Partial<Listing> {
  const fresh = images.filter((image) => image.deletedAt === null && !state.ids.includes(image.id));
  const shown = fresh.filter((image) => isInReach(state, image.id)).map((image) => image.id);
  return {
    ids: insertDescending(state.ids, shown),
    byId: withRecords(state.byId, images),
    total: state.total + fresh.length,
  };
}

/** The list after pictures were removed, restored or renamed; the selection moves to the neighbour of what went. */
export function mergeChanged(state: Listing, images: readonly ImageRecord[]): Partial<Listing> {
  const gone = new Set(images.filter((image) => image.deletedAt !== null).map((image) => image.id));
  const kept = state.ids.filter((id) => !gone.has(id));
  const back = images.filter((image) => image.deletedAt === null);
  const merged = mergeAdded(
    { ...state, ids: kept, total: state.total - (state.ids.length - kept.length) },
    back,
  );
  const wasSelected = state.selectedId !== null && gone.has(state.selectedId);
  return {
    ...merged,
    byId: withRecords(state.byId, images),
    selectedId: wasSelected ? neighbour(state.ids, state.selectedId, gone) : state.selectedId,
  };
}

function neighbour(ids: readonly number[], from: number | null, gone: ReadonlySet<number>): number | null {
  const at = from === null ? -1 : ids.indexOf(from);
  const after = ids.slice(at + 1).find((id) => !gone.has(id));
  return after ?? ids.slice(0, Math.max(at, 0)).findLast((id) => !gone.has(id)) ?? null;
}
