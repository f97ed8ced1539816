import { z } from 'zod';

/** Executes edits. `1min.ai` is remote and paid, `practice` is built in and free. */
export const EngineId = z.enum(['practice', '1min.ai']);
export type EngineId = z.infer<typeof EngineId>;

export const ModelId = z.enum(['practice-filters', 'flux-2-dev']);
export type ModelId = z.infer<typeof ModelId>;

export type ParamValue = number | string | boolean;
/** All parameters of a request by key. Complete once parsed by `parseParams`. */
export type ParamValues = Readonly<Record<string, ParamValue>>;

interface ParamBase {
  readonly key: string;
  /** Name of this parameter in the engine's request. */
  readonly wire: string;
  /** Shown without opening *More settings*. */
  readonly prominent?: true;
  /** This parameter has no effect here. */
  readonly hasNoEffect?: true;
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
  /** Wire values. */
  readonly choices: readonly string[];
  readonly default: string;
}

export interface SwitchParam extends ParamBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

export type ParamSpec = NumberParam | ChoiceParam | SwitchParam;

/** One model of an engine. `params` defines the form, the validation and the wire object. */
export interface Model {
  readonly id: ModelId;
  readonly engine: EngineId;
  /** `type` of the API request. */
  readonly apiType: string;
  /** `model` of the API request. */
  readonly apiModel: string;
  /** Name of the field with the source image. */
  readonly imageField: string;
  readonly params: readonly ParamSpec[];
}

const strength: NumberParam = {
  kind: 'number',
  key: 'strength',
  wire: 'prompt_strength',
  min: 0,
  max: 1,
  step: 0.05,
  integer: false,
  default: 0.8,
  prominent: true,
};

const steps: NumberParam = {
  kind: 'number',
  key: 'steps',
  wire: 'num_inference_steps',
  min: 1,
  max: 50,
  step: 1,
  integer: true,
  default: 28,
};

const guidance: NumberParam = {
  kind: 'number',
  key: 'guidance',
  wire: 'guidance',
  min: 0,
  max: 10,
  step: 0.5,
  integer: false,
  default: 3,
};

const aspectRatio: ChoiceParam = {
  kind: 'choice',
  key: 'aspectRatio',
  wire: 'aspect_ratio',
  choices: ['match_input_image', '1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4'],
  default: 'match_input_image',
};

const megapixels: ChoiceParam = {
  kind: 'choice',
  key: 'megapixels',
  wire: 'megapixels',
  choices: ['1', '0.25'],
  default: '1',
};

const format: ChoiceParam = {
  kind: 'choice',
  key: 'format',
  wire: 'output_format',
  choices: ['webp', 'jpg', 'png'],
  default: 'webp',
};

const quality: NumberParam = {
  kind: 'number',
  key: 'quality',
  wire: 'output_quality',
  min: 0,
  max: 100,
  step: 1,
  integer: true,
  default: 80,
};

const goFast: SwitchParam = { kind: 'switch', key: 'goFast', wire: 'go_fast', default: false };

const disableSafetyChecker: SwitchParam = {
  kind: 'switch',
  key: 'disableSafetyChecker',
  wire: 'disable_safety_checker',
  default: false,
};

/** FLUX.2 dev through the 1min.ai API (source: its public API page). */
export const FLUX_2_DEV: Model = {
  id: 'flux-2-dev',
  engine: '1min.ai',
  apiType: 'IMAGE_EDITOR',
  apiModel: 'black-forest-labs/flux-2-dev',
  imageField: 'imageUrl',
  params: [strength, steps, guidance, aspectRatio, megapixels, format, quality, goFast, disableSafetyChecker],
};

/** The built-in filters, with the parameters of FLUX.2 dev so that practice carries over. */
export const PRACTICE_FILTERS: Model = {
  id: 'practice-filters',
  engine: 'practice',
  apiType: 'IMAGE_EDITOR',
  apiModel: 'practice-filters',
  imageField: 'imageUrl',
  params: [
    strength,
    steps,
    guidance,
    aspectRatio,
    megapixels,
    format,
    quality,
    goFast,
    { ...disableSafetyChecker, hasNoEffect: true },
  ],
};

export const MODELS: readonly Model[] = [PRACTICE_FILTERS, FLUX_2_DEV];

/** Returns the model of an engine. Each engine currently has one. */
export function modelOf(engine: EngineId): Model {
  return engine === 'practice' ? PRACTICE_FILTERS : FLUX_2_DEV;
}

export function modelById(id: ModelId): Model {
  return id === 'practice-filters' ? PRACTICE_FILTERS : FLUX_2_DEV;
}

/** Returns the default value of every parameter. */
export function defaultParams(model: Model): ParamValues {
  return Object.fromEntries(model.params.map((param) => [param.key, param.default]));
}
