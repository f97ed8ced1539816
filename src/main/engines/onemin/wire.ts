import { z } from 'zod';

/* Schemas for the API's answers. Unknown fields are kept for the receipt. Undocumented fields are optional,
   and a field of an unexpected type counts as missing, so that an unrelated field never loses a paid image. */

const maybe = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** POST /api/assets. */
export const AssetAnswer = z.looseObject({
  asset: maybe(z.looseObject({ key: maybe(z.string().min(1).max(1024)) })),
  fileContent: maybe(z.looseObject({ path: maybe(z.string().min(1).max(1024)) })),
});
export type AssetAnswer = z.infer<typeof AssetAnswer>;

/** Returns the value for `imageUrl`, or null if the answer has none. */
export function assetPath(answer: AssetAnswer): string | null {
  return answer.fileContent?.path ?? answer.asset?.key ?? null;
}

const Credits = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);
const TeamUser = z.looseObject({ usedCredit: maybe(Credits), creditLimit: maybe(Credits) });

/** The service's record of one edit. */
export const AiRecord = z.looseObject({
  uuid: maybe(z.string().min(1).max(200)),
  status: maybe(z.string()),
  temporaryUrl: maybe(z.string()),
  errorMessage: maybe(z.string()),
  aiRecordDetail: maybe(
    z.looseObject({
      /** Storage keys, one key, or absolute addresses. */
      resultObject: z.unknown().optional(),
      errorMessage: maybe(z.string()),
    }),
  ),
  teamUser: maybe(TeamUser),
});
export type AiRecord = z.infer<typeof AiRecord>;

/** POST /api/features and GET /api/results/{uuid}. */
export const RecordAnswer = z.looseObject({
  aiRecord: AiRecord.nullable(),
  temporaryUrl: maybe(z.string()),
  teamUser: maybe(TeamUser),
  error: z.unknown().optional(),
  errorMessage: maybe(z.string()),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

/** Returns the results of a record, keys or addresses, in order. */
export function resultNames(record: AiRecord): string[] {
  const found = record.aiRecordDetail?.resultObject;
  const list = Array.isArray(found) ? found : [found];
  return list.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, 8);
}

/** Returns the status of a record. Unknown values count as processing. */
export function recordStatus(record: AiRecord): 'done' | 'failed' | 'processing' {
  const status = record.status?.trim().toUpperCase();
  if (status === 'SUCCESS' || status === 'COMPLETED') return 'done';
  if (status === 'FAILURE' || status === 'FAILED' || status === 'ERROR') return 'failed';
  // A result without a status counts as done.
  return status == null && resultNames(record).length > 0 ? 'done' : 'processing';
}

/** Returns the credits the service reports, which lag one call behind. */
export function creditsOf(answer: RecordAnswer): { used: number | null; limit: number | null } | null {
  const user = answer.aiRecord?.teamUser ?? answer.teamUser;
  return user ? { used: user.usedCredit ?? null, limit: user.creditLimit ?? null } : null;
}
