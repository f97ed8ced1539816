import { challengeRequest } from '@shared/domain/challenge.ts';
import { type EditRequest, type LocalParts, promptProblem, type RevisedEntry } from '@shared/domain/edit.ts';
import { findModel } from '@shared/domain/engine-catalog.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { missingModel } from '@shared/domain/missing-model.ts';
import type { EngineId, ModelId } from '@shared/domain/model.ts';
import type { PressId } from '@shared/domain/press.ts';
import { referenceLimit } from '@shared/domain/reference.ts';
import { Failure } from '@shared/errors.ts';
import type { TreePage } from '../library/history/entries.ts';
import type { Queued } from '../library/ledger/edits.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Press } from '../library/ledger/presses.ts';
import { assertHasMask } from '../queue/needs-mask.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { assertTakesReferences } from '../queue/takes-references.ts';
import { pressOf } from './press.ts';
import { assertEngineAvailable, assertWithinSpendLimit, type SpendLimitDeps } from './spend-limit.ts';

/** `engines`: the engines of this build. */
export interface EditServiceDeps extends SpendLimitDeps {
  readonly ledger: Ledger;
  readonly queue: Pick<Scheduler, 'added' | 'cancel'>;
}

/**
 * Every call that can spend money carries the id of its press. A press that is delivered twice gets the run
 * it created the first time, before any other check. A known press with a different request is a `Failure`
 * (`bad-request`).
 */
export interface EditService {
  /**
   * Queues an edit of an image. `request` is a parsed `NewEditRequest`. Throws `Failure`: `bad-request`,
   * `not-found`, and, like every call that may cost money, `missing-key` or `daily-cap`.
   */
  run(
    input: LocalParts & {
      readonly press: PressId;
      readonly sourceImageId: number;
      readonly request: EditRequest;
      /** Pictures that are sent beside the source, in order. */
      readonly referenceIds?: readonly number[] | undefined;
    },
  ): RevisedEntry;
  /** Queues the same request on the same bytes, even if the image has changed or was removed since. */
  rerun(input: { readonly press: PressId; readonly editId: number }): RevisedEntry;
  /**
   * Queues the same edit on another engine or model: same source bytes, local parts, prompt and seed, and the
   * parameters that both have. Throws `Failure`: `bad-request` if this build lacks the engine or the model.
   */
  challenge(input: {
    readonly press: PressId;
    readonly editId: number;
    readonly engine: EngineId;
    readonly model: ModelId;
  }): RevisedEntry;
  /**
   * Queues a new run of the same request. Throws `Failure` if a run is open or the edit already has its
   * result.
   */
  retry(input: { readonly press: PressId; readonly runId: number }): RevisedEntry;
  /** Edits of an image's tree, newest first. `before` is the last edit id of the previous page. */
  tree(imageId: number, before: number | null): TreePage;
  /** Returns the current entries of these edits. Unknown ids are left out. */
  entries(editIds: readonly number[]): RevisedEntry[];
  /** Snapshots in an image's tree, newest first. */
  snapshots(imageId: number): Snapshot[];
  /** The merged pictures in a picture's tree, newest first. */
  merges(imageId: number): MergedPicture[];
  cancel(runId: number): void;
}

export function createEditService(deps: EditServiceDeps): EditService {
  const { ledger, queue, engines, clock } = deps;
  const assertMayRepeat = (editId: number) => {
    const { request, references } = ledger.editById(editId);
    // A model that is gone is reported by its run.
    if (findModel(request.engine, request.model)) assertTakesReferences(request, references.length);
    assertWithinSpendLimit(deps, request.engine);
  };
  const once = (press: Press, add: () => Queued): RevisedEntry => {
    const { entry, isNew } = ledger.queueEntryOnce(press, clock(), add);
    if (isNew) queue.added([entry.edit.id]);
    return entry;
  };
  return {
    run: ({ press, sourceImageId, request, referenceIds = [], prepare, finish }) =>
      once(pressOf('edit.run', press, { sourceImageId, request, referenceIds, prepare, finish }), () => {
        assertEngineAvailable(engines, request.engine);
        assertTakesReferences(request, referenceIds.length);
        assertHasMask(request, { prepare, finish });
        assertWithinSpendLimit(deps, request.engine);
        return ledger.addEdit(sourceImageId, request, clock(), { prepare, finish, referenceIds });
      }),
    rerun: ({ press, editId }) =>
      once(pressOf('edit.rerun', press, { editId }), () => {
        assertMayRepeat(editId);
        return ledger.addRerun(editId, clock());
      }),
    challenge: ({ press, editId, engine, model: id }) =>
      once(pressOf('edit.challenge', press, { editId, engine, model: id }), () => {
        assertEngineAvailable(engines, engine);
        const model = findModel(engine, id);
        if (!model) throw missingModel({ engine, model: id });
        assertWithinSpendLimit(deps, engine);
        const { request, references, prepare, finish } = ledger.editById(editId);
        if (request.engine === engine && request.model === id) {
          assertTakesReferences(request, references.length);
          return ledger.addRerun(editId, clock());
        }
        const asked = challengeRequest(request, model);
        const problem = model.prompt === null ? null : promptProblem(asked.prompt, model.promptMax);
        if (problem) throw new Failure('bad-request', problem);
        assertHasMask(asked, { prepare, finish });
        const other = { request: asked, referenceLimit: referenceLimit(model) };
        return ledger.addChallenge(editId, other, clock());
      }),
    retry: ({ press, runId }) =>
      once(pressOf('run.retry', press, { runId }), () => {
        assertMayRepeat(ledger.runById(runId).editId);
        return ledger.retryRun(runId, clock());
      }),
    tree: (imageId, before) => ledger.treePage(imageId, before),
    entries: (editIds) => ledger.entriesByEdit(editIds),
    snapshots: (imageId) => ledger.listSnapshots(imageId),
    merges: (imageId) => ledger.listMerges(imageId),
    cancel: (runId) => queue.cancel(runId),
  };
}
