import { setTimeout as sleep } from 'node:timers/promises';
import type { Out } from '@shared/contract.ts';
import type { FindMask, FinishedPicture, FinishRecipe } from '@shared/domain/finish.ts';
import { Failure } from '@shared/errors.ts';
import PQueue from 'p-queue';
import type { Emit } from '../bus.ts';
import { FINISH_TRIES_MAX, recipeText } from '../library/ledger/finishes.ts';
import type { Log } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';
import { findAndKeepMask, type MakeFinishDeps, makeFinish, type Raw } from './make-finish.ts';

/** Makes finished pictures from raw results. Free, offline, and repeatable. */
export interface FinishService {
  /**
   * Returns the picture a recipe makes from a raw result, and makes it if needed. `imageId` may also be a
   * finished picture. Throws `Failure`: `not-found`, `bad-request`, and `finish-failed` with its reason.
   */
  make(input: { readonly imageId: number; readonly recipe: FinishRecipe }): Promise<FinishedPicture>;
  /** The same with low priority, after everything the user waits for. */
  makeInBackground(input: {
    readonly imageId: number;
    readonly recipe: FinishRecipe;
  }): Promise<FinishedPicture>;
  /** Cancels the finish of a raw result. */
  cancel(imageId: number): void;
  /** Finds what a result changed, and stores it like a drawn mask. */
  findMask(input: { readonly imageId: number; readonly find: FindMask }): Promise<Out<'finish.findMask'>>;
  /** Finishes the results of a saved run if its edit requests it. Never throws: failures are recorded. */
  finishRun(runId: number): void;
  /** Finishes results of the last process that was closed or killed between saving and finishing. */
  catchUp(): void;
  /** Stops all work. Resolves when the library is no longer used. Pending finishes run after the next start. */
  close(): Promise<void>;
}

interface FinishServiceDeps extends MakeFinishDeps {
  readonly log: Log;
  readonly emit: Emit;
}

interface Work {
  readonly rawImageId: number;
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

/** User requests go before automatic finishes. */
const ASKED = 1;
const BY_ITSELF = 0;

/**
 * Delay (ms) after the start before the last process's results are finished: the imaging window opens after
 * the first window is shown.
 */
const CATCH_UP_DELAY_MS = 2_000;

export function createFinishService(deps: FinishServiceDeps): FinishService {
  const { library, ledger, log, emit } = deps;
  // One at a time: each holds a source of up to 100 megapixels.
  const queue = new PQueue({ concurrency: 1 });
  const going = new Map<string, Work>();
  let closed = false;

  /** Throws `Failure`: `not-found`, or `bad-request` for a picture without an edit. */
  function rawOf(imageId: number): Raw {
    const shown = library.picture(imageId);
    const image = shown.finishOf === undefined ? shown : library.picture(shown.finishOf);
    if (image.editId === null) throw new Failure('bad-request', { reason: 'not-a-result' });
    return { image, edit: ledger.editById(image.editId) };
  }

  /** Shares concurrent requests for the same work. */
  async function once<T>(
    name: string,
    rawImageId: number,
    priority: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (closed) throw new Failure('interrupted');
    const key = `${rawImageId} ${name}`;
    const known = going.get(key);
    if (known) return known.done as Promise<T>;
    const abort = new AbortController();
    const done = queue
      .add(() => work(abort.signal), { priority, signal: abort.signal })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) throw systemFailure(error);
        throw closed
          ? new Failure('interrupted')
          : new Failure('finish-failed', { reason: 'finish-cancelled' });
      })
      .finally(() => going.delete(key));
    going.set(key, { rawImageId, abort, done });
    return done as Promise<T>;
  }

  async function make(raw: Raw, recipe: FinishRecipe, priority: number): Promise<FinishedPicture> {
    const rawImageId = raw.image.id;
    const made = ledger.finishedBy(rawImageId, recipe);
    if (made) return made;
    return once(recipeText(recipe), rawImageId, priority, async (signal) => {
      const onStep = (step: number, steps: number) =>
        emit('finish.progress', { imageId: rawImageId, step, steps });
      const imageId = await makeFinish(deps, raw, recipe, { signal, onStep });
      const [picture] = library.pictures([imageId]);
      if (picture) emit('library.added', { images: [picture] });
      emit('run.changed', ledger.entryByEdit(raw.edit.id));
      return ledger.finishedPicture(imageId);
    });
  }

  /** Finishes one of an edit's results as the edit requests. */
  async function finishOne(rawImageId: number, editId: number): Promise<void> {
    const { finish } = ledger.editById(editId);
    if (!finish) return;
    try {
      ledger.countFinishTry(rawImageId, 1);
      await make(rawOf(rawImageId), finish, BY_ITSELF);
    } catch (error) {
      if (closed) return ledger.countFinishTry(rawImageId, -1);
      note(rawImageId, editId, error);
    }
  }

  /** The raw result is unchanged, and its entry shows why it was not finished. */
  function note(rawImageId: number, editId: number, error: unknown): void {
    const failure = error instanceof Failure ? error : new Failure('internal');
    log.warn('failed to finish result', { rawImageId, error: String(error) });
    try {
      ledger.setFinishProblem(rawImageId, failure.value);
      emit('run.changed', ledger.entryByEdit(editId));
    } catch (refusal) {
      log.error('failed to record finish failure', { error: String(refusal) });
    }
  }

  /** Never throws. */
  function begin(work: () => Promise<void>): void {
    work().catch((error: unknown) => log.error('finish task failed', { error: String(error) }));
  }

  return {
    make: async ({ imageId, recipe }) => make(rawOf(imageId), recipe, ASKED),
    makeInBackground: async ({ imageId, recipe }) => make(rawOf(imageId), recipe, BY_ITSELF),
    cancel(imageId) {
      const { image } = rawOf(imageId);
      for (const { rawImageId, abort } of going.values()) if (rawImageId === image.id) abort.abort();
    },
    async findMask({ imageId, find }) {
      const raw = rawOf(imageId);
      return once(`find ${JSON.stringify(find)}`, raw.image.id, ASKED, (signal) =>
        findAndKeepMask(deps, raw, find, signal),
      );
    },
    finishRun(runId) {
      begin(async () => {
        const { editId } = ledger.runById(runId);
        const { edit, results } = ledger.entryByEdit(editId);
        if (!edit.finish) return;
        const open = results.filter(
          (result) => result.runId === runId && result.finished.length === 0 && !result.finishProblem,
        );
        for (const { image } of open) await finishOne(image.id, editId);
      });
    },
    catchUp() {
      begin(async () => {
        // Read before this process saves any results, which their runs finish.
        const unfinished = ledger.unfinishedResults();
        if (unfinished.length > 0) await sleep(CATCH_UP_DELAY_MS, undefined, { ref: false });
        for (const { rawImageId, editId, tries } of unfinished) {
          if (closed) return;
          if (tries < FINISH_TRIES_MAX) await finishOne(rawImageId, editId);
          else note(rawImageId, editId, new Failure('finish-failed', { reason: 'finish-crashed' }));
        }
      });
    },
    async close() {
      closed = true;
      const works = [...going.values()];
      for (const { abort } of works) abort.abort();
      await Promise.allSettled(works.map(({ done }) => done));
      await queue.onIdle();
    },
  };
}
