import { z } from 'zod';

/*
 * The answers of the API. Unknown fields are kept: they go on the receipt. What is not documented or seen is optional.
 */

/** POST /api/assets. */
export const AssetAnswer = z.looseObject({
  asset: z.looseObject({ key: z.string().min(1).max(1024).optional() }).nullish(),
  fileContent: z.looseObject({ path: z.string().min(1).max(1024).optional() }).nullish(),
});
export type AssetAnswer = z.infer<typeof AssetAnswer>;

/** The path that `imageUrl` wants, or null when the answer names none. */
export function assetPath(answer: AssetAnswer): string | null {
  return answer.fileContent?.path ?? answer.asset?.key ?? null;
}

const TeamUser = z.looseObject({ usedCredit: z.number().nullish(), creditLimit: z.number().nullish() });

/** One edit as the service remembers it. */
export const AiRecord = z.looseObject({
  uuid: z.string().min(1).max(200).nullish(),
  status: z.string().nullish(),
  temporaryUrl: z.string().nullish(),
  errorMessage: z.string().nullish(),
  aiRecordDetail: z
    .looseObject({
      /** Storage keys, one key, or absolute addresses. */
      resultObject: z.unknown().optional(),
      errorMessage: z.string().nullish(),
    })
    .nullish(),
  teamUser: TeamUser.nullish(),
});
export type AiRecord = z.infer<typeof AiRecord>;

/** POST /api/features and GET /api/results/{uuid}. */
export const RecordAnswer = z.looseObject({
  aiRecord: AiRecord.nullable(),
  temporaryUrl: z.string().nullish(),
  teamUser: TeamUser.nullish(),
  error: z.unknown().optional(),
  errorMessage: z.string().nullish(),
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
  const status = record.status?.toUpperCase();
  if (status === 'SUCCESS' || status === 'COMPLETED') return 'done';
  if (status === 'FAILURE' || status === 'FAILED' || status === 'ERROR') return 'failed';
  // No status at all, but a result: done.
  return status === undefined && resultNames(record).length > 0 ? 'done' : 'processing';
}

/** Credits as the service tells them, one call late. */
export function creditsOf(answer: RecordAnswer): { used: number | null; limit: number | null } | null {
  const user = answer.aiRecord?.teamUser ?? answer.teamUser;
  return user ? { used: user.usedCredit ?? null, limit: user.creditLimit ?? null } : null;
}

/** JSON or null; never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
