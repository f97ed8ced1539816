import type { EditEntry, RevisedEntry } from '@shared/domain/edit.ts';
import { isFinished, isSettled } from '@shared/domain/run.ts';
import type { Entities } from '../../stores/entities/entities.ts';

/** Sorts the list: open runs by position, then those awaiting a decision, then finished ones, newest first. */
export function sortQueue(entries: readonly EditEntry[]): readonly EditEntry[] {
  const rank = ({ run }: EditEntry) => (isFinished(run.state) ? 2 : isSettled(run.state) ? 1 : 0);
  return entries.toSorted((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return isSettled(a.run.state)
      ? (b.run.finishedAt ?? 0) - (a.run.finishedAt ?? 0) || b.run.id - a.run.id
      : a.run.position - b.run.position || a.run.id - b.run.id;
  });
}

/** Maximum number of settled runs in the list, equal to main's. */
export const SETTLED_MAX = 50;

/** Drops the oldest settled runs. Open and undecided ones always stay. */
export function capped(sorted: readonly EditEntry[]): readonly EditEntry[] {
  let settled = 0;
  return sorted.filter(({ run }) => {
    if (!isFinished(run.state)) return true;
    settled += 1;
    return settled <= SETTLED_MAX;
  });
}

/**
 * Edits in the queue's list. Merges the loaded list with reported runs by revision: the list includes
 * everything before its revision, and nothing after it.
 */
export function createQueueList(entities: Pick<Entities, 'entries'>) {
  /** The revision that added each edit. */
  let members = new Map<number, number>();
  let readAt = -1;
  let clearedAt = -1;

  return {
    has: (editId: number): boolean => members.has(editId),
    /** A run of an edit was created or changed. */
    add({ edit, run, revision }: RevisedEntry): void {
      const since = members.get(edit.id);
      const isOld = revision <= readAt || (isFinished(run.state) && revision <= clearedAt);
      if (since === undefined && isOld) return;
      members.set(edit.id, Math.max(since ?? 0, revision));
    },
    /** Adds a further page of the list. */
    extend(entries: readonly RevisedEntry[]): void {
      for (const { edit, revision } of entries)
        members.set(edit.id, Math.max(members.get(edit.id) ?? 0, revision));
    },
    /** Replaces the list with the one read at a revision. */
    replace(entries: readonly EditEntry[], revision: number): void {
      if (revision < readAt) return;
      readAt = revision;
      const newer = [...members].filter(([, since]) => since > revision);
      members = new Map([...entries.map(({ edit }): [number, number] => [edit.id, revision]), ...newer]);
    },
    /** Removes runs that had finished at a revision. */
    clear(revision: number): void {
      clearedAt = Math.max(clearedAt, revision);
      for (const { edit, run } of entities.entries(members.keys()))
        if (isFinished(run.state) && (members.get(edit.id) ?? 0) <= revision) members.delete(edit.id);
    },
    /** Returns the sorted entries, limited to the maximum number of settled ones. */
    shown(): readonly EditEntry[] {
      const shown = capped(sortQueue(entities.entries(members.keys())));
      const kept = new Set(shown.map(({ edit }) => edit.id));
      for (const id of members.keys()) if (!kept.has(id)) members.delete(id);
      return shown;
    },
  };
}
