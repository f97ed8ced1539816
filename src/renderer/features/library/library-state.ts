import type { Target } from '@shared/domain/library-command.ts';
import type { LibraryImage, LibraryQuery } from '@shared/domain/library-query.ts';
import type { Chunks } from '../../stores/library-chunks.ts';
import type { LocalizedText } from '../../stores/toast-store.ts';
import type { LibraryList, Moved } from './library-list.ts';
import type { Selection } from './library-selection.ts';

/** A range of positions, inclusive. */
export type IndexRange = readonly [from: number, to: number];

export interface Selecting {
  /** Selects a single picture, which may be outside the list. Null selects none. */
  select(id: number | null, position?: number): void;
  /** Selects the picture at a position, loaded or not. `extend` selects a range from the anchor. */
  selectAt(position: number, extend?: boolean): Promise<void>;
  /** Moves the active picture by a number of positions. */
  moveSelection(by: number, extend?: boolean): Promise<void>;
  /** Adds a picture to the selection or removes it. */
  toggle(id: number, position: number): void;
  /** Selects the pictures in these ordered ranges. With `add`, keeps the current selection. */
  selectRanges(runs: readonly IndexRange[], add: boolean): Promise<void>;
  selectAll(): Promise<void>;
  /** Reduces the selection to the active picture. */
  clearSelection(): void;
}

export interface LibraryState extends Selecting {
  /** The requested list. Its search is the text in the search box. */
  readonly query: LibraryQuery;
  /** The displayed list, to which the selection applies: the last one that arrived. */
  readonly listed: LibraryQuery;
  /** Its length, or a lower bound while `complete` is false. */
  readonly total: number;
  readonly complete: boolean;
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Ids of the loaded chunks. */
  readonly chunks: Chunks;
  /** The active picture: the one on the canvas, always selected. */
  readonly selectedId: number | null;
  /** Its position in the list, or its last one. Null if unknown. */
  readonly selectedAt: number | null;
  readonly selection: Selection;
  /** The visible range has moved because pictures were inserted or removed above. The view follows. */
  readonly moved: Moved | null;
  /** A position to scroll to. A new object each time. */
  readonly shown: { readonly position: number } | null;
  /** Loads the start of the list and, if it still exists, the last selected picture. */
  start(lastImageId: number | null): Promise<void>;
  at(position: number): LibraryImage | undefined;
  /** The visible positions, inclusive. */
  setVisibleRange(from: number, to: number): void;
  /** Shows another list. The active picture stays selected. */
  setQuery(patch: Partial<LibraryQuery>): Promise<void>;
  search(text: string): Promise<void>;
  /** Searches while a text is being typed, after the last key. */
  typeSearch(text: string): void;
  /** Selects a picture and scrolls to it, switching lists if the current one doesn't contain it. */
  reveal(id: number): Promise<void>;
  /** Returns the target for commands on the selection, or null. */
  targetOfSelection(): Target | null;
  addImages(images: readonly LibraryImage[]): void;
  /** These pictures changed. Null: any may have. */
  refreshImages(ids: readonly number[] | null): Promise<void>;
  /** The edits of a picture changed. */
  refreshWork(id: number): Promise<void>;
  /** Removes the selected pictures. *Undo* restores them and the active picture's selection. */
  removeSelected(): Promise<void>;
  saveAs(id: number): Promise<void>;
  copy(id: number): Promise<void>;
}

/** Shared dependencies of the store's parts. */
export interface LibraryParts {
  readonly get: () => LibraryState;
  readonly set: (patch: Partial<LibraryState>) => void;
  readonly list: LibraryList;
  /** Loads an image's record if missing. */
  readonly load: (id: number) => void;
  readonly say: (error: unknown) => void;
  readonly tell: (message: LocalizedText) => void;
}
