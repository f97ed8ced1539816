import { type EditRecord, EditRequest, NO_LOCAL_PARTS, type ResultRecord } from '@shared/domain/edit.ts';
import { type FinishedPicture, FinishRecipe } from '@shared/domain/finish.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { Prepare } from '@shared/domain/prepare.ts';
import { References } from '@shared/domain/reference.ts';
import { RunRecord } from '@shared/domain/run.ts';
import { Verdict } from '@shared/domain/verdict.ts';
import { ErrorCode, ErrorValue, Failure, QUOTE_MAX } from '@shared/errors.ts';
import { z } from 'zod';

/* Rows of the ledger's tables as domain values. JSON and enum columns are parsed, so that a damaged row is
   reported instead of misread. */

export const EditRow = z.object({
  id: z.number(),
  source_image_id: z.number(),
  source_sha256: z.string(),
  root_id: z.number(),
  request: z.string(),
  /** JSON. Null: none. */
  reference_pictures: z.string().nullable(),
  /** JSON. Null: the whole image. */
  prepare: z.string().nullable(),
  /** JSON. Null: none. */
  finish: z.string().nullable(),
  rerun_of: z.number().nullable(),
  created_at: z.number(),
});
export type EditRow = Readonly<z.output<typeof EditRow>>;

export const RunRow = z.object({
  id: z.number(),
  edit_id: z.number(),
  state: z.string(),
  position: z.number(),
  queued_at: z.number(),
  started_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  remote_id: z.string().nullable(),
  error_code: z.string().nullable(),
  error_reason: z.string().nullable(),
  /** JSON, or null. */
  error_params: z.string().nullable(),
  error_quote: z.string().nullable(),
  charged: z.string(),
  /** JSON, or null. */
  echo_differs: z.string().nullable(),
});
export type RunRow = Readonly<z.output<typeof RunRow>>;

export const ResultRow = z.object({
  id: z.number(),
  run_id: z.number(),
  image_id: z.number(),
  verdict: z.string().nullable(),
  ssim: z.number().nullable(),
  changed_share: z.number().nullable(),
  against_image_id: z.number().nullable(),
  finish_code: z.string().nullable(),
  finish_reason: z.string().nullable(),
  finish_params: z.string().nullable(),
  finish_quote: z.string().nullable(),
});
export type ResultRow = Readonly<z.output<typeof ResultRow>>;

export function editFromRow(row: EditRow): EditRecord {
  const name = { row: 'edit', id: row.id } as const;
  return {
    id: row.id,
    sourceImageId: row.source_image_id,
    sourceSha256: row.source_sha256,
    rootId: row.root_id,
    request: parseJson(EditRequest, row.request, name),
    references: referencesFromRow(row),
    prepare: row.prepare === null ? NO_LOCAL_PARTS.prepare : parseJson(Prepare, row.prepare, name),
    finish: row.finish === null ? NO_LOCAL_PARTS.finish : parseJson(FinishRecipe, row.finish, name),
    rerunOf: row.rerun_of,
    createdAt: row.created_at,
  };
}

export function referencesFromRow({
  id,
  reference_pictures: text,
}: Pick<EditRow, 'id' | 'reference_pictures'>): References {
  return text === null ? [] : parseJson(References, text, { row: 'edit', id });
}

type ErrorRow = Pick<RunRow, 'error_code' | 'error_reason' | 'error_params' | 'error_quote'>;

/** Returns the error of a row. What only a newer version knows is reduced to the code alone, or to `unknown`. */
export function errorFromRow(row: ErrorRow): ErrorValue | null {
  if (row.error_code === null) return null;
  const quote = row.error_quote === null ? {} : { quote: row.error_quote.slice(0, QUOTE_MAX) };
  const code = ErrorCode.safeParse(row.error_code).data ?? 'unknown';
  const params = row.error_params === null ? {} : { params: safeJson(row.error_params) };
  const whole = ErrorValue.safeParse({ code, reason: row.error_reason ?? undefined, ...params, ...quote });
  return code !== 'unknown' && whole.success ? whole.data : { code, ...quote };
}

/** Returns the columns of an error. */
export function errorColumns(error: ErrorValue | null) {
  return {
    errorCode: error?.code ?? null,
    errorReason: error?.reason ?? null,
    errorParams: error?.params ? JSON.stringify(error.params) : null,
    errorQuote: error?.quote ?? null,
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
    error: errorFromRow(row),
    charged: row.charged,
    echoDiffers: row.echo_differs === null ? [] : safeJson(row.echo_differs),
  });
  if (!parsed.success) throw damaged({ row: 'run', id: row.id }, parsed.error);
  return parsed.data;
}

/** Parses JSON. Returns undefined, which no schema accepts, if it is invalid. */
function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function resultFromRow(
  row: ResultRow,
  image: LibraryImage,
  finished: readonly FinishedPicture[],
): ResultRecord {
  const verdict = Verdict.nullable().safeParse(
    row.verdict && {
      kind: row.verdict,
      ssim: row.ssim,
      changedShare: row.changed_share,
      againstImageId: row.against_image_id,
    },
  );
  if (!verdict.success) throw damaged({ row: 'verdict', id: row.image_id }, verdict.error);
  const finishProblem = errorFromRow({
    error_code: row.finish_code,
    error_reason: row.finish_reason,
    error_params: row.finish_params,
    error_quote: row.finish_quote,
  });
  return { image, runId: row.run_id, verdict: verdict.data, finished: [...finished], finishProblem };
}

const Receipt = z.record(z.string(), z.unknown());
export type Receipt = Readonly<z.infer<typeof Receipt>>;

export function receiptFromJson(runId: number, json: string): Receipt {
  return parseJson(Receipt, json, { row: 'receipt', id: runId });
}

interface RowName {
  readonly row: 'edit' | 'run' | 'verdict' | 'receipt';
  readonly id: number;
}

function parseJson<T>(schema: z.ZodType<T>, json: string, what: RowName): T {
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

function damaged(what: RowName, error: z.ZodError | null): Failure {
  const where = (error?.issues ?? []).map((issue) => issue.path.join('.')).filter((path) => path !== '');
  return new Failure('internal', { reason: 'row-damaged', params: { ...what, where } });
}
