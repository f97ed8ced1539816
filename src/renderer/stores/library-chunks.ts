import { SLICE_MAX } from '@shared/domain/library-query.ts';

/** Pictures per chunk: the maximum of one call. */
export const CHUNK = SLICE_MAX;
/** Maximum number of cached chunks: 4,000 pictures, regardless of the list's length. */
export const CHUNKS_KEPT = 40;

/**
 * The cached ids of a list: chunk 0 starts at position 0, chunk 1 at 100. Least recently used first. A chunk
 * may be shorter if it didn't fit into one message, or if the list ends there.
 */
export type Chunks = ReadonlyMap<number, readonly number[]>;

/** A range of positions, inclusive. */
export interface VisibleRange {
  readonly from: number;
  readonly to: number;
}

export const chunkOf = (position: number): number => Math.floor(position / CHUNK);

export function idAt(chunks: Chunks, position: number): number | undefined {
  return chunks.get(chunkOf(position))?.[position % CHUNK];
}

/** Returns the position of a cached picture, or null. */
export function positionIn(chunks: Chunks, id: number): number | null {
  for (const [chunk, ids] of chunks) {
    const at = ids.indexOf(id);
    if (at >= 0) return chunk * CHUNK + at;
  }
  return null;
}

/**
 * Adds a slice that starts a chunk or continues a shorter one. Keeps the visible range, then the most recent
 * chunks.
 */
export function withWindow(
  chunks: Chunks,
  from: number,
  ids: readonly number[],
  sight: VisibleRange,
): Chunks {
  const chunk = chunkOf(from);
  const next = new Map(chunks);
  const start = (next.get(chunk) ?? []).slice(0, from % CHUNK);
  next.delete(chunk);
  next.set(chunk, [...start, ...ids].slice(0, CHUNK));
  return trimmed(next, sight);
}

function trimmed(chunks: Map<number, readonly number[]>, sight: VisibleRange): Chunks {
  for (let seen = chunkOf(sight.from); seen <= chunkOf(sight.to); seen += 1) {
    const ids = chunks.get(seen);
    if (!ids) continue;
    chunks.delete(seen);
    chunks.set(seen, ids);
  }
  for (const old of chunks.keys()) {
    if (chunks.size <= CHUNKS_KEPT) break;
    chunks.delete(old);
  }
  return chunks;
}

/** Prepends ids to the whole list. Parts that no longer align with their chunk are requested again. */
export function withFirst(chunks: Chunks, ids: readonly number[], sight: VisibleRange): Chunks {
  const known = new Map(ids.map((id, at): [number, number] => [at, id]));
  for (const [chunk, listed] of chunks)
    listed.forEach((id, index) => void known.set(chunk * CHUNK + index + ids.length, id));
  const next = new Map<number, readonly number[]>();
  // In order of use. Each may extend into the next chunk.
  const touched = new Set(
    [...chunks.keys()].flatMap((chunk) => [chunk + Math.ceil(ids.length / CHUNK), chunk]),
  );
  for (const chunk of new Set([...touched, ...ids.map((_, at) => chunkOf(at))])) {
    const listed: number[] = [];
    for (let id = known.get(chunk * CHUNK); id !== undefined && listed.length < CHUNK; ) {
      listed.push(id);
      id = known.get(chunk * CHUNK + listed.length);
    }
    if (listed.length > 0) next.set(chunk, listed);
  }
  return trimmed(next, sight);
}

/**
 * Returns the slices to request so that a range is cached. With `around`, also the chunks next to it, after
 * it.
 */
export function gaps(
  chunks: Chunks,
  { from, to }: VisibleRange,
  total: number,
  around = false,
): { readonly from: number; readonly count: number }[] {
  const last = chunkOf(total - 1);
  const seen = [];
  for (let chunk = chunkOf(from); chunk <= Math.min(chunkOf(to), last); chunk += 1) seen.push(chunk);
  return (around ? [...seen, chunkOf(to) + 1, chunkOf(from) - 1] : seen)
    .filter((chunk) => chunk >= 0 && chunk <= last)
    .flatMap((chunk) => {
      const known = chunks.get(chunk)?.length ?? 0;
      const whole = Math.min(CHUNK, total - chunk * CHUNK);
      return known < whole ? [{ from: chunk * CHUNK + known, count: whole - known }] : [];
    });
}
