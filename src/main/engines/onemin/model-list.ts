import type { Model, ModelId } from '@shared/domain/model.ts';
import { z } from 'zod';
import { readText } from '../../http/http.ts';
import type { ListedModel } from '../module.ts';
import { parseJson } from '../parse-json.ts';
import { type Api, apiUrl, noteRetryAfter } from './api.ts';

/** Maximum size of an answer, in bytes, and maximum number of features that are asked for. */
const LIST_MAX = 2_000_000;
const FEATURES_MAX = 8;

const maybe = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

const Credits = z
  .union([
    z.number(),
    z
      .string()
      .max(20)
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .refine((credits) => credits >= 0 && credits <= 1_000_000_000);

/** A day, with or without a time. The years are those that such a list can mean. */
const Day = z
  .string()
  .max(40)
  .regex(/^20\d\d-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/)
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date());

/**
 * GET /models is not documented. `creditEstimation` and a retirement date were seen by others, the name of the date was
 * not, so the likely ones are read. A field of another type counts as missing. No text of the answer is shown.
 */
const Row = z.looseObject({
  modelId: z.string().min(1).max(200),
  creditEstimation: maybe(Credits),
  deprecationDate: maybe(Day),
  deprecatedAt: maybe(Day),
  deprecatedOn: maybe(Day),
});
const Answer = z.looseObject({ models: z.array(z.unknown()).max(5_000) });

/** Requests what the service says about its models: price and retirement. Sends no key, and costs nothing. */
export async function readModelList(
  api: Api,
  models: readonly Model[],
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const features = [...new Set(models.map(featureOf))].slice(0, FEATURES_MAX);
  const listed = new Map<ModelId, ListedModel>();
  for (const feature of features) {
    const rows = await readFeature(api, feature, signal);
    for (const model of models) {
      const row = rows.get(model.apiModel);
      if (featureOf(model) !== feature || !row) continue;
      const { creditEstimation, deprecationDate, deprecatedAt, deprecatedOn } = row;
      listed.set(model.id, {
        model: model.id,
        credits: creditEstimation ?? null,
        retiresOn: deprecationDate ?? deprecatedAt ?? deprecatedOn ?? null,
      });
    }
  }
  return [...listed.values()];
}

/** The `type` of an edit's request, which is also the feature that its model is listed under. */
function featureOf({ apiType }: Model): string {
  return apiType ?? 'IMAGE_EDITOR';
}

async function readFeature(
  api: Api,
  feature: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, z.infer<typeof Row>>> {
  await api.rate.take(signal);
  return api.http.exchange(
    {
      method: 'GET',
      url: apiUrl(api, `/models?feature=${encodeURIComponent(feature)}`),
      headers: { Accept: 'application/json' },
      limitMs: api.limits.checkMs,
      signal,
    },
    async (answer) => {
      noteRetryAfter(api, answer);
      if (answer.status !== 200) throw new Error(`the list of models answered ${answer.status}`);
      const { text, whole } = await readText(answer, LIST_MAX);
      const parsed = Answer.safeParse(whole ? parseJson(text) : null);
      if (!parsed.success) throw new Error('the answer is no list of models');
      const rows = parsed.data.models.flatMap((row) => Row.safeParse(row).data ?? []);
      // The first of several rows, as a map built from pairs keeps the last one.
      return new Map(rows.toReversed().map((row) => [row.modelId, row]));
    },
  );
}
