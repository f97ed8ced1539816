import { type Picture, WINDOW_MAX } from '@shared/domain/library-query.ts';

/** Pictures of a chunk: what one call may ask for. */
export const CHUNK = WINDOW_MAX;
/** Chunks kept at a time: 4,000 records, some 4 MB, however long the list is. */
export const CHUNKS_KEPT = 40;

/**
 * What is known of a list: chunk 0 has the positions from 0 on, chunk 1 those from 100. The one used last comes last. A chunk may end
 * early: not all of it fitted into one message, or the list ends there.
 */
export type Chunks = ReadonlyMap<number, readonly Picture[]>;

/** A stretch of positions, both ends included. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

export const chunkOf = (position: number): number => Math.floor(position / CHUNK);

export function pictureAt(chunks: Chunks, position: number): Picture | undefined {
  return chunks.get(chunkOf(position))?.[position % CHUNK];
}

/** Where a picture is, when it is among those kept. */
export function positionIn(chunks: Chunks, id: number): number | null {
  for (const [chunk, pictures] of chunks) {
    const at = pictures.findIndex((picture) => picture.id === id);
    if (at >= 0) return chunk * CHUNK + at;
  }
  return null;
}

/** With a window's pictures in it; it begins a chunk or goes on where one ended early. Keeps what is in sight, then what came last. */
export function withWindow(chunks: Chunks, from: number, pictures: readonly Picture[], sight: Sight): Chunks {
  const chunk = chunkOf(from);
  const next = new Map(chunks);
  const start = (next.get(chunk) ?? []).slice(0, from % CHUNK);
  next.delete(chunk);
  next.set(chunk, [...start, ...pictures].slice(0, CHUNK));
  return trimmed(next, sight);
}

function trimmed(chunks: Map<number, readonly Picture[]>, sight: Sight): Chunks {
  for (let seen = chunkOf(sight.from); seen <= chunkOf(sight.to); seen += 1) {
    const pictures = chunks.get(seen);
    if (!pictures) continue;
    chunks.delete(seen);
    chunks.set(seen, pictures);
  }
  for (const old of chunks.keys()) {
    if (chunks.size <= CHUNKS_KEPT) break;
    chunks.delete(old);
  }
  return chunks;
}

/** With these pictures in place of the older records of them. */
export function withNewer(chunks: Chunks, pictures: readonly Picture[]): Chunks {
  const newer = new Map(pictures.map((picture) => [picture.id, picture]));
  const next = new Map(chunks);
  for (const [chunk, old] of chunks)
    if (old.some(({ id }) => newer.has(id)))
      next.set(
        chunk,
        old.map((picture) => newer.get(picture.id) ?? picture),
      );
  return next;
}

/** What has to be asked for so that a stretch is known, window by window; with `around` also the chunks beside it, after it. */
export function gaps(
  chunks: Chunks,
  { from, to }: Sight,
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
