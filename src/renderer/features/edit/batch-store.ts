import type { Bridge, In } from '@shared/contract.ts';
import {
  type EditRequest,
  type LocalParts,
  NO_LOCAL_PARTS,
  RUN_MANY_MAX,
  type SeedChoice,
} from '@shared/domain/edit.ts';
import { isPaid } from '@shared/domain/engine-catalog.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { isSettled, type RunRecord } from '@shared/domain/run.ts';
import type { ErrorValue } from '@shared/errors.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { Attention } from '../../stores/attention.ts';
import type { Entities } from '../../stores/entities/entities.ts';
import type { Presses } from '../../stores/presses.ts';
import type { ToastMessage, ToastStore } from '../../stores/toast-store.ts';
import type { LibraryStore } from '../library/library-store.ts';
import { type EditStore, sentReferences } from './edit-store.ts';

/** The request at the time of the press, so that the confirmation can't apply to anything else. */
interface PendingBatch {
  /** Identifies the request: repeating it without a change is the same press. */
  readonly thing: string;
  readonly target: Target;
  readonly count: number;
  readonly request: EditRequest;
  readonly referenceIds: readonly number[];
  readonly seeds: SeedChoice;
}

export interface BatchState {
  /** Seeds of the next edit of many. */
  readonly seeds: SeedChoice;
  /** Paid runs waiting for confirmation. */
  readonly pending: PendingBatch | null;
  setSeeds(seeds: SeedChoice): void;
  /** Runs the form's edit on all selected pictures. Paid runs need confirmation. */
  run(): Promise<void>;
  confirm(): Promise<void>;
  decline(): void;
  applyRun(run: RunRecord): void;
  /** Whether a run belongs to a batch whose end is reported once. */
  hasRun(runId: number): boolean;
}

export type BatchStore = ReturnType<typeof createBatchStore>;

/** Edits that were queued together, until all have settled. */
interface Batch {
  readonly toast: number;
  readonly runs: ReadonlySet<number>;
  readonly saved: Set<number>;
  readonly without: Set<number>;
}

interface BatchStoreDeps {
  readonly presses: Presses;
  readonly toasts: ToastStore;
  readonly edit: EditStore;
  readonly library: LibraryStore;
  readonly entities: Pick<Entities, 'run'>;
  readonly attention: Attention;
  /** Local parts for every picture. */
  readonly parts?: () => LocalParts;
  /** Returns what prevents this number of paid runs as far as the window knows. Main checks again. */
  readonly obstacle: (runs: number) => ErrorValue | null;
}

/** One edit on many pictures. */
export function createBatchStore(bridge: Bridge, deps: BatchStoreDeps) {
  const { toasts, edit, library, entities, attention, presses, parts = () => NO_LOCAL_PARTS } = deps;
  let batches: readonly Batch[] = [];
  /** Calls to start a batch that have no answer yet. */
  let starting = 0;

  return createStore<BatchState>()((set, get) => {
    // The request changed, so drop the confirmation.
    edit.subscribe((state, before) => {
      const same = (['prompt', 'engine', 'values', 'seed', 'references'] as const).every(
        (key) => state[key] === before[key],
      );
      if (!same && get().pending) set({ pending: null });
    });
    library.subscribe((state, before) => {
      if (state.selection !== before.selection && get().pending) set({ pending: null });
    });

    const send = ({ thing, referenceIds, ...batch }: PendingBatch) =>
      presses.once(thing, (press) =>
        sendPress({ press, ...batch, referenceIds: [...referenceIds], ...parts() }),
      );
    const sendPress = async (press: In<'edit.runMany'>) => {
      starting += 1;
      const pressed = attention.now();
      const answer = await edit.getState().send(() => callMain(bridge.edit.runMany(press)));
      starting -= 1;
      if (!answer) return null;
      const total = answer.runIds.length;
      const runs = new Set(answer.runIds);
      attention.runsAwaited(runs, pressed);
      const toast = toasts
        .getState()
        .show({ message: () => t.edit.many.queued(total), persistent: true, action: cancelRest(runs) });
      batches = [...batches, { toast, runs, saved: new Set(), without: new Set() }];
      // Some may have been settled before the answer came: their events are in the cache.
      for (const runId of runs) {
        const run = entities.run(runId);
        if (run) get().applyRun(run);
      }
      return answer;
    };

    const cancelRest = (runs: ReadonlySet<number>): NonNullable<ToastMessage['action']> => ({
      label: () => t.edit.many.cancelRest,
      run: () => {
        const batch = batches.find((each) => each.runs === runs);
        for (const runId of runs)
          if (!batch?.saved.has(runId) && !batch?.without.has(runId)) void bridge.run.cancel({ runId });
      },
    });

    return {
      seeds: 'new',
      pending: null,
      setSeeds: (seeds) => set({ seeds, pending: null }),
      run: async () => {
        const { selection, targetOfSelection } = library.getState();
        const target = targetOfSelection();
        if (!target || edit.getState().submitting || get().pending) return;
        const thing = `run many ${JSON.stringify(target)} ${edit.getState().revision()}`;
        if (presses.isSame(thing)) return;
        if (selection.count > RUN_MANY_MAX)
          return edit.getState().setProblem({
            code: 'bad-request',
            reason: 'too-many-pictures',
            params: { max: RUN_MANY_MAX },
          });
        const request = edit.getState().compose();
        if (!request) return;
        const referenceIds = sentReferences(edit.getState());
        const pending = { thing, target, count: selection.count, request, referenceIds, seeds: get().seeds };
        if (!isPaid(request.engine)) await send(pending);
        else {
          // Check first, so that nothing is confirmed and then refused.
          const obstacle = deps.obstacle(pending.count);
          if (obstacle) edit.getState().setProblem(obstacle);
          else set({ pending });
        }
      },
      confirm: async () => {
        const { pending } = get();
        set({ pending: null });
        if (pending && !edit.getState().submitting) await send(pending);
      },
      decline: () => set({ pending: null }),
      hasRun: (runId) => starting > 0 || batches.some(({ runs }) => runs.has(runId)),
      applyRun: (run) => {
        if (!isSettled(run.state)) return;
        const batch = batches.find(({ runs }) => runs.has(run.id));
        if (!batch) return;
        (run.state === 'saved' ? batch.saved : batch.without).add(run.id);
        const { saved, without, runs, toast } = batch;
        const { replace } = toasts.getState();
        const [good, bad] = [saved.size, without.size];
        if (good + bad < runs.size)
          return replace(toast, {
            message: () => t.edit.many.progress(good, runs.size),
            persistent: true,
            action: cancelRest(runs),
          });
        batches = batches.filter((each) => each !== batch);
        if (bad === 0) replace(toast, { message: () => t.edit.many.finished(good), tone: 'good' });
        else replace(toast, { message: () => t.edit.many.finishedWithout(good, bad), tone: 'warn' });
      },
    };
  });
}
