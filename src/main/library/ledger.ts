import { blobInfo } from './blobs.ts';
import type { WriteDb } from './db.ts';
import { addEdit, addRerun, editById } from './edits.ts';
import { entryByEdit, queueEntries, treePage } from './entries.ts';
import { activeRuns, clearFinished, nextQueued, paidRunsSince, reorderRun } from './queue-order.ts';
import { saveResults, setVerdict, unjudgedResults } from './results.ts';
import { moveRun, noteReceipt, receiptOf, retryRun, runById } from './runs.ts';

type Bound<F> = F extends (db: WriteDb, ...rest: infer A) => infer R ? (...rest: A) => R : never;

const queries = {
  addEdit,
  addRerun,
  editById,
  entryByEdit,
  queueEntries,
  treePage,
  runById,
  retryRun,
  moveRun,
  noteReceipt,
  receiptOf,
  nextQueued,
  activeRuns,
  reorderRun,
  clearFinished,
  paidRunsSince,
  saveResults,
  unjudgedResults,
  setVerdict,
  blobInfo,
};

/** The ledger's queries with their database given: what the queue and the edit service work with. */
export type Ledger = { readonly [K in keyof typeof queries]: Bound<(typeof queries)[K]> };

export function openLedger(db: WriteDb): Ledger {
  const bound = Object.entries(queries).map(([name, query]) => [
    name,
    (...rest: unknown[]) => (query as (db: WriteDb, ...rest: unknown[]) => unknown)(db, ...rest),
  ]);
  return Object.freeze(Object.fromEntries(bound)) as Ledger;
}
