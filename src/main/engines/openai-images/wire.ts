import { z } from 'zod';
import { parseJson } from '../parse-json.ts';

/* Schemas of the answers. Unknown fields are ignored. A field of an unexpected type counts as missing where the
   rest is still useful: an edit may have been paid for. */

const maybe = <T extends z.ZodType>(type: T) => type.nullish().catch(null);

/** POST /v1/images/edits: each picture as base64, or as an address. */
export const EditAnswer = z.looseObject({
  data: z
    .array(
      z.looseObject({
        b64_json: maybe(z.string().min(1)),
        url: maybe(z.string().min(1).max(8_000)),
        revised_prompt: maybe(z.string()),
      }),
    )
    .max(16),
  size: maybe(z.string().max(40)),
  quality: maybe(z.string().max(40)),
  output_format: maybe(z.string().max(40)),
  background: maybe(z.string().max(40)),
  usage: maybe(
    z.looseObject({
      total_tokens: maybe(z.number()),
      input_tokens: maybe(z.number()),
      output_tokens: maybe(z.number()),
    }),
  ),
});
export type EditAnswer = z.infer<typeof EditAnswer>;

/** An error answer. Some local servers send `error` or `detail` as a text. */
export const ErrorAnswer = z.looseObject({
  error: maybe(
    z.union([
      z.string(),
      z.looseObject({
        message: maybe(z.string()),
        type: maybe(z.string()),
        code: maybe(z.union([z.string(), z.number()]).transform(String)),
        param: maybe(z.string()),
      }),
    ]),
  ),
  message: maybe(z.string()),
  detail: maybe(z.string()),
});

/** What an error answer says. */
export interface ApiError {
  readonly message: string;
  /** Its code, otherwise its type. Empty if it has neither. */
  readonly code: string;
}

export function readApiError(text: string): ApiError {
  const { error, message, detail } = ErrorAnswer.safeParse(parseJson(text)).data ?? {};
  if (typeof error === 'string') return { message: error, code: '' };
  return { message: error?.message ?? message ?? detail ?? '', code: error?.code ?? error?.type ?? '' };
}

/** GET /v1/models. Only that it is one is of interest. */
export const ModelList = z.looseObject({ data: z.array(z.unknown()) });
