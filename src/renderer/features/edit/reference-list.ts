import { REFERENCES_MAX } from '@shared/domain/reference.ts';

/** Returns the list with new pictures at its end, each once, at most as many as any model takes. */
export function withReferences(list: readonly number[], ids: readonly number[]): readonly number[] {
  return [...new Set([...list, ...ids])].slice(0, REFERENCES_MAX);
}

/** Returns the list with a picture moved by some places, no further than its ends. */
export function withMovedReference(list: readonly number[], id: number, by: number): readonly number[] {
  const from = list.indexOf(id);
  if (from < 0) return list;
  const to = Math.max(0, Math.min(list.length - 1, from + by));
  return to === from ? list : list.filter((each) => each !== id).toSpliced(to, 0, id);
}
