import { type ImportProgress, SOME_NAMES_MAX } from '@shared/domain/import.ts';
import type { NamedError } from '@shared/errors.ts';

/** The result of one file of a drop. */
export type ImportOutcome =
  | {
      readonly kind: 'added' | 'duplicate';
      readonly imageId: number;
      /** The picture lacks something its file has. */
      readonly lacks?: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: NamedError }
  /** Canceled by the user. Not counted as done. */
  | { readonly kind: 'dropped' };

/** One file of a drop. */
export interface Item {
  readonly name: string;
  outcome: ImportOutcome | null;
  /** Its image id, once the row is on disk. The outcome may follow later. */
  imageId: number | null;
}

/** A dropped item: a file, or a folder with the files found so far. */
export interface Entry {
  readonly items: Item[];
  /** Whether more files may still be found. */
  open: boolean;
}

/** Maximum number of characters of refusals in one event, to keep an IPC message below 64 KB. */
const REFUSALS_MAX_CHARS = 24_000;

/** Tracks the progress of one drop. */
export interface ProgressTracker {
  /** Sets how many more entries later messages will add to the drop. */
  setComing(count: number): void;
  /** Adds a dropped file or folder, in the order of the drop. */
  addEntry(): Entry;
  addItem(entry: Entry, name: string): Item;
  closeEntry(entry: Entry): void;
  settle(item: Item, outcome: ImportOutcome): void;
  /** Records a hidden or system item that was skipped. */
  leaveOut(name: string): void;
  /** Records a dropped folder without files. */
  addEmptyFolder(name: string): void;
  /** Whether every file found has finished and no more will be found. */
  isOver(): boolean;
  /** Returns the first picture of the drop, once no earlier file can become one. */
  firstImageId(): number | null;
  snapshot(importId: number, state: ImportProgress['state']): ImportProgress;
}

export function createProgressTracker(): ProgressTracker {
  const entries: Entry[] = [];
  const refused: NamedError[] = [];
  let refusedChars = 0;
  let lacking = 0;
  let openEntries = 0;
  let openItems = 0;
  let total = 0;
  let coming = 0;
  const leftOut = someNames();
  const emptyFolders = someNames();
  const counts = { added: 0, duplicate: 0, refused: 0, dropped: 0 };
  // Position of the search for the first picture: everything before it was refused.
  let at = { entry: 0, item: 0 };

  /** Returns the first picture of the drop, once no earlier file can become one. */
  function firstImageId(): number | null {
    for (;;) {
      const entry = entries[at.entry];
      const item = entry?.items[at.item];
      if (!entry || (!item && entry.open)) return null;
      if (item && item.imageId !== null) return item.imageId;
      if (item && !item.outcome) return null;
      if (!item) at = { entry: at.entry + 1, item: 0 };
      else at = { ...at, item: at.item + 1 };
    }
  }

  return {
    firstImageId,
    setComing(count) {
      coming = count;
    },
    addEntry() {
      const entry: Entry = { items: [], open: true };
      entries.push(entry);
      openEntries += 1;
      // Counts as one file until its kind is known.
      total += 1;
      return entry;
    },
    addItem(entry, name) {
      const item: Item = { name, outcome: null, imageId: null };
      if (entry.items.length > 0) total += 1;
      entry.items.push(item);
      openItems += 1;
      return item;
    },
    closeEntry(entry) {
      if (!entry.open) return;
      entry.open = false;
      openEntries -= 1;
      if (entry.items.length === 0) total -= 1;
    },
    settle(item, outcome) {
      if (item.outcome) return;
      item.outcome = outcome;
      if ('imageId' in outcome) item.imageId = outcome.imageId;
      openItems -= 1;
      counts[outcome.kind] += 1;
      if (outcome.kind === 'added' && outcome.lacks) lacking += 1;
      if (outcome.kind !== 'refused') return;
      refusedChars += JSON.stringify(outcome.refusal).length;
      if (refusedChars <= REFUSALS_MAX_CHARS) refused.push(outcome.refusal);
    },
    leaveOut: leftOut.add,
    addEmptyFolder: emptyFolders.add,
    isOver: () => coming === 0 && openEntries === 0 && openItems === 0,
    snapshot: (importId, state) => ({
      importId,
      state,
      done: counts.added + counts.duplicate + counts.refused,
      total: total + coming,
      added: counts.added,
      duplicates: counts.duplicate,
      ...(lacking > 0 && { lacking }),
      refused: [...refused],
      leftOut: leftOut.now(),
      emptyFolders: emptyFolders.now(),
      firstImageId: firstImageId(),
    }),
  };
}

function someNames() {
  const names = new Set<string>();
  let count = 0;
  return {
    add(name: string): void {
      count += 1;
      if (names.size < SOME_NAMES_MAX) names.add(name);
    },
    now: () => ({ count, names: [...names] }),
  };
}
