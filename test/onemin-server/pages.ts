import { z } from 'zod';

/** One page of the service's documentation: the prompt object with exactly its names, types and ranges, and its example. */
export interface Page {
  readonly type: string;
  readonly model: string;
  readonly prompt: z.ZodType;
  /** The prompt object of the page's example, as far as the stored page shows it. */
  readonly example: Readonly<Record<string, unknown>>;
}

const path = z.string().min(1);
const text = z.string().min(1);
const seed = z.int().min(0).max(2_147_483_647).optional();
const ratio = z.enum(['match_input_image', '1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4']).optional();
const percent = z.number().min(0).max(100).optional();
const unit = z.number().min(0).max(1).optional();
const flag = z.boolean().optional();
const one = z.literal(1);
const source = { imageUrl: path };
const edited = { imageUrl: path, prompt: text };
const masked = { imageUrl: path, maskUrl: path };
const kind = z.enum(['png', 'jpeg', 'webp']).optional();

const human = 'development/images/2025_02_16_15_42_40_711_human.jpg';
const cat = 'development/images/2025_12_04_18_10_29_882_cat.png';
const banana = 'development/images/2025_02_16_15_35_49_260_banana.jpg';

const flux2 = {
  ...edited,
  aspect_ratio: ratio,
  output_format: z.enum(['jpg', 'png']).optional(),
  output_quality: percent,
  guidance: z.number().min(2).max(5).optional(),
  safety_tolerance: z.int().min(1).max(6).optional(),
  prompt_upsampling: flag,
  seed,
};
const kontext = {
  ...edited,
  aspect_ratio: ratio,
  prompt_upsampling: flag,
  seed,
  safety_tolerance: z.int().min(1).max(6).optional(),
  format: kind,
};
const gptPrompt = z.string().min(1).max(4_000);
const gptSize = z.enum(['1024x1024', '1024x1536', '1536x1024']);
const effort = z.enum(['low', 'medium', 'high']);
const gpt = {
  imageUrl: path,
  prompt: gptPrompt,
  size: gptSize,
  n: one,
  quality: effort.optional(),
  output_format: kind,
  output_compression: percent,
};
const background = z.enum(['auto', 'opaque', 'transparent']).optional();
/** Sides in steps of 16, 655,360 to 8,294,400 pixels, at most 3,840 a side and 3:1. */
const freeSize = z
  .string()
  .regex(/^\d+x\d+$/)
  .refine((size) => {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    const pixels = width * height;
    const isEven = width % 16 === 0 && height % 16 === 0;
    return isEven && pixels >= 655_360 && pixels <= 8_294_400 && long <= 3_840 && long <= 3 * short;
  });
const gpt2 = { imageUrl: path, prompt: gptPrompt, size: freeSize, quality: effort };
const gemini = { ...edited, referenceImage1: path.optional(), referenceImage2: path.optional() };
const sampling = { temperature: z.number().min(0).max(2).optional(), topP: unit };

const editors: readonly Omit<Page, 'type'>[] = [
  {
    model: 'black-forest-labs/flux-2-pro',
    prompt: z.strictObject({ ...flux2, steps: z.int().min(15).max(50).optional() }),
    example: {
      imageUrl: cat,
      prompt: 'Change the background to a snowy mountain landscape',
      aspect_ratio: 'match_input_image',
      steps: 25,
      guidance: 3,
      output_format: 'png',
      safety_tolerance: 2,
    },
  },
  {
    model: 'black-forest-labs/flux-2-flex',
    prompt: z.strictObject({ ...flux2, steps: z.int().optional() }),
    example: {
      imageUrl: cat,
      prompt: 'Add the text SALE 50% OFF in bold red letters at the top',
      guidance: 4,
      output_format: 'png',
      output_quality: 90,
      safety_tolerance: 2,
    },
  },
  ...['pro', 'max'].map((name) => ({
    model: `black-forest-labs/flux-kontext-${name}`,
    prompt: z.strictObject(kontext),
    example: {
      imageUrl: human,
      prompt: 'Transform this into a professional headshot with clean background',
      aspect_ratio: 'match_input_image',
      prompt_upsampling: true,
      seed: 42,
      safety_tolerance: 2,
      format: 'png',
    },
  })),
  {
    model: 'black-forest-labs/flux-kontext-dev',
    prompt: z.strictObject({
      ...edited,
      aspect_ratio: ratio,
      num_inference_steps: z.int().min(1).max(50).optional(),
      guidance: z.number().min(1).max(20).optional(),
      seed,
      output_quality: percent,
      disable_safety_checker: flag,
      go_fast: flag,
      format: kind,
    }),
    example: { imageUrl: human, prompt: 'transform into a professional studio portrait' },
  },
  ...['gpt-image-1', 'gpt-image-1-mini'].map((model) => ({
    model,
    prompt: z.strictObject({ ...gpt, background }),
    example: { imageUrl: cat, prompt: 'a cat', size: '1024x1024', n: 1, quality: 'medium' },
  })),
  {
    model: 'gpt-image-2',
    prompt: z.strictObject({ ...gpt2, n: one.optional(), background, output_format: kind }),
    example: { imageUrl: cat, prompt: 'a cat', size: '1280x720', quality: 'medium' },
  },
  {
    model: 'gemini-3-pro-image-preview',
    prompt: z.strictObject({ ...gemini, ...sampling, imageSize: z.enum(['1K', '2K', '4K']) }),
    example: { imageUrl: human, prompt: 'Transform the style', imageSize: '2K', temperature: 1, topP: 0.95 },
  },
  {
    model: 'gemini-3.1-flash-image-preview',
    prompt: z.strictObject({ ...gemini, ...sampling, imageSize: z.enum(['512', '1K', '2K', '4K']) }),
    example: { imageUrl: human, prompt: 'Transform the style', imageSize: '2K', temperature: 1, topP: 0.95 },
  },
  {
    model: 'gemini-2.5-flash-image-preview',
    prompt: z.strictObject(gemini),
    example: { imageUrl: human, prompt: 'Transform the style' },
  },
  {
    model: 'qwen-image-edit-plus',
    prompt: z.strictObject({ ...edited, n: one, prompt_extend: flag, seed }),
    example: { imageUrl: human, prompt: 'Replace the', n: 1 },
  },
  {
    model: 'stable-diffusion-xl-1024-v1-0',
    prompt: z.strictObject({
      ...edited,
      samples: one,
      cfg_scale: z.number().min(0).max(35).optional(),
      steps: z.int().min(10).max(50).optional(),
      seed,
      clip_guidance_preset: z
        .enum(['NONE', 'FAST_BLUE', 'FAST_GREEN', 'SIMPLE', 'SLOW', 'SLOWER', 'SLOWEST'])
        .optional(),
      image_strength: unit,
      step_schedule_start: unit,
      step_schedule_end: unit,
    }),
    example: {
      imageUrl: human,
      prompt: 'turn into cartoon',
      samples: 1,
      cfg_scale: 7,
      clip_guidance_preset: 'NONE',
      image_strength: 0.35,
      step_schedule_start: 0.65,
      steps: 30,
    },
  },
];

const backgrounds: readonly Omit<Page, 'type'>[] = [
  ...['gpt-image-1', 'gpt-image-1-mini'].map((model) => ({
    model,
    prompt: z.strictObject({
      imageUrl: path,
      prompt: gptPrompt,
      size: gptSize,
      quality: effort.optional(),
      background,
    }),
    example: { imageUrl: cat, prompt: 'a beach', size: '1024x1024', quality: 'medium', background: 'auto' },
  })),
  {
    model: 'gpt-image-2',
    prompt: z.strictObject({ ...gpt2, background }),
    example: { imageUrl: cat, prompt: 'a beach', size: '1024x1024', quality: 'medium' },
  },
  {
    model: 'clipdrop',
    prompt: z.strictObject(edited),
    example: { imageUrl: 'images/2025_10_26_10_39_15_294_cat.png', prompt: 'remove background' },
  },
  {
    model: 'recraft',
    prompt: z.strictObject({ ...edited, n: one.optional(), task_type: z.literal('recraftv3').optional() }),
    example: { imageUrl: cat, prompt: 'a beach' },
  },
];

const inpainters: readonly Omit<Page, 'type'>[] = [
  ...['gpt-image-1', 'gpt-image-1-mini'].map((model) => ({
    model,
    prompt: z.strictObject({ ...gpt, maskUrl: path }),
    example: { imageUrl: cat, maskUrl: 'mask.png', prompt: 'a hat', size: '1024x1024', n: 1 },
  })),
  {
    model: 'gpt-image-2',
    prompt: z.strictObject({ ...gpt2, maskUrl: path, n: one.optional(), background, output_format: kind }),
    example: { imageUrl: cat, maskUrl: 'mask.png', prompt: 'a hat', size: '1024x1024', quality: 'low' },
  },
  {
    model: 'stable-image',
    prompt: z.strictObject({ ...masked, prompt: text, output_format: z.literal('jpeg') }),
    example: {
      imageUrl: banana,
      maskUrl: 'development/images/2025_02_16_15_36_38_743_image.png',
      prompt: 'replace a red banana',
      output_format: 'jpeg',
    },
  },
];

const removers: readonly Omit<Page, 'type'>[] = [
  {
    model: 'stable-image',
    prompt: z.strictObject({ ...masked, output_format: kind }),
    example: {
      imageUrl: 'development/images/2025_10_27_09_01_12_557_cat.png',
      maskUrl: 'development/images/2025_10_27_09_01_51_306_image.png',
    },
  },
  {
    model: 'recraft',
    prompt: z.strictObject(masked),
    example: {
      imageUrl: 'images/2026_01_07_09_33_18_380_room.png',
      maskUrl: 'images/2026_01_07_09_33_43_916_room_mask.png',
    },
  },
];

const upscalers: readonly Omit<Page, 'type'>[] = [
  {
    model: 'stable-image',
    prompt: z.strictObject({ ...source, output_format: kind }),
    example: { imageUrl: 'images/2025_10_26_05_43_42_184_cat.png', output_format: 'png' },
  },
  {
    model: 'ideogram-3',
    prompt: z.strictObject({
      ...source,
      prompt: text.optional(),
      num_images: one,
      magic_prompt_option: z.enum(['AUTO', 'ON', 'OFF']).optional(),
      resemblance: percent,
      detail: percent,
      seed,
    }),
    example: { imageUrl: 'development/images/low_res_photo.png', num_images: 1, resemblance: 50, detail: 50 },
  },
];

const of = (type: string, pages: readonly Omit<Page, 'type'>[]) => pages.map((page) => ({ type, ...page }));

/** The pages of https://docs.1min.ai/docs/api/ai-for-image besides that of FLUX.2 dev. One picture a request. */
export const PAGES: readonly Page[] = [
  ...of('IMAGE_EDITOR', editors),
  ...of('BACKGROUND_REPLACER', backgrounds),
  ...of('IMAGE_INPAINTER', inpainters),
  ...of('IMAGE_OBJECT_REMOVER', removers),
  ...of('BACKGROUND_REMOVER', [
    {
      model: 'stable-image',
      prompt: z.strictObject(source),
      example: { imageUrl: 'development/images/2025_02_16_14_21_09_329_images.jpeg' },
    },
  ]),
  ...of('IMAGE_UPSCALER', upscalers),
];

export function pageOf(type: unknown, model: unknown): Page | null {
  return PAGES.find((page) => page.type === type && page.model === model) ?? null;
}
