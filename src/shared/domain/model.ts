import { z } from 'zod';
import { t } from '../words/index.ts';

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
  readonly noEffect?: string | undefined;
}

export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer: boolean;
  readonly default: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
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

/** A row of the table without its words, which come from the catalogue when they are read. */
type Bare<P extends ParamSpec> = Omit<P, 'label' | 'help' | 'noEffect'>;
interface ParamWords {
  readonly label: string;
  readonly help: string;
  readonly noEffect?: string;
}

function said<P extends ParamSpec>(bare: Bare<P>, words: () => ParamWords): P {
  const spoken = {
    ...bare,
    get label() {
      return words().label;
    },
    get help() {
      return words().help;
    },
    get noEffect() {
      return words().noEffect;
    },
  };
  return spoken as unknown as P;
}

/** A choice whose label is a name that is the same in every language, or one that is read when it is shown. */
function choice(value: string, label: string | (() => string)): Choice {
  if (typeof label === 'string') return { value, label };
  return {
    value,
    get label() {
      return label();
    },
  };
}

const strength: Bare<NumberParam> = {
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

const steps: Bare<NumberParam> = {
  kind: 'number',
  key: 'steps',
  wire: 'num_inference_steps',
  min: 1,
  max: 50,
  step: 1,
  integer: true,
  default: 28,
};

const guidance: Bare<NumberParam> = {
  kind: 'number',
  key: 'guidance',
  wire: 'guidance',
  min: 0,
  max: 10,
  step: 0.5,
  integer: false,
  default: 3,
};

const ASPECT_RATIOS = ['1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4'];
const aspectRatio: Bare<ChoiceParam> = {
  kind: 'choice',
  key: 'aspectRatio',
  wire: 'aspect_ratio',
  choices: [
    choice('match_input_image', () => t.model.aspectRatio.sameAsSource),
    ...ASPECT_RATIOS.map((value) => choice(value, value)),
  ],
  default: 'match_input_image',
};

const megapixels: Bare<ChoiceParam> = {
  kind: 'choice',
  key: 'megapixels',
  wire: 'megapixels',
  choices: [choice('1', () => t.model.megapixels.one), choice('0.25', () => t.model.megapixels.quarter)],
  default: '1',
};

const format: Bare<ChoiceParam> = {
  kind: 'choice',
  key: 'format',
  wire: 'output_format',
  choices: [choice('webp', 'WebP'), choice('jpg', 'JPEG'), choice('png', 'PNG')],
  default: 'webp',
};

const quality: Bare<NumberParam> = {
  kind: 'number',
  key: 'quality',
  wire: 'output_quality',
  min: 0,
  max: 100,
  step: 1,
  integer: true,
  default: 80,
};

const goFast: Bare<SwitchParam> = { kind: 'switch', key: 'goFast', wire: 'go_fast', default: false };

const disableSafetyChecker: Bare<SwitchParam> = {
  kind: 'switch',
  key: 'disableSafetyChecker',
  wire: 'disable_safety_checker',
  default: false,
};

/** FLUX.2 dev through the 1min.ai API (source: its public API page). */
export const FLUX_2_DEV: Model = {
  id: 'flux-2-dev',
  engine: '1min.ai',
  get label() {
    return t.model.models['flux-2-dev'];
  },
  apiType: 'IMAGE_EDITOR',
  apiModel: 'black-forest-labs/flux-2-dev',
  imageField: 'imageUrl',
  params: [
    said<NumberParam>(strength, () => t.model.strength),
    said<NumberParam>(steps, () => t.model.steps),
    said<NumberParam>(guidance, () => t.model.guidance),
    said<ChoiceParam>(aspectRatio, () => t.model.aspectRatio),
    said<ChoiceParam>(megapixels, () => t.model.megapixels),
    said<ChoiceParam>(format, () => t.model.format),
    said<NumberParam>(quality, () => t.model.quality),
    said<SwitchParam>(goFast, () => t.model.goFast),
    said<SwitchParam>(disableSafetyChecker, () => ({
      label: t.model.disableSafetyChecker.label,
      help: t.model.disableSafetyChecker.help,
    })),
  ],
};

/** What a parameter means to the built-in filters, under the label it has elsewhere. */
function inPractice(words: { readonly label: string; readonly practice: string }): ParamWords {
  return { label: words.label, help: words.practice };
}

/** The built-in filters, with the parameters of FLUX.2 dev so that practice carries over. */
export const PRACTICE_FILTERS: Model = {
  id: 'practice-filters',
  engine: 'practice',
  get label() {
    return t.model.models['practice-filters'];
  },
  apiType: 'IMAGE_EDITOR',
  apiModel: 'practice-filters',
  imageField: 'imageUrl',
  params: [
    said<NumberParam>(strength, () => inPractice(t.model.strength)),
    said<NumberParam>(steps, () => inPractice(t.model.steps)),
    said<NumberParam>(guidance, () => inPractice(t.model.guidance)),
    said<ChoiceParam>(aspectRatio, () => inPractice(t.model.aspectRatio)),
    said<ChoiceParam>(megapixels, () => t.model.megapixels),
    said<ChoiceParam>(format, () => t.model.format),
    said<NumberParam>(quality, () => t.model.quality),
    said<SwitchParam>(goFast, () => inPractice(t.model.goFast)),
    said<SwitchParam>(disableSafetyChecker, () => ({
      ...inPractice(t.model.disableSafetyChecker),
      noEffect: t.model.disableSafetyChecker.noEffect,
    })),
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
