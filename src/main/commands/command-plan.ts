import type { Change } from '../library/journal/journal-change.ts';

/**
 * A command comes down to steps, carried out one after another. A step on pictures may be cut into pieces; each piece is worked out
 * inside the transaction that carries it out, so it sees what is there at that moment.
 */
export interface Step {
  /** The pictures it goes through; null for one that has to do with none. */
  readonly ids: readonly number[] | null;
  readonly changes: (ids: readonly number[]) => readonly (Change | null)[];
}

export interface CommandPlan {
  readonly steps: readonly Step[];
  /** The tag, collection, search or picture that it made or changed; known when the steps are done. */
  readonly id: () => number | null;
}

/** One step that makes a thing, and knows its number once it is done. */
export function making(make: () => { readonly id: number; readonly change: Change }): CommandPlan {
  let id: number | null = null;
  const save = () => {
    const made = make();
    id = made.id;
    return [made.change];
  };
  return { steps: [{ ids: null, changes: save }], id: () => id };
}

export function once(changes: () => readonly (Change | null)[], id: number | null = null): CommandPlan {
  return { steps: [{ ids: null, changes }], id: () => id };
}
