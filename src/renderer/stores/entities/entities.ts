import type { EditEntry, EditRecord, ResultRecord, RevisedEntry } from '@shared/domain/edit.ts';
import type { FinishedPicture, FinishRecord } from '@shared/domain/finish.ts';
import type { LibraryImage, RevisedImage } from '@shared/domain/library-query.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { picturesMade } from '../made-pictures.ts';
import { Table } from './table.ts';

/** Records that are kept though nothing shows, selects or queues them. */
export const IDLE_MAX = 500;
/** Records that may be added before the next look at what can be forgotten. */
const SLACK = 200;

/** A result whose pictures stand apart. */
type ResultLink = Omit<ResultRecord, 'image' | 'finished'> & {
  readonly imageId: number;
  readonly finished: readonly FinishRecord[];
};

/** The pictures of a result: as it came, and what was made of it. */
function picturesOf({ imageId, finished }: ResultLink): readonly number[] {
  return [imageId, ...finished.map((finish) => finish.imageId)];
}

/** What is known of an edit, its runs and pictures apart. */
export interface EditFacts {
  readonly edit: EditRecord;
  readonly sourceName: string;
  readonly note: string | null;
  readonly branch: string | null;
  readonly results: readonly ResultLink[];
}

/** Ids of records that a part of the window needs. */
export interface Needed {
  readonly images?: Iterable<number>;
  readonly edits?: Iterable<number>;
}

export type Entities = ReturnType<typeof createEntities>;

/**
 * The one cache of what the main process said of images, edits and runs. Answers and events go in through the same functions, and
 * the higher revision wins, so that it does not matter in which order they arrive. Lists elsewhere hold ids only.
 */
export function createEntities() {
  const images = new Table<LibraryImage>();
  const edits = new Table<EditFacts>();
  const runs = new Table<RunRecord>();
  /** The newest run of each edit: an answer may carry an older one. */
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

  /** Tells each listener once, however much came in together. */
  function flush(): void {
    version += 1;
    trim();
    const changedImages = images.flush();
    // An entry shows its run and the pictures it made.
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

  /** The entry of an edit; undefined when not all of it is known. It stays the same object until something in it changes. */
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
    /** To look up and to listen to single images. */
    images: images as Pick<
      Table<LibraryImage>,
      'get' | 'use' | 'isGone' | 'isCurrent' | 'isWatched' | 'watchedIds' | 'subscribe' | 'size'
    >,
    edits: edits as Pick<Table<EditFacts>, 'subscribe' | 'size'>,
    run: (runId: number): RunRecord | undefined => runs.get(runId),
    entry,
    /** A number that is another one each time records have come in. */
    version: (): number => version,
    /** The entries of these edits in this order, as far as they are known. */
    entries: (editIds: Iterable<number>): EditEntry[] => [...editIds].flatMap((id) => entry(id) ?? []),
    /** The known edits of a tree, newest first. */
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
    /** A run was made or changed: by the event, or by the answer to the call that made it. Lists learn of new edits here. */
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
    /** Marks images as out of date, or all when null. */
    invalidateImages: (ids: readonly number[] | null, revision: number) => images.invalidate(ids, revision),
    /** What `needed` names is not forgotten. */
    keep(needed: () => Needed): void {
      deps.add(needed);
    },
  };
}

/** Whether two lists hold the same objects. */
function areSame(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
