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

/** Most bytes of one receipt: an IPC message stays under 64 KB. */
const RECEIPT_BYTES_MAX = 50_000;
/** Most changes of state that are shown: a run that waited for days has many. */
const EVENTS_MAX = 120;

/** What stands for a receipt of which nothing fits. */
const TOO_LONG = { cut: true };

/** How much is kept of a value: characters of a text, entries of a list or an object, levels of nesting. Tried in turn. */
const CUTS = [
  { text: 9_000, entries: 400, depth: 12 },
  { text: 2_000, entries: 100, depth: 8 },
  { text: 400, entries: 40, depth: 5 },
  { text: 100, entries: 20, depth: 3 },
] as const;
type Cut = (typeof CUTS)[number];

/** All that is known of a run, cut down to one message; a mark says where. Throws `Failure` (`not-found`). */
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

/** What was done here before and after the request: nothing for a whole picture whose raw result is what there is. */
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

/** A receipt of at most `bytes`: long values are cut with a mark, more of each the longer the whole is. */
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
