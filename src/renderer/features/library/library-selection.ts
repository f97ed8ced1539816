import { IDS_MAX, type Target } from '@shared/domain/library-command.ts';
import type { LibraryQuery } from '@shared/domain/library-query.ts';

/** A range of a list, inclusive, minus some pictures. It may be much longer than the loaded part. */
export interface SelectionRange {
  readonly query: LibraryQuery;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly except: ReadonlySet<number>;
}

/** The selected pictures: by id, or one range of the list. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly range: SelectionRange | null;
  readonly count: number;
  /** `position` is null for a picture outside the list. */
  isSelected(id: number, position: number | null): boolean;
}

const NONE: ReadonlySet<number> = new Set();

export function selectionOf(ids: Iterable<number>): Selection {
  const set = new Set(ids);
  return { ids: set, range: null, count: set.size, isSelected: (id) => set.has(id) };
}

export const NOTHING_SELECTED = selectionOf([]);

export function selectionOfRange(range: SelectionRange): Selection {
  const { from, to, except } = range;
  return {
    ids: NONE,
    range,
    count: to - from + 1 - except.size,
    isSelected: (id, position) => position !== null && position >= from && position <= to && !except.has(id),
  };
}

/** Whether one more picture can be added or removed. */
export function canToggle(selection: Selection, id: number, position: number): boolean {
  const { range } = selection;
  if (selection.isSelected(id, position)) return !range || range.except.size < IDS_MAX;
  return range ? position >= range.from && position <= range.to : selection.ids.size < IDS_MAX;
}

/** Adds a picture, or removes it if selected. Check `canToggle` first. */
export function toggled(selection: Selection, id: number): Selection {
  const set = new Set(selection.range ? selection.range.except : selection.ids);
  const inSet = set.delete(id);
  if (!inSet) set.add(id);
  return selection.range ? selectionOfRange({ ...selection.range, except: set }) : selectionOf(set);
}

/** Returns the target for commands on the selection, or null. */
export function targetOf({ ids, range, count }: Selection): Target | null {
  if (count <= 0) return null;
  if (!range) return { ids: [...ids] };
  return { query: range.query, between: [range.first, range.last], except: [...range.except] };
}
