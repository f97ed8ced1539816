import type { HistoryMarked } from '@shared/domain/history.ts';
import type { UndoableAction } from '@shared/domain/library-command.ts';
import { asFailure, type WriteDb, writeTransaction } from '../library/database/db.ts';
import {
  beginEntry,
  DamagedEntry,
  dropEntry,
  nextEntry,
  partsOf,
  recordChanges,
  replayParts,
} from '../library/journal/journal.ts';
import { type Change, picturesOf, runsOf } from '../library/journal/journal-change.ts';
import type { YieldToEventLoop } from '../yield-to-event-loop.ts';
import type { CommandPlan } from './command-plan.ts';
import { MAX_IDS_IN_EVENT } from './emit-change.ts';

/** Target duration (ms) of one transaction. The piece size adapts to it. */
const PIECE_MS = 12;
/** Size of the first piece, and the minimum: on a busy machine, smaller pieces would only add overhead. */
const SMALLEST_PIECE = 64;
const LARGEST_PIECE = 2000;

/** The changes a command made. */
export interface CommandOutcome {
  readonly count: number;
  /** The images if they are few, otherwise null. */
  readonly ids: readonly number[] | null;
  /** Whether tags, collections or saved searches were added, removed or renamed. */
  readonly lists: boolean;
  /** Whether presets or suggested prompts changed. */
  readonly presets: boolean;
  /** Annotations added to the history. */
  readonly marked: Omit<HistoryMarked, 'merges'>;
  /** Whether edits are watched, or no longer. */
  readonly watches: boolean;
  /** Runs that were canceled or requeued. */
  readonly runs: readonly number[];
}

interface CommandContext {
  readonly db: WriteDb;
  readonly now: number;
  readonly yieldToEventLoop: YieldToEventLoop;
  readonly progress: (done: number, total: number) => void;
  /** Called with the changes, even if the command failed partway. */
  readonly report: (outcome: CommandOutcome) => void;
}

/** Collects the changes of a command. */
class ChangeCollector {
  private readonly ids = new Set<number>();
  private many = false;
  private lists = false;
  private presets = false;
  private readonly edits = new Set<number>();
  private snapshots = false;
  private watches = false;
  private readonly runs: number[] = [];
  count = 0;

  add(changes: readonly Change[], count: number): void {
    this.count += count;
    this.lists ||= changes.some((change) => 'row' in change && change.row !== 'presets');
    this.presets ||= changes.some(
      (change) => 'prompt' in change || ('row' in change && change.row === 'presets'),
    );
    for (const change of changes) {
      for (const id of picturesOf(change)) this.ids.add(id);
      if ('text' in change) this.edits.add(change.edit);
      this.snapshots ||= 'snapshot' in change;
      this.watches ||= 'watch' in change;
      this.runs.push(...runsOf(change));
    }
    this.many ||= this.ids.size > MAX_IDS_IN_EVENT;
    if (this.many) this.ids.clear();
  }

  get outcome(): CommandOutcome {
    const { count, many, lists, presets } = this;
    return {
      count,
      ids: many ? null : [...this.ids],
      lists,
      presets,
      marked: { editIds: [...this.edits], snapshots: this.snapshots },
      watches: this.watches,
      runs: this.runs,
    };
  }
}

/**
 * Runs a command as one journal entry, in enough transactions to keep the process responsive. If it fails
 * partway, the completed part is in the entry and can be undone.
 */
export async function executeCommand(
  world: CommandContext,
  action: UndoableAction,
  { steps }: CommandPlan,
): Promise<CommandOutcome> {
  const { db, now, yieldToEventLoop } = world;
  const total = steps.reduce((sum, { ids }) => sum + (ids?.length ?? 0), 0);
  const collector = new ChangeCollector();
  let entry: number | null = null;
  let done = 0;
  try {
    for (const { ids, changes } of steps) {
      const pace = new Pace();
      for (const piece of pieces(ids, pace)) {
        const start = performance.now();
        write(db, () => {
          const some = changes(piece).filter((change) => change !== null);
          if (some.length === 0) return;
          entry ??= beginEntry(db, action, now);
          collector.add(some, recordChanges(db, entry, some));
        });
        pace.took(performance.now() - start);
        done += piece.length;
        if (done < total) {
          world.progress(done, total);
          await yieldToEventLoop();
        }
      }
    }
  } finally {
    if (entry !== null) world.report(collector.outcome);
  }
  return collector.outcome;
}

/** Chooses the size of the next piece from the duration of the previous ones. */
class Pace {
  pictures = SMALLEST_PIECE;

  took(ms: number): void {
    if (ms < PIECE_MS / 2) this.pictures = Math.min(LARGEST_PIECE, this.pictures * 2);
    else if (ms > PIECE_MS) this.pictures = Math.max(SMALLEST_PIECE, this.pictures >> 1);
  }
}

/** Splits ids into pieces. A step without images gets one empty piece. */
function* pieces(ids: readonly number[] | null, pace: Pace): Generator<readonly number[]> {
  if (ids === null) yield [];
  else
    for (let at = 0, end = 0; at < ids.length; at = end) {
      end = at + pace.pictures;
      yield ids.slice(at, end);
    }
}

/**
 * Undoes the last command or redoes the last undone one. Returns null if there is none. Throws `DamagedEntry`
 * after removing the entry, so that it doesn't block earlier ones.
 */
export async function replay(
  { db, yieldToEventLoop, progress, report }: CommandContext,
  way: 'undo' | 'redo',
): Promise<(CommandOutcome & { readonly action: UndoableAction }) | null> {
  const entry = nextEntry(db, way);
  if (!entry) return null;
  const collector = new ChangeCollector();
  const parts = partsOf(db, entry.id, way);
  const pace = new Pace();
  try {
    if (parts.length === 0) throw new DamagedEntry();
    for (let next = 0; next < parts.length; ) {
      if (next > 0) {
        progress(next, parts.length);
        await yieldToEventLoop();
      }
      const start = performance.now();
      const some = write(db, () => replayParts(db, entry.id, parts.slice(next), way, pace.pictures));
      pace.took(performance.now() - start);
      collector.add(some, 0);
      next += some.length;
    }
  } catch (error) {
    if (error instanceof DamagedEntry) dropEntry(db, entry.id);
    throw error;
  } finally {
    report(collector.outcome);
  }
  return { ...collector.outcome, count: entry.count, action: entry.action };
}

function write<T>(db: WriteDb, work: () => T): T {
  try {
    return writeTransaction(db, work);
  } catch (error) {
    throw asFailure(error);
  }
}
