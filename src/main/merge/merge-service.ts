import type { Out, ParsedIn } from '@shared/contract.ts';
import { type ImageRecord, MAX_FILE_BYTES } from '@shared/domain/image.ts';
import type {
  MergedPicture,
  MergeOutline,
  MergeParents,
  MergePlan,
  MergeRecipe,
} from '@shared/domain/merge.ts';
import { Failure } from '@shared/errors.ts';
import PQueue from 'p-queue';
import type { Emit } from '../bus.ts';
import { once } from '../commands/command-plan.ts';
import type { CommandService } from '../commands/command-service.ts';
import { pngWithExifOf } from '../finish/png-exif.ts';
import type { CheckSource } from '../health/check-source.ts';
import { addMerge, commonBase, mergeById, mergedPicture } from '../library/history/merges.ts';
import { decodedBlob } from '../library/images/blobs.ts';
import type { Library } from '../library/library.ts';
import type { Staged } from '../library/store/staging.ts';
import type { Clock, Imaging, PictureFile } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';

/**
 * Merges two pictures made from the same one. Free and offline; the same pictures and choices give the same
 * bytes.
 */
export interface MergeService {
  /** Throws `Failure` (`bad-request` with its reason) if the two can't be merged, or `not-found`. */
  plan(parents: MergeParents): Promise<MergePlan>;
  /** Makes the merged picture. Undo moves it to the Trash. */
  make(input: ParsedIn<'merge.make'>): Promise<MergedPicture>;
  /** Repeats a merge from its stored recipe. */
  again(mergeId: number): Promise<Out<'merge.again'>>;
  /** Cancels the merge in progress. */
  cancel(): void;
  /** Stops all work. Resolves when the library is no longer used. */
  close(): Promise<void>;
}

interface MergeServiceDeps {
  readonly library: Library;
  readonly imaging: Pick<Imaging, 'planMerge' | 'merge'>;
  readonly commands: Pick<CommandService, 'carryOut' | 'run'>;
  readonly clock: Clock;
  readonly checkSource: CheckSource;
  readonly emit: Emit;
}

/** The two pictures and their common ancestor. */
interface Three {
  readonly base: ImageRecord;
  readonly left: ImageRecord;
  readonly right: ImageRecord;
}

/** Number of cached outlines: choosing takes a while, and comparing 24 megapixels again takes seconds. */
const OUTLINES_MAX = 16;

export function createMergeService({
  library,
  imaging,
  commands,
  clock,
  checkSource,
  emit,
}: MergeServiceDeps): MergeService {
  const { db, objects } = library;
  // One at a time: each holds three pictures of up to 100 megapixels.
  const queue = new PQueue({ concurrency: 1 });
  const going = new Set<AbortController>();
  const outlines = new Map<string, MergeOutline>();
  let closed = false;

  async function exclusively<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (closed) throw new Failure('interrupted');
    const abort = new AbortController();
    going.add(abort);
    try {
      return (await queue.add(() => work(abort.signal), { signal: abort.signal })) as T;
    } catch (error) {
      if (!abort.signal.aborted) throw systemFailure(error);
      throw closed ? new Failure('interrupted') : new Failure('bad-request', { reason: 'merge-cancelled' });
    } finally {
      going.delete(abort);
    }
  }

  /** Throws `Failure` if the two aren't branches of one picture, or if sizes differ. */
  function threeOf({ leftId, rightId }: MergeParents): Three {
    if (leftId === rightId) throw refused('merge-same');
    const [left, right] = [library.picture(leftId), library.picture(rightId)];
    if (left.deletedAt !== null || right.deletedAt !== null)
      throw new Failure('not-found', { reason: 'picture-gone' });
    const baseId = left.rootId === right.rootId ? commonBase(db, leftId, rightId) : null;
    if (baseId === null) throw refused('merge-other-original');
    if (baseId === leftId || baseId === rightId) throw refused('merge-ancestor');
    const base = library.picture(baseId);
    const { width, height } = base;
    for (const { name, ...size } of [left, right])
      if (size.width !== width || size.height !== height)
        throw new Failure('bad-request', { reason: 'merge-size', params: { name, width, height } });
    return { base, left, right };
  }

  /** Throws `Failure`: `not-found` if a file no longer exists, `picture-damaged` if it changed. */
  async function filesOf({ base, left, right }: Three): Promise<[PictureFile, PictureFile, PictureFile]> {
    const file = async ({ sha256 }: ImageRecord) => {
      const found = library.pictureFile(sha256);
      if (!found) throw new Failure('not-found', { reason: 'source-missing' });
      await checkSource({ ...found, sha256 }, 'part-damaged');
      return found;
    };
    return [await file(base), await file(left), await file(right)];
  }

  async function outlineOf(three: Three, signal: AbortSignal): Promise<MergeOutline> {
    const key = [three.base, three.left, three.right].map(({ sha256 }) => sha256).join(' ');
    const known = outlines.get(key);
    if (known) return known;
    const outline = await imaging.planMerge(...(await filesOf(three)), { signal });
    const [oldest] = outlines.keys();
    if (oldest !== undefined && outlines.size >= OUTLINES_MAX) outlines.delete(oldest);
    outlines.set(key, outline);
    return outline;
  }

  /** Writes the merged picture to staging. The caller discards it. */
  async function write(three: Three, { choices }: MergeRecipe, signal: AbortSignal) {
    const [base, left, right] = await filesOf(three);
    const path = objects.tempPath('png');
    const onStep = (step: number, steps: number) => emit('merge.progress', { step, steps });
    try {
      const info = await imaging.merge(base, left, right, choices, path, { signal, onStep });
      // Camera data from the left picture: what that one omits stays omitted.
      const staged = await objects.stage(pngWithExifOf(path, left.path), {
        maxBytes: MAX_FILE_BYTES,
        signal,
      });
      return { staged, info };
    } finally {
      await objects.discard(path);
    }
  }

  /** Files first, then all rows as one journal entry. */
  async function add(
    three: Three,
    recipe: MergeRecipe,
    staged: Staged,
    size: { readonly width: number; readonly height: number },
  ): Promise<MergedPicture> {
    const { base, left, right } = three;
    await objects.commit(staged, 'image/png');
    let imageId = 0;
    try {
      await commands.carryOut(
        'merge',
        once(() => {
          const now = clock();
          imageId = addMerge(db, {
            picture: decodedBlob(staged, 'image/png', { width: size.width, height: size.height }),
            rootId: base.rootId,
            baseId: base.id,
            leftId: left.id,
            rightId: right.id,
            recipe,
            now,
          });
          return [{ set: 'deleted_at', before: [[now, [imageId]]], after: [[null, [imageId]]] }];
        }),
      );
    } finally {
      objects.settled(staged.sha256);
    }
    const [picture] = library.pictures([imageId]);
    if (picture) emit('library.added', { images: [picture] });
    return mergedPicture(db, imageId);
  }

  return {
    plan: (parents) =>
      exclusively(async (signal) => {
        const three = threeOf(parents);
        const outline = await outlineOf(three, signal);
        const { fromA, fromB, conflicts } = outline;
        if (conflicts.length === 0 && (fromA === 0 || fromB === 0)) throw refused('merge-nothing');
        const { id: baseId, width, height } = three.base;
        return { ...outline, baseId, width, height };
      }),
    make: ({ choices, ...parents }) =>
      exclusively(async (signal) => {
        const three = threeOf(parents);
        const { conflicts } = await outlineOf(three, signal);
        if (choices.length !== conflicts.length) throw refused('merge-choices');
        const recipe = { conflicts, choices };
        const { staged, info } = await write(three, recipe, signal);
        try {
          signal.throwIfAborted();
          return await add(three, recipe, staged, info);
        } finally {
          await objects.discard(staged.path);
        }
      }),
    again: (mergeId) =>
      exclusively(async (signal) => {
        const { merge, image } = mergeById(db, mergeId);
        const three = {
          base: library.picture(merge.baseId),
          left: library.picture(merge.leftId),
          right: library.picture(merge.rightId),
        };
        const { staged, info } = await write(three, merge.recipe, signal);
        try {
          signal.throwIfAborted();
          const identical = staged.sha256 === image.sha256;
          if (!identical || image.purged)
            return { ...(await add(three, merge.recipe, staged, info)), identical };
          if (image.deletedAt !== null) await commands.run({ do: 'restore', target: { ids: [image.id] } });
          return { ...mergeById(db, mergeId), identical };
        } finally {
          await objects.discard(staged.path);
        }
      }),
    cancel() {
      for (const abort of going) abort.abort();
    },
    async close() {
      closed = true;
      for (const abort of going) abort.abort();
      await queue.onIdle();
    },
  };
}

type Refusal = 'merge-same' | 'merge-other-original' | 'merge-ancestor' | 'merge-nothing' | 'merge-choices';

function refused(reason: Refusal): Failure {
  return new Failure('bad-request', { reason });
}
