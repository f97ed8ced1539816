import { z } from 'zod';

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

export const FeatureBody = z.strictObject({
  type: z.literal('IMAGE_EDITOR'),
  model: z.string(),
  async: z.boolean().optional(),
  promptObject: PromptObject,
});
export type FeatureBody = z.infer<typeof FeatureBody>;
