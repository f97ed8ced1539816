import type { Facets, Named, SavedSearch } from '@shared/domain/facets.ts';
import type { Action } from '@shared/domain/library-command.ts';
import {
  Command,
  type Done,
  type ParsedCommand,
  type Target,
  type Undoable,
} from '@shared/domain/library-command.ts';
import {
  type LibraryQuery,
  type LibraryWindow,
  WINDOW_MAX,
  type WindowRequest,
} from '@shared/domain/library-query.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import type { WriteDb } from '../library/database/db.ts';
import { revisionOf } from '../library/database/revision.ts';
import { writeMonths } from '../library/images/months.ts';
import { picturesById } from '../library/images/pictures.ts';
import { undoable } from '../library/journal/journal.ts';
import { listCollections } from '../library/labels/collections.ts';
import { completeTag, tagsOf } from '../library/labels/tags.ts';
import { allFacets } from '../library/lists/facets.ts';
import { listSearches } from '../library/lists/saved-searches.ts';
import { whatFits } from '../library/message-size.ts';
import { createViews } from '../lists/list-cache.ts';
import type { GiveWay } from '../lists/list-view.ts';
import type { Clock, Emit } from '../ports.ts';
import type { Steps } from './command-plan.ts';
import { createTurns } from './command-queue.ts';
import { carryOut, NAMED_MAX, type Outcome, replay } from './execute-command.ts';
import { stepsOf } from './plan-command.ts';

/** Lists by position, facets, and every change that can be undone. Commands are carried out one after another. */
export interface OrganiseService {
  /** A stretch of a list, wherever it is; fewer pictures when they would not fit into one message. */
  window(request: WindowRequest): Promise<LibraryWindow>;
  /** Where a picture is in a list; null when it is not in it. */
  position(query: LibraryQuery, id: number): Promise<number | null>;
  facets(): Facets;
  /** Tags whose name begins so, the most used first. */
  completeTag(beginning: string, limit: number): Named[];
  tagsOf(imageId: number): Named[];
  /** Collections by name, behind a name; `next` is the name to ask behind for more. */
  collections(after: string | null): { readonly collections: Named[]; readonly next: string | null };
  searches(after: string | null): { readonly searches: SavedSearch[]; readonly next: string | null };
  /** Throws `Failure`: `not-found`, `bad-request` (a name that is taken, a list that has changed), `disk-full`. */
  run(command: Command): Promise<Done>;
  /** Null when there is nothing to take back. */
  undo(): Promise<{ readonly action: Action; readonly count: number } | null>;
  redo(): Promise<{ readonly action: Action; readonly count: number } | null>;
  undoable(): Undoable;
  /** To be told of pictures that others added or changed: imports, results, the state of runs. Null: any may have been. */
  picturesChanged(ids: readonly number[] | null): void;
  /** The pictures a target stands for. Throws `Failure` (`bad-request`) when its list has changed. */
  resolve(target: Target): Promise<readonly number[]>;
  /** To be told of pictures that came into the trash or left it for good: windows hear of it. */
  trashChanged(ids: readonly number[]): void;
  /** Brings the months of pictures into the zone of this process, in the background; windows hear of it when any changed. */
  followZone(): Promise<void>;
  /** All commands that were given are carried out. */
  idle(): Promise<void>;
}

const UNMARKED = { editIds: [], snapshots: false };

const nextTurn: GiveWay = () => new Promise((resolve) => setImmediate(resolve));

export function createOrganiseService(deps: {
  readonly db: WriteDb;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly giveWay?: GiveWay;
  /** Told of runs that were cancelled or put back into the queue. */
  readonly runsChanged?: (runIds: readonly number[]) => void;
}): OrganiseService {
  const { db, clock, emit, giveWay = nextTurn } = deps;
  const views = createViews(db, giveWay);
  const turns = createTurns();

  const world = () => ({
    db,
    now: clock(),
    giveWay,
    progress: (done: number, total: number) => emit('library.progress', { done, total }),
    tell,
  });

  async function resolve(target: Target): Promise<readonly number[]> {
    if ('ids' in target) return [...new Set(target.ids)];
    const ids = await views.ids(target.query, target.between, target.except);
    if (!ids) throw new Failure('bad-request', t.errors.library.listChanged);
    return ids;
  }

  function tell({ ids, lists, presets, marked, runs }: Omit<Outcome, 'count'>): void {
    if (runs.length > 0) deps.runsChanged?.(runs);
    if (presets) emit('presets.changed', {});
    // A list may depend on the names of tags.
    views.changed(lists ? null : ids);
    emit('library.organised', {
      ids: ids && [...ids],
      lists,
      undoable: undoable(db),
      revision: revisionOf(db),
    });
    if (marked.editIds.length > 0 || marked.snapshots) emit('history.marked', marked);
  }

  const replayed = (way: 'undo' | 'redo') =>
    turns.afterAll(async () => {
      const outcome = await replay(world(), way);
      return outcome && { action: outcome.action, count: outcome.count };
    });

  return {
    async window({ query, from, count }) {
      const { ids, total, complete } = await views.stretch(query, from, Math.min(count, WINDOW_MAX));
      return { from, pictures: whatFits(picturesById(db, ids)), total, complete };
    },
    position: (query, id) => views.position(query, id),
    facets: () => allFacets(db),
    completeTag: (beginning, limit) => whatFits(completeTag(db, beginning, limit)),
    tagsOf: (imageId) => whatFits(tagsOf(db, imageId)),
    collections: (after) => listCollections(db, after),
    searches: (after) => listSearches(db, after),
    async run(command) {
      const parsed = Command.parse(command);
      const context = world();
      const found = () => stepsOf({ db, now: context.now, resolve }, parsed);
      const carriedOut = async (steps: Steps) => {
        const { count } = await carryOut(context, parsed.do, steps);
        return { count, id: steps.id() };
      };
      return isForList(parsed)
        ? turns.withList(found, carriedOut)
        : turns.next(async () => carriedOut(await found()));
    },
    undo: () => replayed('undo'),
    redo: () => replayed('redo'),
    undoable: () => undoable(db),
    resolve: (target) =>
      'ids' in target
        ? turns.next(() => resolve(target))
        : turns.withList(
            () => resolve(target),
            (ids) => ids,
          ),
    trashChanged: (ids) =>
      tell({
        ids: ids.length > NAMED_MAX ? null : ids,
        lists: false,
        presets: false,
        marked: UNMARKED,
        runs: [],
      }),
    picturesChanged: (ids) => views.changed(ids),
    followZone: () =>
      turns.next(async () => {
        const months = writeMonths(db);
        for (let step = months.next(); ; step = months.next()) {
          if (step.done) {
            if (step.value) tell({ ids: null, lists: false, presets: false, marked: UNMARKED, runs: [] });
            return;
          }
          await giveWay();
        }
      }),
    idle: () => turns.idle(),
  };
}

/** Whether a command is for the pictures of a list, which take time to find. */
function isForList(command: ParsedCommand): boolean {
  const target = 'target' in command ? command.target : null;
  return target != null && 'query' in target;
}
