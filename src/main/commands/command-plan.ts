import type { Change } from '../library/journal/journal-change.ts';

/**
 * One step of a command. Steps run in sequence. A step on images may be split into pieces. Each piece
 * computes its changes inside its own transaction, so it sees the current data.
 */
export interface Step {
  /** The images of the step, or null if it has none. */
  readonly ids: readonly number[] | null;
  readonly changes: (ids: readonly number[]) => readonly (Change | null)[];
}

export interface CommandPlan {
  readonly steps: readonly Step[];
  /**
   * Returns the tag, collection, search or image that the command created or changed. Known once the steps
   * have run.
   */
  readonly id: () => number | null;
}

/** Returns a plan with one step that creates an item and knows its id once it has run. */
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
