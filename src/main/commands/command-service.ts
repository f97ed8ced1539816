import {
  type CommandResult,
  LibraryCommand,
  type ParsedLibraryCommand,
  type Target,
  type UndoableAction,
  type UndoState,
} from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import type { Emit } from '../bus.ts';
import type { WriteDb } from '../library/database/db.ts';
import { hasMerges } from '../library/history/merges.ts';
import { writeMonths } from '../library/images/months.ts';
import { undoable } from '../library/journal/journal.ts';
import type { ListService } from '../lists/list-service.ts';
import type { Clock } from '../ports.ts';
import { type YieldToEventLoop, yieldToEventLoop as yieldToAll } from '../yield-to-event-loop.ts';
import type { CommandPlan } from './command-plan.ts';
import { createCommandQueue } from './command-queue.ts';
import { emitLibraryChange } from './emit-change.ts';
import { type CommandOutcome, executeCommand, replay } from './execute-command.ts';
import { planCommand } from './plan-command.ts';

/** Every undoable change. Commands run one at a time. */
export interface CommandService {
  /**
   * Throws `Failure`: `not-found`, `bad-request` (a name that is in use, a list that has changed),
   * `disk-full`.
   */
  run(command: LibraryCommand): Promise<CommandResult>;
  /** Executes a plan that is not a command of a page, as one undoable entry. */
  carryOut(action: UndoableAction, plan: CommandPlan): Promise<CommandResult>;
  /** Returns null if there is nothing to undo. */
  undo(): Promise<{ readonly action: UndoableAction; readonly count: number } | null>;
  redo(): Promise<{ readonly action: UndoableAction; readonly count: number } | null>;
  undoable(): UndoState;
  /**
   * Returns the image ids of a target after all earlier commands. Throws `Failure` (`bad-request`) if its
   * list has changed.
   */
  resolve(target: Target): Promise<readonly number[]>;
  /**
   * Rewrites the months of images in this process's time zone, in the background. Emits a change if any
   * differed.
   */
  followZone(): Promise<void>;
  /** Resolves when all commands submitted so far have finished. */
  idle(): Promise<void>;
}

export function createCommandService({
  db,
  clock,
  emit,
  lists,
  yieldToEventLoop = yieldToAll,
}: {
  readonly db: WriteDb;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly lists: Pick<ListService, 'ids'>;
  readonly yieldToEventLoop?: YieldToEventLoop;
}): CommandService {
  const queue = createCommandQueue();

  const context = () => ({
    db,
    now: clock(),
    yieldToEventLoop,
    progress: (done: number, total: number) => emit('library.progress', { done, total }),
    report,
  });

  async function resolve(target: Target): Promise<readonly number[]> {
    if ('ids' in target) return [...new Set(target.ids)];
    const ids = await lists.ids(target.query, target.between, target.except);
    if (!ids) throw new Failure('bad-request', { reason: 'list-changed' });
    return ids;
  }

  function report({ ids, lists, presets, marked, watches, runs }: CommandOutcome): void {
    if (runs.length > 0) emit('runs.moved', { runIds: runs });
    if (presets) emit('presets.changed', {});
    if (watches) emit('watch.changed', {});
    emitLibraryChange(db, emit, { ids, lists });
    const merges = hasMerges(db, ids);
    if (marked.editIds.length > 0 || marked.snapshots || merges)
      emit('history.marked', { ...marked, merges });
  }

  const replayed = (way: 'undo' | 'redo') =>
    queue.afterAll(async () => {
      const outcome = await replay(context(), way);
      return outcome && { action: outcome.action, count: outcome.count };
    });

  return {
    async run(command) {
      const parsed = LibraryCommand.parse(command);
      const world = context();
      const plan = () => planCommand({ db, now: world.now, resolve }, parsed);
      const execute = async (planned: CommandPlan) => {
        const { count } = await executeCommand(world, parsed.do, planned);
        return { count, id: planned.id() };
      };
      return isForList(parsed)
        ? queue.withList(plan, execute)
        : queue.next(async () => execute(await plan()));
    },
    carryOut: (action, plan) =>
      queue.next(async () => {
        const { count } = await executeCommand(context(), action, plan);
        return { count, id: plan.id() };
      }),
    undo: () => replayed('undo'),
    redo: () => replayed('redo'),
    undoable: () => undoable(db),
    resolve: (target) =>
      'ids' in target
        ? queue.next(() => resolve(target))
        : queue.withList(
            () => resolve(target),
            (ids) => ids,
          ),
    followZone: () =>
      queue.next(async () => {
        const months = writeMonths(db);
        for (let step = months.next(); ; step = months.next()) {
          if (step.done) {
            if (step.value) emitLibraryChange(db, emit, { ids: null, lists: false });
            return;
          }
          await yieldToEventLoop();
        }
      }),
    idle: () => queue.idle(),
  };
}

/** Whether a command applies to the images of a list, which take time to find. */
function isForList(command: ParsedLibraryCommand): boolean {
  const target = 'target' in command ? command.target : null;
  return target != null && 'query' in target;
}
