import type { EditEntry, RevisedEntry } from '@shared/domain/edit.ts';
import { isFinished, isSettled } from '@shared/domain/run.ts';
import type { Entities } from '../../stores/entities/entities.ts';

/** The order of the list: what goes on or waits by its place, then what has to be decided on, then what is over, newest first. */
export function sortQueue(entries: readonly EditEntry[]): readonly EditEntry[] {
  const rank = ({ run }: EditEntry) => (isFinished(run.state) ? 2 : isSettled(run.state) ? 1 : 0);
  return entries.toSorted((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return isSettled(a.run.state)
      ? (b.run.finishedAt ?? 0) - (a.run.finishedAt ?? 0) || b.run.id - a.run.id
      : a.run.position - b.run.position || a.run.id - b.run.id;
  });
}

/** Most runs in the list whose outcome is known; as many as the main process lists. */
export const SETTLED_MAX = 50;

/** The list without its oldest settled runs. What goes on, waits, or needs a decision is never left out. */
export function capped(sorted: readonly EditEntry[]): readonly EditEntry[] {
  let settled = 0;
  return sorted.filter(({ run }) => {
    if (!isFinished(run.state)) return true;
    settled += 1;
    return settled <= SETTLED_MAX;
  });
}

/**
 * Which edits are in the queue's list. What the list answered and what runs reported is weighed by revision: the list as it was
 * read knows all that happened before, and nothing that happened since.
 */
export function createQueueList(entities: Pick<Entities, 'entries'>) {
  /** The revision that brought each edit in. */
  let members = new Map<number, number>();
  let readAt = -1;
  let clearedAt = -1;

  return {
    has: (editId: number): boolean => members.has(editId),
    /** A run of an edit was made or changed. */
    add({ edit, run, revision }: RevisedEntry): void {
      const since = members.get(edit.id);
      const isOld = revision <= readAt || (isFinished(run.state) && revision <= clearedAt);
      if (since === undefined && isOld) return;
      members.set(edit.id, Math.max(since ?? 0, revision));
    },
    /** A further page of the list as it was read. */
    extend(entries: readonly RevisedEntry[]): void {
      for (const { edit, revision } of entries)
        members.set(edit.id, Math.max(members.get(edit.id) ?? 0, revision));
    },
    /** The list as it was read at a revision. */
    replace(entries: readonly EditEntry[], revision: number): void {
      if (revision < readAt) return;
      readAt = revision;
      const newer = [...members].filter(([, since]) => since > revision);
      members = new Map([...entries.map(({ edit }): [number, number] => [edit.id, revision]), ...newer]);
    },
    /** What was over at a revision was taken off the list. */
    clear(revision: number): void {
      clearedAt = Math.max(clearedAt, revision);
      for (const { edit, run } of entities.entries(members.keys()))
        if (isFinished(run.state) && (members.get(edit.id) ?? 0) <= revision) members.delete(edit.id);
    },
    /** The entries in their order, and no more settled ones than are listed. */
    shown(): readonly EditEntry[] {
      const shown = capped(sortQueue(entities.entries(members.keys())));
      const kept = new Set(shown.map(({ edit }) => edit.id));
      for (const id of members.keys()) if (!kept.has(id)) members.delete(id);
      return shown;
    },
  };
}
