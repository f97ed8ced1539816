import { z } from 'zod';
import { LocalText } from './local-text.ts';

/**
 * Names what executes edits, such as `practice`. An open string: a library keeps the names of engines that
 * this build doesn't have.
 */
export const EngineId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
export type EngineId = z.infer<typeof EngineId>;

/** Names a model of an engine. An open string, too. Two engines may have a model of the same name. */
export const ModelId = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:-]*$/);
export type ModelId = z.infer<typeof ModelId>;

export type ParamValue = number | string | boolean;
/** All parameters of a request by key. Complete once parsed by `parseParams`. */
export type ParamValues = Readonly<Record<string, ParamValue>>;

const ParamBase = {
  /** Well-known keys (`steps`) have their label and help in the catalog of messages. */
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,58}$/),
  /** Name of this parameter in the engine's request. */
  wire: z.string().min(1).max(60),
  /** Shown without opening *More settings*. */
  prominent: z.literal(true).optional(),
  /** This parameter has no effect here. */
  hasNoEffect: z.literal(true).optional(),
  /** Only for keys without a message of their own. */
  label: LocalText.optional(),
  help: LocalText.optional(),
};

const NumberParam = z.strictObject({
  kind: z.literal('number'),
  ...ParamBase,
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
  integer: z.boolean(),
  default: z.number(),
});
export type NumberParam = Readonly<z.infer<typeof NumberParam>>;

const ChoiceParam = z.strictObject({
  kind: z.literal('choice'),
  ...ParamBase,
  /** Wire values. */
  choices: z.array(z.string().min(1).max(200)).min(1).max(60),
  default: z.string(),
});
export type ChoiceParam = Readonly<z.infer<typeof ChoiceParam>>;

const SwitchParam = z.strictObject({ kind: z.literal('switch'), ...ParamBase, default: z.boolean() });
export type SwitchParam = Readonly<z.infer<typeof SwitchParam>>;

export const ParamSpec = z.discriminatedUnion('kind', [NumberParam, ChoiceParam, SwitchParam]);
export type ParamSpec = Readonly<z.infer<typeof ParamSpec>>;

/** What a run may be asked for and how its engine behaves, as data. Shown before a press. */
export const Capabilities = z.strictObject({
  /** Ratios it makes, such as `16:9`. Null: that of the picture it gets. */
  ratios: z.array(z.string().regex(/^\d{1,3}:\d{1,3}$/)).nullable(),
  /** Sizes of the pictures it makes, in pixels. Null: unknown, or as asked for by a parameter. */
  sizes: z.array(z.strictObject({ width: z.int().positive(), height: z.int().positive() })).nullable(),
  /** Takes a mask of what may change. */
  mask: z.boolean(),
  /** How many reference pictures it takes besides the source. */
  references: z.int().min(0).max(32),
  /** A request that arrives twice is executed once. */
  idempotencyKey: z.boolean(),
  /**
   * Which runs it can fetch after Reseed was closed: those that it has accepted, or also those whose answer was
   * lost, because Reseed chose their id before sending.
   */
  resumable: z.enum(['no', 'accepted', 'sent']),
  /** The price can be asked for before a run. */
  estimate: z.boolean(),
  /** The price comes with the result. */
  settledCost: z.boolean(),
  /** How long uploads are kept: hours, `none`, or `unknown`. */
  retention: z.union([z.enum(['none', 'unknown']), z.number().positive()]),
  chargesRefusals: z.enum(['yes', 'no', 'unknown']),
  /** `floating`: the service may replace the model behind the name. */
  version: z.enum(['pinned', 'floating']),
  /** The same seed and request: `same` pixels, a `similar` picture, or `none`: it takes no seed. */
  seed: z.enum(['same', 'similar', 'none']),
});
export type Capabilities = Readonly<z.infer<typeof Capabilities>>;

/** `tried`: seen to work. `documented`: its parameters are documented, and nobody has tried it. */
export const ModelGrade = z.enum(['tried', 'documented']);
export type ModelGrade = z.infer<typeof ModelGrade>;

/** What a model is for. The page groups models by it. */
export const ModelTask = z.enum(['edit', 'inpaint', 'background', 'upscale']);
export type ModelTask = z.infer<typeof ModelTask>;

/**
 * One model of an engine, as data. `params` defines the form, the validation and the wire object. Each file in
 * an engine's `models` folder is one.
 */
export const Model = z.strictObject({
  id: ModelId,
  engine: EngineId,
  name: LocalText,
  task: ModelTask,
  /** Name of the model in the engine's request. */
  apiModel: z.string().min(1).max(200),
  /** `type` of the request, for an engine that has several. */
  apiType: z.string().min(1).max(60).optional(),
  /** Names of the fields with the pictures, by role. Without `mask` it takes none. */
  pictures: z.strictObject({
    source: z.string().min(1).max(60),
    mask: z.string().min(1).max(60).optional(),
    reference: z.string().min(1).max(60).optional(),
  }),
  /** Its edits are refused without a mask. */
  needsMask: z.literal(true).optional(),
  /** `prompt` and `seed` are sent by these names. Null: the model takes none. */
  prompt: z.string().min(1).max(60).nullable(),
  /** Maximum length of its prompt, if that is shorter than usual. */
  promptMax: z.int().positive().max(8_000).optional(),
  seed: z.string().min(1).max(60).nullable(),
  params: z.array(ParamSpec).max(60),
  /** Fields that are sent with every edit and can't be changed, such as the number of results. */
  fixed: z
    .record(z.string().min(1).max(60), z.union([z.number(), z.string().max(200), z.boolean()]))
    .optional(),
  /** Where it differs from its engine. */
  capabilities: Capabilities.partial().optional(),
  /** What else to know before a press, such as what its documentation doesn't say. */
  note: LocalText.optional(),
  /** Where its parameters are documented. */
  source: z.string().min(1).max(500),
  grade: ModelGrade,
  /** Replaced by another one: kept for the re-runs of its edits, and not offered for new ones. */
  isReplaced: z.literal(true).optional(),
});
export type Model = Readonly<z.infer<typeof Model>>;

/** A model in a file. */
export const ModelFile = Model.omit({ isReplaced: true });

/** Returns the default value of every parameter. */
export function defaultParams(model: Pick<Model, 'params'>): ParamValues {
  return Object.fromEntries(model.params.map((param) => [param.key, param.default]));
}
