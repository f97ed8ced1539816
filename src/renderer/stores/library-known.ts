import type { Bridge } from '@shared/contract.ts';
import type { Picture } from '@shared/domain/library-query.ts';
import { ask } from '../bridge/index.ts';

/** Records kept of pictures that were asked for by id, whether or not the list shows them. */
const KEPT = 500;
/** Of those, how many are asked for anew when any may have changed. */
const RENEWED = 50;

export type Known = ReadonlyMap<number, Picture>;

/** With these records in it; the ones asked for last stay. */
export function withKnown(known: Known, pictures: readonly Picture[]): Known {
  const next = new Map(known);
  for (const picture of pictures) {
    next.delete(picture.id);
    next.set(picture.id, picture);
  }
  for (const old of next.keys()) {
    if (next.size <= KEPT) break;
    next.delete(old);
  }
  return next;
}

/** Without the pictures that are gone for good. */
export function withoutKnown(known: Known, ids: readonly number[]): Known {
  if (ids.length === 0) return known;
  const next = new Map(known);
  for (const id of ids) next.delete(id);
  return next;
}

/** Asks for pictures by id; two that ask for the same one at a time share the answer. */
export function createAsker(bridge: Bridge) {
  const asked = new Map<number, Promise<Picture | null>>();
  const images = (ids: readonly number[]) => ask(bridge.library.images({ ids: [...ids] }));
  /** Null when it is gone for good. */
  function picture(id: number): Promise<Picture | null> {
    const known = asked.get(id);
    if (known) return known;
    const answer = images([id])
      .then(({ pictures: [found] }) => found ?? null)
      .catch(() => null)
      .finally(() => asked.delete(id));
    asked.set(id, answer);
    return answer;
  }
  return {
    picture,
    /** The newest records of the known pictures that changed, and of the active one; `ids` is null when any may have. */
    async renewed(known: Known, ids: readonly number[] | null, active: number | null) {
      const some = ids ? ids.filter((id) => known.has(id)) : [...known.keys()];
      // The active one above all, however many were asked for since.
      const first = active !== null && ids?.includes(active) !== false ? [active] : [];
      const changed = [...new Set([...first, ...some.slice(-RENEWED)])];
      if (changed.length === 0) return { pictures: [], gone: [] };
      // Not shared: one that is under way may have been answered before the change.
      return images(changed).catch(() => ({ pictures: [], gone: [] }));
    },
  };
}
