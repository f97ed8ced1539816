import { type EditRequest, type LocalParts, RUN_MANY_MAX, type SeedChoice } from '@shared/domain/edit.ts';
import type { Target } from '@shared/domain/library-command.ts';
import type { PressId } from '@shared/domain/press.ts';
import { Failure } from '@shared/errors.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import { assertHasMask } from '../queue/needs-mask.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { assertTakesReferences } from '../queue/takes-references.ts';
import { pressOf } from './press.ts';
import { assertEngineAvailable, assertWithinSpendLimit, type SpendLimitDeps } from './spend-limit.ts';

export interface RunManyDeps extends SpendLimitDeps {
  readonly ledger: Pick<Ledger, 'addEdits' | 'queueOnce' | 'runsOfPress' | 'paidRunsSince' | 'waitingRuns'>;
  readonly queue: Pick<Scheduler, 'added'>;
  /** Returns the image ids of a target. */
  readonly resolve: (target: Target) => Promise<readonly number[]>;
  /** Returns a random seed. */
  readonly rollSeed: () => number;
}

export interface RunManyInput extends LocalParts {
  readonly press: PressId;
  readonly target: Target;
  /** A parsed `NewEditRequest`. */
  readonly request: EditRequest;
  /** Pictures that are sent beside each source, in order. */
  readonly referenceIds?: readonly number[] | undefined;
  readonly seeds: SeedChoice;
  /** Number of images the user confirmed. No more than that are run. */
  readonly count: number;
}

/**
 * Runs the same edit on many images, one edit each. All edits are saved in one transaction before the first
 * starts, or none is. Throws `Failure`: `bad-request` if there are more images than allowed or confirmed,
 * `not-found` if none is left in the library, `missing-key`, or `daily-cap` if they don't all fit under it.
 */
export function createRunMany(deps: RunManyDeps) {
  const { ledger, queue, engines, clock, resolve, rollSeed } = deps;
  return async ({ press: id, ...input }: RunManyInput): Promise<{ runIds: number[] }> => {
    const press = pressOf('edit.runMany', id, input);
    const before = ledger.runsOfPress(press);
    // Don't resolve the target again: its list may have changed since.
    if (before) return { runIds: before.map(({ runId }) => runId) };
    const { target, request, referenceIds = [], seeds, count, prepare, finish } = input;
    assertForAny({ prepare, finish });
    assertEngineAvailable(engines, request.engine);
    assertTakesReferences(request, referenceIds.length);
    assertHasMask(request, { prepare, finish });
    const ids = await resolve(target);
    const { queued, isNew } = ledger.queueOnce(press, clock(), () => {
      if (ids.length > count) throw new Failure('bad-request', { reason: 'list-changed' });
      if (ids.length > RUN_MANY_MAX)
        throw new Failure('bad-request', { reason: 'too-many-pictures', params: { max: RUN_MANY_MAX } });
      assertWithinSpendLimit(deps, request.engine, ids.length);
      const edits = ids.map((sourceImageId) => ({
        sourceImageId,
        request: seeds === 'same' ? request : { ...request, seed: rollSeed() },
        parts: { prepare, finish, referenceIds },
      }));
      const added = ledger.addEdits(edits, clock());
      if (added.length === 0) throw new Failure('not-found', { reason: 'picture-gone' });
      return added;
    });
    if (isNew) queue.added(queued.map(({ editId }) => editId));
    return { runIds: queued.map(({ runId }) => runId) };
  };
}

/**
 * Throws `Failure` (`bad-request`) for settings that fit one image only: a region, or a mask of that image's
 * size.
 */
function assertForAny({ prepare, finish }: LocalParts): void {
  if (prepare.region !== null || prepare.protect !== null)
    throw new Failure('bad-request', { reason: 'not-for-many' });
  if (finish?.mask.kind === 'drawn') throw new Failure('bad-request', { reason: 'not-for-many' });
}
