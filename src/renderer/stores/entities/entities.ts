import type { EditEntry, EditRecord, ResultRecord, RevisedEntry } from '@shared/domain/edit.ts';
import type { FinishedPicture, FinishRecord } from '@shared/domain/finish.ts';
import type { LibraryImage, RevisedImage } from '@shared/domain/library-query.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { picturesMade } from '../made-pictures.ts';
import { Table } from './table.ts';

/** Maximum number of records that are kept without being shown, selected or queued. */
export const IDLE_MAX = 500;
/** Number of records added between two evictions. */
const SLACK = 200;

/** A result whose pictures are stored separately. */
type ResultLink = Omit<ResultRecord, 'image' | 'finished'> & {
  readonly imageId: number;
  readonly finished: readonly FinishRecord[];
};

/** The pictures of a result: raw and finished. */
function picturesOf({ imageId, finished }: ResultLink): readonly number[] {
  return [imageId, ...finished.map((finish) => finish.imageId)];
}

/** Data of an edit; its runs and pictures are stored separately. */
export interface EditFacts {
  readonly edit: EditRecord;
  readonly sourceName: string;
  readonly note: string | null;
  readonly branch: string | null;
  readonly challenged: EditEntry['challenged'];
  readonly results: readonly ResultLink[];
}

/** Ids of records in use by a part of the window. */
export interface Needed {
  readonly images?: Iterable<number>;
  readonly edits?: Iterable<number>;
}

export type Entities = ReturnType<typeof createEntities>;

/**
 * The only cache of images, edits and runs from main. Answers and events use the same functions, and the
 * higher revision wins, so the order of arrival doesn't matter. Lists elsewhere contain ids only.
 */
export function createEntities() {
  const images = new Table<LibraryImage>();
  const edits = new Table<EditFacts>();
  const runs = new Table<RunRecord>();
  /** The newest run of each edit: an answer may contain an older one. */
  const newestRuns = new Map<number, number>();
  const assembled = new WeakMap<EditFacts, EditEntry>();
  const runListeners = new Set<(entry: RevisedEntry) => void>();
  const imageListeners = new Set<() => void>();
  const editListeners = new Set<(editIds: readonly number[]) => void>();
  const deps = new Set<() => Needed>();
  let nextTrim = IDLE_MAX + SLACK;
  let version = 0;

  function keepEntry({ revision, run, results, ...facts }: RevisedEntry): void {
    for (const image of picturesMade({ results })) images.put(image.id, image, revision);
    runs.put(run.id, run, revision);
    newestRuns.set(facts.edit.id, Math.max(run.id, newestRuns.get(facts.edit.id) ?? 0));
    const links = results.map(({ image, finished, ...link }) => ({
      ...link,
      imageId: image.id,
      finished: finished.map(({ finish }) => finish),
    }));
    edits.put(facts.edit.id, { ...facts, results: links }, revision);
  }

  /** Notifies each listener once per batch. */
  function flush(): void {
    version += 1;
    trim();
    const changedImages = images.flush();
    // An entry includes its run and its pictures.
    for (const id of changedImages) {
      const editId = images.get(id)?.editId;
      if (editId != null) edits.touch(editId);
    }
    for (const id of runs.flush()) {
      const editId = runs.get(id)?.editId;
      if (editId !== undefined) edits.touch(editId);
    }
    const changedEdits = edits.flush();
    if (changedImages.length > 0) for (const listener of imageListeners) listener();
    if (changedEdits.length > 0) for (const listener of editListeners) listener(changedEdits);
  }

  function trim(): void {
    if (images.size + edits.size < nextTrim) return;
    const neededImages = new Set<number>();
    const neededEdits = new Set(edits.watchedIds());
    for (const needed of deps) {
      const { images: imageIds = [], edits: editIds = [] } = needed();
      for (const id of imageIds) neededImages.add(id);
      for (const id of editIds) neededEdits.add(id);
    }
    for (const id of neededEdits)
      for (const imageId of (edits.get(id)?.results ?? []).flatMap(picturesOf)) neededImages.add(imageId);
    for (const id of edits.trim(IDLE_MAX, (each) => neededEdits.has(each))) newestRuns.delete(id);
    runs.trim(0, (id) => edits.get(runs.get(id)?.editId ?? 0) !== undefined);
    images.trim(IDLE_MAX, (id) => neededImages.has(id));
    nextTrim = images.size + edits.size + SLACK;
  }

  /**
   * Returns the entry of an edit, or undefined if it is incomplete. The object is identical until something
   * in it changes.
   */
  function entry(editId: number): EditEntry | undefined {
    const facts = edits.get(editId);
    const run = runs.get(newestRuns.get(editId) ?? 0);
    if (!facts || !run) return undefined;
    const results: ResultRecord[] = [];
    for (const { imageId, finished, ...link } of facts.results) {
      const image = images.get(imageId);
      const made = finished.map((finish) => ({ finish, image: images.get(finish.imageId) }));
      const known = made.filter((each): each is FinishedPicture => each.image !== undefined);
      if (!image || known.length < made.length) return undefined;
      results.push({ ...link, image, finished: known });
    }
    const known = assembled.get(facts);
    const isSame = known?.run === run && areSame(picturesMade(known), picturesMade({ results }));
    if (known && isSame) return known;
    const made = { ...facts, run, results };
    assembled.set(facts, made);
    return made;
  }

  return {
    /** To look up and subscribe to single images. */
    images: images as Pick<
      Table<LibraryImage>,
      'get' | 'use' | 'isGone' | 'isCurrent' | 'isWatched' | 'watchedIds' | 'subscribe' | 'size'
    >,
    edits: edits as Pick<Table<EditFacts>, 'subscribe' | 'size'>,
    run: (runId: number): RunRecord | undefined => runs.get(runId),
    entry,
    /** Changes whenever records arrive. */
    version: (): number => version,
    /** Returns the cached entries of these edits in this order. */
    entries: (editIds: Iterable<number>): EditEntry[] => [...editIds].flatMap((id) => entry(id) ?? []),
    /** Cached edits of a tree, newest first. */
    editsOfRoot: (rootId: number): number[] =>
      [...edits.ids()].filter((id) => edits.get(id)?.edit.rootId === rootId).sort((a, b) => b - a),
    receivePictures(pictures: readonly RevisedImage[]): void {
      for (const { revision, ...picture } of pictures) images.put(picture.id, picture, revision);
      flush();
    },
    /** These images no longer exist. */
    receiveGone(ids: readonly number[], revision: number): void {
      for (const id of ids) images.put(id, null, revision);
      flush();
    },
    receiveEntries(entries: readonly RevisedEntry[]): void {
      for (const each of entries) keepEntry(each);
      flush();
    },
    /** A run was created or changed, by event or answer. Lists learn of new edits here. */
    receiveRun(changed: RevisedEntry): void {
      keepEntry(changed);
      flush();
      for (const listener of runListeners) listener(changed);
    },
    onRun(listener: (entry: RevisedEntry) => void): () => void {
      runListeners.add(listener);
      return () => runListeners.delete(listener);
    },
    onImages(listener: () => void): () => void {
      imageListeners.add(listener);
      return () => imageListeners.delete(listener);
    },
    onEdits(listener: (editIds: readonly number[]) => void): () => void {
      editListeners.add(listener);
      return () => editListeners.delete(listener);
    },
    /** Marks images as outdated, or all if null. */
    invalidateImages: (ids: readonly number[] | null, revision: number) => images.invalidate(ids, revision),
    /** Protects the records in `needed` from eviction. */
    keep(needed: () => Needed): void {
      deps.add(needed);
    },
  };
}

/** Whether two lists contain the same objects. */
function areSame(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
