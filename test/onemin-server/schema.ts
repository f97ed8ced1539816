import { z } from 'zod';
import { pageOf } from './pages.ts';

export const MODEL = 'black-forest-labs/flux-2-dev';

/** The prompt object with exactly its documented names, types and ranges. */
export const PromptObject = z.strictObject({
  imageUrl: z.string().min(1),
  prompt: z.string().min(1),
  aspect_ratio: z
    .enum(['match_input_image', '1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4'])
    .default('match_input_image'),
  output_format: z.enum(['webp', 'jpg', 'png']).default('webp'),
  output_quality: z.number().min(0).max(100).default(80),
  num_inference_steps: z.int().min(1).max(50).default(28),
  guidance: z.number().min(0).max(10).default(3),
  prompt_strength: z.number().min(0).max(1).default(0.8),
  go_fast: z.boolean().default(false),
  megapixels: z.enum(['0.25', '1']).default('1'),
  disable_safety_checker: z.boolean().default(false),
  seed: z.int().min(0).max(2_147_483_647).optional(),
});
export type PromptObject = z.infer<typeof PromptObject>;

/** A request for any model. */
export const AnyBody = z.strictObject({
  type: z.string(),
  model: z.string(),
  async: z.boolean().optional(),
  promptObject: z.record(z.string(), z.unknown()),
});

/** A request for FLUX.2 dev. */
export const FeatureBody = z.strictObject({
  type: z.literal('IMAGE_EDITOR'),
  model: z.string(),
  async: z.boolean().optional(),
  promptObject: PromptObject,
});
export type FeatureBody = z.infer<typeof FeatureBody>;

/** A request that a page of the documentation allows. */
export interface Asked {
  readonly type: string;
  readonly model: string;
  readonly async: boolean;
  readonly imageUrl: string;
  readonly maskUrl: string | null;
  readonly prompt: string | null;
  /** For rendering: what FLUX.2 dev would be asked for. */
  readonly promptObject: PromptObject;
}

/** Checks a request by the page of its type and model. Null: there is none. */
export function parseBody(raw: unknown): z.ZodSafeParseResult<Asked> | null {
  const any = AnyBody.safeParse(raw);
  if (!any.success) return { success: false, error: any.error as z.ZodError<Asked> };
  const { type, model, promptObject: sent } = any.data;
  const page = pageOf(type, model);
  if (!page) {
    if (type !== 'IMAGE_EDITOR' || model !== MODEL) return null;
    const flux = FeatureBody.safeParse(raw);
    if (!flux.success) return { success: false, error: flux.error as unknown as z.ZodError<Asked> };
  } else {
    const { error } = z.object({ promptObject: page.prompt }).safeParse(any.data);
    if (error) return { success: false, error: error as unknown as z.ZodError<Asked> };
  }
  const { imageUrl, maskUrl, prompt, seed, output_format = sent.format } = sent;
  const own = page
    ? {
        imageUrl,
        prompt: prompt ?? type,
        seed,
        output_format: output_format === 'jpeg' ? 'jpg' : (output_format ?? 'png'),
      }
    : sent;
  return {
    success: true,
    data: {
      type,
      model,
      async: any.data.async === true,
      imageUrl: String(imageUrl),
      maskUrl: typeof maskUrl === 'string' ? maskUrl : null,
      prompt: typeof prompt === 'string' ? prompt : null,
      promptObject: PromptObject.parse(own),
    },
  };
}
