import { z } from 'zod';

/*
 * The answers of the API. Unknown fields are kept: they go on the receipt. What is not documented or seen is optional,
 * and a field of an unexpected type counts as missing: no paid picture is lost because of a field beside it.
 */

const maybe = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** POST /api/assets. */
export const AssetAnswer = z.looseObject({
  asset: maybe(z.looseObject({ key: maybe(z.string().min(1).max(1024)) })),
  fileContent: maybe(z.looseObject({ path: maybe(z.string().min(1).max(1024)) })),
});
export type AssetAnswer = z.infer<typeof AssetAnswer>;

/** The path that `imageUrl` wants, or null when the answer names none. */
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

/** One edit as the service remembers it. */
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

/** Results of a record: keys or addresses, in order. */
export function resultNames(record: AiRecord): string[] {
  const found = record.aiRecordDetail?.resultObject;
  const list = Array.isArray(found) ? found : [found];
  return list.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, 8);
}

/** Where the record stands; an unknown word counts as still going on. */
export function recordStatus(record: AiRecord): 'done' | 'failed' | 'processing' {
  const status = record.status?.trim().toUpperCase();
  if (status === 'SUCCESS' || status === 'COMPLETED') return 'done';
  if (status === 'FAILURE' || status === 'FAILED' || status === 'ERROR') return 'failed';
  // No status at all, but a result: done.
  return status == null && resultNames(record).length > 0 ? 'done' : 'processing';
}

/** Credits as the service tells them, one call late. */
export function creditsOf(answer: RecordAnswer): { used: number | null; limit: number | null } | null {
  const user = answer.aiRecord?.teamUser ?? answer.teamUser;
  return user ? { used: user.usedCredit ?? null, limit: user.creditLimit ?? null } : null;
}

/** JSON, with or without a byte order mark, or null; never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return null;
  }
}
