import type { Target } from '@shared/domain/library-command.ts';
import type { LibraryImage, LibraryQuery } from '@shared/domain/library-query.ts';
import type { Chunks } from '../../stores/library-chunks.ts';
import type { LocalizedText } from '../../stores/toast-store.ts';
import type { LibraryList, Moved } from './library-list.ts';
import type { Selection } from './library-selection.ts';

/** A stretch of positions, both included. */
export type IndexRange = readonly [from: number, to: number];

export interface Selecting {
  /** Makes one picture the active and only selected one, also one that the list does not show; null selects none. */
  select(id: number | null, position?: number): void;
  /** Selects the picture at a position, loaded or not; with `extend` all from where the selection began. */
  selectAt(position: number, extend?: boolean): Promise<void>;
  /** Moves the active picture by so many places in the list. */
  moveSelection(by: number, extend?: boolean): Promise<void>;
  /** Adds a picture to the selection, or takes it out. */
  toggle(id: number, position: number): void;
  /** Selects the pictures of these stretches, which are in order; with `add` those that are selected stay so. */
  selectRanges(runs: readonly IndexRange[], add: boolean): Promise<void>;
  selectAll(): Promise<void>;
  /** Leaves the active picture alone selected. */
  clearSelection(): void;
}

export interface LibraryState extends Selecting {
  /** The list that is asked for; its search is the text in the search box. */
  readonly query: LibraryQuery;
  /** The list that is shown, and that the selection is of: the last one that arrived. */
  readonly listed: LibraryQuery;
  /** How long it is; at least so long while `complete` is false. */
  readonly total: number;
  readonly complete: boolean;
  readonly phase: 'loading' | 'ready' | 'failed';
  /** The ids of the loaded stretches of the list. */
  readonly chunks: Chunks;
  /** The active picture: the one on the canvas; one of the selected ones. */
  readonly selectedId: number | null;
  /** Where it is in the list, or was before it left it; null when it is not known. */
  readonly selectedAt: number | null;
  readonly selection: Selection;
  /** What is in sight has moved, because pictures came or went before it: the view follows. */
  readonly moved: Moved | null;
  /** A position to show; a new object each time. */
  readonly shown: { readonly position: number } | null;
  /** Loads the beginning of the list and, when it still exists, the picture that was selected last. */
  start(lastImageId: number | null): Promise<void>;
  at(position: number): LibraryImage | undefined;
  /** The view shows these positions, both included. */
  setVisibleRange(from: number, to: number): void;
  /** Shows another list; the active picture stays selected. */
  setQuery(patch: Partial<LibraryQuery>): Promise<void>;
  search(text: string): Promise<void>;
  /** Searches for a text that is still being typed: after the last key. */
  typeSearch(text: string): void;
  /** Selects a picture and scrolls to it, in a list that has it when the present one has not. */
  reveal(id: number): Promise<void>;
  /** What a change of the selected pictures is for; null when none is selected. */
  targetOfSelection(): Target | null;
  addImages(images: readonly LibraryImage[]): void;
  /** These pictures changed, or any may have when null. */
  refreshImages(ids: readonly number[] | null): Promise<void>;
  /** The edits made from a picture changed. */
  refreshWork(id: number): Promise<void>;
  /** Removes the selected pictures; *Undo* brings them back, and the active one is selected again. */
  removeSelected(): Promise<void>;
  saveAs(id: number): Promise<void>;
  copy(id: number): Promise<void>;
}

/** What the parts of the store work with. */
export interface LibraryParts {
  readonly get: () => LibraryState;
  readonly set: (patch: Partial<LibraryState>) => void;
  readonly list: LibraryList;
  /** Asks for the record of an image that is not known. */
  readonly load: (id: number) => void;
  readonly say: (error: unknown) => void;
  readonly tell: (message: LocalizedText) => void;
}
