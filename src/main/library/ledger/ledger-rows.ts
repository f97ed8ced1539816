import { type EditRecord, EditRequest, type ResultRecord } from '@shared/domain/edit.ts';
import type { Picture } from '@shared/domain/library-query.ts';
import { RunRecord } from '@shared/domain/run.ts';
import { Verdict } from '@shared/domain/verdict.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { z } from 'zod';

/*
 * Rows of the ledger's tables turned into domain values. What SQLite holds as JSON or as a word of a closed list is
 * parsed, so a damaged row is named instead of going on as something else.
 */

export interface EditRow {
  readonly id: number;
  readonly source_image_id: number;
  readonly source_sha256: string;
  readonly root_id: number;
  readonly request: string;
  readonly rerun_of: number | null;
  readonly created_at: number;
}

export interface RunRow {
  readonly id: number;
  readonly edit_id: number;
  readonly state: string;
  readonly position: number;
  readonly queued_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly remote_id: string | null;
  readonly error_code: string | null;
  readonly error_detail: string | null;
  readonly charged: string;
  /** JSON, or null. */
  readonly echo_differs: string | null;
}

export interface ResultRow {
  readonly id: number;
  readonly run_id: number;
  readonly image_id: number;
  readonly verdict: string | null;
  readonly ssim: number | null;
  readonly changed_share: number | null;
  readonly against_image_id: number | null;
}

export function editFromRow(row: EditRow): EditRecord {
  return {
    id: row.id,
    sourceImageId: row.source_image_id,
    sourceSha256: row.source_sha256,
    rootId: row.root_id,
    request: parseJson(EditRequest, row.request, t.errors.library.edit(row.id)),
    rerunOf: row.rerun_of,
    createdAt: row.created_at,
  };
}

export function runFromRow(row: RunRow): RunRecord {
  const parsed = RunRecord.safeParse({
    id: row.id,
    editId: row.edit_id,
    state: row.state,
    position: row.position,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    remoteId: row.remote_id,
    errorCode: row.error_code,
    errorDetail: row.error_detail,
    charged: row.charged,
    echoDiffers: row.echo_differs === null ? [] : safeJson(row.echo_differs),
  });
  if (!parsed.success) throw damaged(t.errors.library.run(row.id), parsed.error);
  return parsed.data;
}

/** Undefined, which no schema takes, for what is no JSON. */
function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function resultFromRow(row: ResultRow, image: Picture): ResultRecord {
  const verdict = Verdict.nullable().safeParse(
    row.verdict && {
      kind: row.verdict,
      ssim: row.ssim,
      changedShare: row.changed_share,
      againstImageId: row.against_image_id,
    },
  );
  if (!verdict.success) throw damaged(t.errors.library.verdictOn(row.image_id), verdict.error);
  return { image, runId: row.run_id, verdict: verdict.data };
}

const Receipt = z.record(z.string(), z.unknown());
export type Receipt = Readonly<z.infer<typeof Receipt>>;

export function receiptFromJson(runId: number, json: string): Receipt {
  return parseJson(Receipt, json, t.errors.library.receiptOf(runId));
}

function parseJson<T>(schema: z.ZodType<T>, json: string, what: string): T {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw damaged(what, null);
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw damaged(what, parsed.error);
  return parsed.data;
}

function damaged(what: string, error: z.ZodError | null): Failure {
  const where = error?.issues.map((issue) => issue.path.join('.')).filter((path) => path !== '');
  const detail = where && where.length > 0 ? ` (${where.join(', ')})` : '';
  return new Failure('internal', t.errors.library.damaged(what, detail));
}
