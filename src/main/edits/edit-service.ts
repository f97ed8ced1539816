import type { EditRequest, LocalParts, RevisedEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import type { PressId } from '@shared/domain/press.ts';
import type { TreePage } from '../library/history/entries.ts';
import type { Queued } from '../library/ledger/edits.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Press } from '../library/ledger/presses.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { normalizeRequest } from './normalize-request.ts';
import { pressOf } from './press.ts';
import { assertWithinSpendLimit, type SpendLimitDeps } from './spend-limit.ts';

/** `engines`: those this build offers. */
export interface EditServiceDeps extends SpendLimitDeps {
  readonly ledger: Ledger;
  readonly queue: Pick<Scheduler, 'added' | 'cancel'>;
}

/**
 * Whatever can spend carries the press it came from: delivered again, it is answered with the run it made, before anything else
 * is looked at. A press that asks for something else is a `Failure` (`bad-request`).
 */
export interface EditService {
  /**
   * Freezes an edit of a picture and queues it. Throws `Failure`: `bad-request` with its fields, `not-found`,
   * and, like every call that may cost money, `missing-key` or `daily-cap`.
   */
  run(
    input: LocalParts & {
      readonly press: PressId;
      readonly sourceImageId: number;
      readonly request: EditRequest;
    },
  ): RevisedEntry;
  /** Queues the very same request on the very same bytes, whatever became of the picture since. */
  rerun(input: { readonly press: PressId; readonly editId: number }): RevisedEntry;
  /** A new run of the same frozen request. Throws `Failure` while one is open, or when the edit has its result. */
  retry(input: { readonly press: PressId; readonly runId: number }): RevisedEntry;
  /** All edits of a picture's tree, newest first; `before` is the last edit id of the page before. */
  tree(imageId: number, before: number | null): TreePage;
  /** These edits as they stand now; those that are not there are left out. */
  entries(editIds: readonly number[]): RevisedEntry[];
  /** The named versions in a picture's tree, newest first. */
  snapshots(imageId: number): Snapshot[];
  cancel(runId: number): void;
}

export function createEditService(deps: EditServiceDeps): EditService {
  const { ledger, queue, engines, clock } = deps;
  const assertMayRepeat = (editId: number) =>
    assertWithinSpendLimit(deps, ledger.editById(editId).request.engine);
  const once = (press: Press, add: () => Queued): RevisedEntry => {
    const { entry, isNew } = ledger.queueEntryOnce(press, clock(), add);
    if (isNew) queue.added([entry.edit.id]);
    return entry;
  };
  return {
    run: ({ press, sourceImageId, request, prepare, finish }) =>
      once(pressOf('edit.run', press, { sourceImageId, request, prepare, finish }), () => {
        const frozen = normalizeRequest(request, engines);
        assertWithinSpendLimit(deps, frozen.engine);
        return ledger.addEdit(sourceImageId, frozen, clock(), { prepare, finish });
      }),
    rerun: ({ press, editId }) =>
      once(pressOf('edit.rerun', press, { editId }), () => {
        assertMayRepeat(editId);
        return ledger.addRerun(editId, clock());
      }),
    retry: ({ press, runId }) =>
      once(pressOf('run.retry', press, { runId }), () => {
        assertMayRepeat(ledger.runById(runId).editId);
        return ledger.retryRun(runId, clock());
      }),
    tree: (imageId, before) => ledger.treePage(imageId, before),
    entries: (editIds) => ledger.entriesByEdit(editIds),
    snapshots: (imageId) => ledger.listSnapshots(imageId),
    cancel: (runId) => queue.cancel(runId),
  };
}
