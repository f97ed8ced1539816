import type { EditEntry, EditRequest } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import type { TreePage } from '../library/entries.ts';
import type { Ledger } from '../library/ledger.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { freeze } from './freeze.ts';
import { assertMaySpend, type SpendNeeds } from './may-spend.ts';

/** `engines`: those this build offers. */
export interface EditServiceNeeds extends SpendNeeds {
  readonly ledger: Ledger;
  readonly queue: Pick<Scheduler, 'added' | 'retry' | 'cancel'>;
}

export interface EditService {
  /**
   * Freezes a request on a picture and queues it. Throws `Failure`: `bad-request` with its fields, `not-found`,
   * and, like every call that may cost money, `missing-key` or `daily-cap`.
   */
  run(input: { readonly sourceImageId: number; readonly request: EditRequest }): EditEntry;
  /** Queues the very same request on the very same bytes, whatever became of the picture since. */
  rerun(editId: number): EditEntry;
  /** All edits of a picture's tree, newest first; `before` is the last edit id of the page before. */
  tree(imageId: number, before: number | null): TreePage;
  /** These edits as they stand now; those that are not there are left out. */
  entries(editIds: readonly number[]): EditEntry[];
  /** The named versions in a picture's tree, newest first. */
  snapshots(imageId: number): Snapshot[];
  retry(runId: number): EditEntry;
  cancel(runId: number): void;
}

export function createEditService(needs: EditServiceNeeds): EditService {
  const { ledger, queue, engines, clock } = needs;
  const assertMayRepeat = (editId: number) => assertMaySpend(needs, ledger.editById(editId).request.engine);
  return {
    run({ sourceImageId, request }) {
      const frozen = freeze(request, engines);
      assertMaySpend(needs, frozen.engine);
      return queue.added(ledger.addEdit(sourceImageId, frozen, clock()).editId);
    },
    rerun(editId) {
      assertMayRepeat(editId);
      return queue.added(ledger.addRerun(editId, clock()).editId);
    },
    tree: (imageId, before) => ledger.treePage(imageId, before),
    entries: (editIds) => ledger.entriesByEdit(editIds),
    snapshots: (imageId) => ledger.listSnapshots(imageId),
    retry(runId) {
      assertMayRepeat(ledger.runById(runId).editId);
      return queue.retry(runId);
    },
    cancel: (runId) => queue.cancel(runId),
  };
}
