import { asFailure, type WriteDb } from '../database/db.ts';
import { revisionOf } from '../database/revision.ts';
import { entriesByEdit, entryByEdit, queueEntries, treePage, undecidedEntries } from '../history/entries.ts';
import { listMerges } from '../history/merges.ts';
import { listSnapshots } from '../history/snapshots.ts';
import { assertNotPurged, blobInfo } from '../images/blobs.ts';
import { addChallenge, addEdit, addEdits, addRerun, editById } from './edits.ts';
import {
  addFinish,
  countFinishTry,
  finishedBy,
  finishedPicture,
  setFinishProblem,
  unfinishedResults,
} from './finishes.ts';
import { holdOn, liftHold, moveHold } from './holds.ts';
import { queueEntryOnce, queueOnce, runsOfPress } from './presses.ts';
import {
  activeRuns,
  clearFinished,
  nextQueued,
  paidRunsSince,
  reorderRun,
  waitingRuns,
} from './queue-order.ts';
import { receiptOfRun } from './receipts.ts';
import { assertReferencesNotPurged } from './references.ts';
import { saveResults, setVerdict, unjudgedResults, unjudgedRuns } from './results.ts';
import { moveRun, noteReceipt, noteWait, receiptOf, retryRun, runById } from './runs.ts';

type Bound<F> = F extends (db: WriteDb, ...rest: infer A) => infer R ? (...rest: A) => R : never;

const queries = {
  runsOfPress,
  queueOnce,
  queueEntryOnce,
  addEdit,
  addEdits,
  addRerun,
  addChallenge,
  editById,
  entryByEdit,
  entriesByEdit,
  listSnapshots,
  listMerges,
  queueEntries,
  undecidedEntries,
  holdOn,
  moveHold,
  liftHold,
  treePage,
  runById,
  retryRun,
  moveRun,
  noteReceipt,
  noteWait,
  receiptOf,
  receiptOfRun,
  nextQueued,
  activeRuns,
  reorderRun,
  clearFinished,
  paidRunsSince,
  waitingRuns,
  saveResults,
  unjudgedResults,
  unjudgedRuns,
  setVerdict,
  addFinish,
  finishedBy,
  finishedPicture,
  setFinishProblem,
  unfinishedResults,
  countFinishTry,
  revisionOf,
  blobInfo,
  assertNotPurged,
  assertReferencesNotPurged,
};

/** The ledger's queries bound to their database, for the queue and the edit service. */
export type Ledger = { readonly [K in keyof typeof queries]: Bound<(typeof queries)[K]> };

export function openLedger(db: WriteDb): Ledger {
  const bound = Object.entries(queries).map(([name, query]) => [name, bind(db, query as Query)]);
  return Object.freeze(Object.fromEntries(bound)) as Ledger;
}

type Query = (db: WriteDb, ...rest: unknown[]) => unknown;

function bind(db: WriteDb, query: Query) {
  return (...rest: unknown[]) => {
    try {
      return query(db, ...rest);
    } catch (error) {
      throw asFailure(error);
    }
  };
}
