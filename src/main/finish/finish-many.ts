import { DEFAULT_FINISH, type FinishRecipe, matchedRecipe } from '@shared/domain/finish.ts';
import type { ManyFinishes, ManyFinishesProgress } from '@shared/domain/finish-many.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { errorValueOf, Failure, type NamedError } from '@shared/errors.ts';
import type { Emit } from '../bus.ts';
import { once } from '../commands/command-plan.ts';
import type { CommandService } from '../commands/command-service.ts';
import type { Change } from '../library/journal/journal-change.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Library } from '../library/library.ts';
import type { Clock, Log } from '../ports.ts';
import type { FinishService } from './finish-service.ts';

/**
 * Finishes many results in sequence in the background. A result that can't be finished doesn't stop the
 * others.
 */
export interface FinishMany {
  /**
   * Returns once started; `finish.manyProgress` events report the rest. The finished pictures are one journal
   * entry. Throws `Failure`: `not-found`, or `bad-request` if the list has changed.
   */
  start(target: Target, what: ManyFinishes): Promise<{ batchId: number; total: number }>;
  /** Stops, and keeps the pictures made so far. */
  cancel(batchId: number): void;
  /** Stops everything. Resolves when the library is no longer used. */
  close(): Promise<void>;
}

interface FinishManyDeps {
  readonly library: Pick<Library, 'picture'>;
  readonly ledger: Pick<Ledger, 'finishedBy' | 'finishedPicture'>;
  readonly finishes: Pick<FinishService, 'makeInBackground' | 'cancel'>;
  readonly commands: Pick<CommandService, 'carryOut' | 'resolve'>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly log: Log;
}

interface Batch {
  readonly abort: AbortController;
  /** The raw result being finished. */
  rawImageId: number | null;
  ended: Promise<void>;
}

/** Maximum number of characters of failures in one event, to keep an IPC message below 64 KB. */
const FAILURES_MAX_CHARS = 24_000;

export function createFinishMany(deps: FinishManyDeps): FinishMany {
  const { library, ledger, finishes, commands, clock, emit, log } = deps;
  const open = new Map<number, Batch>();
  let lastId = 0;

  /** Returns the recipe for one of the pictures. Throws `Failure` if it can't have one. */
  function recipeFor(image: ImageRecord, reference: ImageRecord | null): FinishRecipe {
    if (!reference) return DEFAULT_FINISH;
    const made = image.finishOf === undefined ? null : ledger.finishedPicture(image.id).finish.recipe;
    return matchedRecipe(made, reference.sha256);
  }

  /**
   * Records the pictures as one journal entry, so that *Undo* moves all of them to the Trash. They are
   * already in the library.
   */
  async function record({ do: action }: ManyFinishes, made: readonly number[]): Promise<void> {
    if (made.length === 0) return;
    const now = clock();
    const change: Change = { set: 'deleted_at', before: [[now, [...made]]], after: [[null, [...made]]] };
    await commands.carryOut(
      action,
      once(() => [change]),
    );
  }

  async function work(
    batchId: number,
    batch: Batch,
    ids: readonly number[],
    what: ManyFinishes,
    reference: ImageRecord | null,
  ) {
    const { signal } = batch.abort;
    const made: number[] = [];
    const failures: NamedError[] = [];
    const counts = { done: 0, known: 0, failed: 0 };
    let failureChars = 0;
    const tell = (state: ManyFinishesProgress['state']) =>
      emit('finish.manyProgress', {
        batchId,
        do: what.do,
        state,
        total: ids.length,
        made: made.length,
        ...counts,
        failures: [...failures],
      });

    const fail = (name: string | null, error: unknown) => {
      if (!(error instanceof Failure)) log.error('failed to finish one of many', { error: String(error) });
      const value = errorValueOf(error);
      counts.failed += 1;
      failureChars += (name?.length ?? 0) + JSON.stringify(value).length;
      if (failureChars <= FAILURES_MAX_CHARS) failures.push({ name, ...value });
    };

    // One recipe makes one picture per raw result, however many of its versions are selected.
    const seen = new Set<string>();
    const finishOne = async (id: number) => {
      const image = library.picture(id);
      try {
        const recipe = recipeFor(image, reference);
        const rawImageId = image.finishOf ?? image.id;
        const key = `${rawImageId} ${JSON.stringify(recipe)}`;
        if (seen.has(key) || ledger.finishedBy(rawImageId, recipe)) counts.known += 1;
        else {
          seen.add(key);
          batch.rawImageId = rawImageId;
          made.push((await finishes.makeInBackground({ imageId: id, recipe })).image.id);
        }
      } catch (error) {
        if (!signal.aborted) fail(image.name, error);
      } finally {
        batch.rawImageId = null;
      }
    };

    for (const id of ids) {
      if (signal.aborted) break;
      try {
        await finishOne(id);
      } catch (error) {
        fail(null, error);
      }
      if (signal.aborted) break;
      counts.done += 1;
      if (counts.done < ids.length) tell('running');
    }
    await record(what, made).catch((error: unknown) => {
      log.error('failed to record what was made of many', { error: String(error) });
    });
    tell(signal.aborted ? 'cancelled' : 'done');
  }

  return {
    async start(target, what) {
      const reference = what.do === 'match-colors' ? library.picture(what.to) : null;
      const resolved = await commands.resolve(target);
      const ids = reference ? resolved.filter((id) => id !== reference.id) : resolved;
      if (ids.length === 0) throw new Failure('not-found', { reason: 'picture-gone' });
      lastId += 1;
      const batchId = lastId;
      const batch: Batch = { abort: new AbortController(), rawImageId: null, ended: Promise.resolve() };
      open.set(batchId, batch);
      batch.ended = work(batchId, batch, ids, what, reference)
        .catch((error: unknown) => log.error('finishing many failed', { error: String(error) }))
        .finally(() => open.delete(batchId));
      return { batchId, total: ids.length };
    },
    cancel(batchId) {
      const batch = open.get(batchId);
      if (!batch) return;
      batch.abort.abort();
      if (batch.rawImageId !== null) finishes.cancel(batch.rawImageId);
    },
    async close() {
      const batches = [...open.values()];
      for (const { abort, rawImageId } of batches) {
        abort.abort();
        if (rawImageId !== null) finishes.cancel(rawImageId);
      }
      await Promise.allSettled(batches.map(({ ended }) => ended));
    },
  };
}
