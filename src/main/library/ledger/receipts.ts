import { isWholePicture } from '@shared/domain/prepare.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import type { ReadDb } from '../database/db.ts';
import { numbers } from '../database/rows.ts';
import { messageBytes } from '../message-size.ts';
import { editById } from './edits.ts';
import { finishedPictures } from './finishes.ts';
import type { Receipt } from './ledger-rows.ts';
import { receiptOf, runById, runEvents } from './runs.ts';

/** Maximum size of a receipt, to keep an IPC message below 64 KB. */
const RECEIPT_BYTES_MAX = 50_000;
/** Maximum number of state changes shown: a run that waited for days has many. */
const EVENTS_MAX = 120;

/** Replaces a receipt that is too long. */
const TOO_LONG = { cut: true };

/** Truncation limits, tried in order: characters of a text, entries of a list or object, nesting depth. */
const CUTS = [
  { text: 9_000, entries: 400, depth: 12 },
  { text: 2_000, entries: 100, depth: 8 },
  { text: 400, entries: 40, depth: 5 },
  { text: 100, entries: 20, depth: 3 },
] as const;
type Cut = (typeof CUTS)[number];

/** Returns all data of a run, truncated to one message with marks. Throws `Failure` (`not-found`). */
export function receiptOfRun(db: ReadDb, runId: number): RunReceipt {
  const run = runById(db, runId);
  const events = runEvents(db, runId);
  const [first, ...later] = events;
  return {
    run,
    // The first and the newest ones.
    events: first && later.length >= EVENTS_MAX ? [first, ...later.slice(1 - EVENTS_MAX)] : [...events],
    receipt: bounded({ ...receiptOf(db, runId), ...localParts(db, run) }, RECEIPT_BYTES_MAX),
  };
}

/** Local steps before and after the request. Empty for a whole image with a raw result. */
function localParts(db: ReadDb, { id, editId }: RunRecord): Receipt {
  const { prepare, finish } = editById(db, editId);
  const results = numbers(db, 'SELECT image_id FROM results WHERE run_id = ?', id);
  const finished = [...finishedPictures(db, results).values()].flat().map(({ finish: made, image }) => ({
    picture: image.sha256,
    recipe: made.recipe,
    mask: made.maskSha256,
    certificate: made.certificate,
  }));
  return {
    ...(isWholePicture(prepare) ? {} : { prepare }),
    ...(finish && { finish }),
    ...(finished.length > 0 && { finished }),
  };
}

/**
 * Returns a receipt of at most `bytes`. Long values are truncated with a mark, more so the larger the receipt
 * is.
 */
export function bounded(receipt: Receipt, bytes: number): Record<string, unknown> {
  for (const cut of CUTS) {
    const shorter = shorten(receipt, cut, 0) as Record<string, unknown>;
    if (messageBytes(shorter) <= bytes) return shorter;
  }
  return { ...TOO_LONG };
}

function shorten(value: unknown, cut: Cut, depth: number): unknown {
  if (typeof value === 'string')
    return value.length > cut.text ? `${value.slice(0, cut.text)}… [${value.length} characters]` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= cut.depth) return '… [cut]';
  const inner = (one: unknown) => shorten(one, cut, depth + 1);
  if (Array.isArray(value)) {
    const kept = value.slice(0, cut.entries).map(inner);
    return value.length > cut.entries ? [...kept, `… [${value.length} entries]`] : kept;
  }
  const fields = Object.entries(value);
  const kept = fields
    .slice(0, cut.entries)
    .map(([name, one]) => [String(shorten(name, cut, depth)), inner(one)] as const);
  return Object.fromEntries(
    fields.length > cut.entries ? [...kept, ['…', `[${fields.length} entries]`]] : kept,
  );
}
