import { z } from 'zod';

/** What carries out an edit. `1min.ai` is remote and paid; `practice` is built in and free. */
export const EngineId = z.enum(['practice', '1min.ai']);
export type EngineId = z.infer<typeof EngineId>;

export const ModelId = z.enum(['practice-filters', 'flux-2-dev']);
export type ModelId = z.infer<typeof ModelId>;

export type ParamValue = number | string | boolean;
/** Every parameter of one request by its key; never sparse once parsed by `parseParams`. */
export type ParamValues = Readonly<Record<string, ParamValue>>;

interface ParamBase {
  readonly key: string;
  /** The name this parameter has on the engine's wire. */
  readonly wire: string;
  readonly label: string;
  readonly help: string;
  /** Shown without unfolding *More settings*. */
  readonly prominent?: true;
  /** Why this parameter changes nothing here, in words; shown beside the control. */
  readonly noEffect?: string;
}

export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  readonly default: number;
}

export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

export interface SwitchParam extends ParamBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

export type ParamSpec = NumberParam | ChoiceParam | SwitchParam;

/** One model an engine offers. The form, the validation and the wire object all come from `params`. */
export interface Model {
  readonly id: ModelId;
  readonly engine: EngineId;
  readonly label: string;
  /** `type` of the API call. */
  readonly apiType: string;
  /** `model` of the API call. */
  readonly apiModel: string;
  /** Name of the field that holds the source picture. */
  readonly imageField: string;
  readonly params: readonly ParamSpec[];
}

const ASPECT_RATIOS = ['1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4'];

const strength: NumberParam = {
  kind: 'number',
  key: 'strength',
  wire: 'prompt_strength',
  label: 'Strength',
  min: 0,
  max: 1,
  step: 0.05,
  integer: false,
  default: 0.8,
  prominent: true,
  help: 'How strongly the edit is applied. Lower stays closer to the source.',
};

const steps: NumberParam = {
  kind: 'number',
  key: 'steps',
  wire: 'num_inference_steps',
  label: 'Steps',
  min: 1,
  max: 50,
  step: 1,
  integer: true,
  default: 28,
  help: 'Denoising steps. More steps take longer and may add detail.',
};

const guidance: NumberParam = {
  kind: 'number',
  key: 'guidance',
  wire: 'guidance',
  label: 'Guidance',
  min: 0,
  max: 10,
  step: 0.5,
  integer: false,
  default: 3,
  help: 'How closely the model is asked to follow the prompt.',
};

const aspectRatio: ChoiceParam = {
  kind: 'choice',
  key: 'aspectRatio',
  wire: 'aspect_ratio',
  label: 'Aspect ratio',
  choices: [
    { value: 'match_input_image', label: 'Same as source' },
    ...ASPECT_RATIOS.map((value) => ({ value, label: value })),
  ],
  default: 'match_input_image',
  help: 'Shape of the result.',
};

const megapixels: ChoiceParam = {
  kind: 'choice',
  key: 'megapixels',
  wire: 'megapixels',
  label: 'Megapixels',
  choices: [
    { value: '1', label: '1 MP' },
    { value: '0.25', label: '0.25 MP' },
  ],
  default: '1',
  help: 'Size of the result. 0.25 MP is about 512 × 512.',
};

const format: ChoiceParam = {
  kind: 'choice',
  key: 'format',
  wire: 'output_format',
  label: 'Format',
  choices: [
    { value: 'webp', label: 'WebP' },
    { value: 'jpg', label: 'JPEG' },
    { value: 'png', label: 'PNG' },
  ],
  default: 'webp',
  help: 'File format of the result. PNG is lossless and larger.',
};

const quality: NumberParam = {
  kind: 'number',
  key: 'quality',
  wire: 'output_quality',
  label: 'Quality',
  min: 0,
  max: 100,
  step: 1,
  integer: true,
  default: 80,
  help: 'Compression quality of the result. It has no effect on PNG.',
};

const goFast: SwitchParam = {
  kind: 'switch',
  key: 'goFast',
  wire: 'go_fast',
  label: 'Go fast',
  default: false,
  help: 'Faster, but not repeatable: the model’s host says that the same seed may give another picture.',
};

const disableSafetyChecker: SwitchParam = {
  kind: 'switch',
  key: 'disableSafetyChecker',
  wire: 'disable_safety_checker',
  label: 'Disable safety checker',
  default: false,
  help: 'Asks the service not to filter results. The service may filter all the same.',
};

/** FLUX.2 dev through the 1min.ai API (source: its public API page). */
export const FLUX_2_DEV: Model = {
  id: 'flux-2-dev',
  engine: '1min.ai',
  label: 'FLUX.2 dev',
  apiType: 'IMAGE_EDITOR',
  apiModel: 'black-forest-labs/flux-2-dev',
  imageField: 'imageUrl',
  params: [strength, steps, guidance, aspectRatio, megapixels, format, quality, goFast, disableSafetyChecker],
};

/** The built-in filters, with the parameters of FLUX.2 dev so that practice carries over. */
export const PRACTICE_FILTERS: Model = {
  id: 'practice-filters',
  engine: 'practice',
  label: 'Built-in filters',
  apiType: 'IMAGE_EDITOR',
  apiModel: 'practice-filters',
  imageField: 'imageUrl',
  params: [
    { ...strength, help: 'How much of the filtered picture is mixed over the source.' },
    { ...steps, help: 'How many refining passes the filter makes. More passes go further.' },
    { ...guidance, help: 'How far the filter is pushed. 0 is barely visible, 10 is extreme.' },
    { ...aspectRatio, help: 'Shape of the result, cropped from the middle of the source.' },
    megapixels,
    format,
    quality,
    { ...goFast, help: 'Filters at half the size. In practice it is repeatable; with FLUX it is not.' },
    {
      ...disableSafetyChecker,
      help: 'The built-in filters check nothing.',
      noEffect: 'No effect in practice: the built-in filters check nothing.',
    },
  ],
};

export const MODELS: readonly Model[] = [PRACTICE_FILTERS, FLUX_2_DEV];

/** The model an engine uses; each engine has one today. */
export function modelOf(engine: EngineId): Model {
  return engine === 'practice' ? PRACTICE_FILTERS : FLUX_2_DEV;
}

export function modelById(id: ModelId): Model {
  return id === 'practice-filters' ? PRACTICE_FILTERS : FLUX_2_DEV;
}

/** Every parameter of a model at its default. */
export function defaultParams(model: Model): ParamValues {
  return Object.fromEntries(model.params.map((param) => [param.key, param.default]));
}
