import { z } from 'zod';
import { Params, Reason, withItsParams } from '../error-reasons.ts';
import type { Explanation, FieldError } from '../errors.ts';
import { explainedError, refuseField } from '../field-errors.ts';
import { promptProblem } from './edit.ts';
import { engineCatalog, engineInfo, findModel } from './engine-catalog.ts';
import { Label } from './library-command.ts';
import { EngineId, ModelId, type ParamSpec } from './model.ts';
import { modelProblem } from './new-edit-request.ts';
import { parseParam } from './params.ts';
import { type NewPreset, PRESETS_MAX, setsSomething } from './preset.ts';
import { NOT_A_SEED, Seed } from './seed.ts';

/* Presets as a file to exchange between libraries: versioned JSON. Reading never throws for any content, and
   reports what is invalid: the preset, the field, and the reason. */

const FORMAT = 'reseed-presets';
const VERSION = 1;
/** Maximum file size, in bytes. */
export const PRESET_FILE_MAX = 20_000_000;

/** An item of a file that was not imported. */
export type PresetRefusal = {
  /** Its name, or null. */
  readonly preset: string | null;
  /** Its position in the file, from 1. */
  readonly place: number;
  readonly field: string;
  /** The preset was imported without this field. */
  readonly takenWithout: boolean;
} & Explanation;
export const PresetRefusal: z.ZodType<PresetRefusal> = withItsParams(
  z.strictObject({
    preset: z.string().nullable(),
    place: z.int().positive(),
    field: z.string(),
    takenWithout: z.boolean(),
    reason: Reason,
    params: Params.optional(),
  }),
);

/** Result of reading a file. */
export const PresetImport = z.strictObject({
  file: z.string(),
  count: z.int().nonnegative(),
  /** The first rejected items. */
  refused: z.array(PresetRefusal),
  refusedCount: z.int().nonnegative(),
});
export type PresetImport = z.infer<typeof PresetImport>;

export type PresetFile =
  | { readonly ok: true; readonly presets: readonly NewPreset[]; readonly refused: readonly PresetRefusal[] }
  | { readonly ok: false; readonly problem: (file: string) => Explanation };

const Envelope = z.object({ format: z.literal(FORMAT), version: z.int().positive() });
const Body = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  presets: z.array(z.unknown()),
});

export function writePresetFile(presets: readonly NewPreset[]): string {
  const rows = presets.map(({ name, content }) => ({ name, ...content }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, presets: rows }, null, 2)}\n`;
}

export function readPresetFile(text: string): PresetFile {
  const notPresets: PresetFile = {
    ok: false,
    problem: (file) => ({ reason: 'preset-file-other', params: { file } }),
  };
  let json: unknown;
  try {
    // Some editors write a byte order mark.
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { ok: false, problem: (file) => ({ reason: 'preset-file-not-json', params: { file } }) };
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return notPresets;
  if (envelope.data.version > VERSION)
    return { ok: false, problem: (file) => ({ reason: 'preset-file-newer', params: { file } }) };
  const body = Body.safeParse(json);
  if (!body.success) return notPresets;
  if (body.data.presets.length > PRESETS_MAX)
    return {
      ok: false,
      problem: (file) => ({ reason: 'preset-file-too-many', params: { file, max: PRESETS_MAX } }),
    };
  const read = body.data.presets.map(readPreset);
  return {
    ok: true,
    presets: read.flatMap(({ preset }) => preset ?? []),
    refused: read.flatMap(({ refused }) => refused),
  };
}

/** Returns a preset of the file, or null if it is rejected, with what was not imported. */
function readPreset(raw: unknown, index: number) {
  const parsed = PresetRow.safeParse(raw);
  const name = NameOnly.safeParse(raw).data?.name ?? null;
  const refusal = (field: string, why: Explanation, takenWithout = false): PresetRefusal => ({
    preset: name,
    place: index + 1,
    field: field.slice(0, 100),
    takenWithout,
    ...why,
  });
  const refused = unknownParams(raw).map(({ field, ...why }) => refusal(field, why, true));
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys')
      refused.push(...issue.keys.map((key) => refusal(key, { reason: 'preset-unknown-field' })));
    else {
      const { field, ...why } = explainedError(issue) ?? { field: '', reason: 'preset-no-object' };
      refused.push(refusal(field, why));
    }
  }
  return { preset: parsed.data ?? null, refused };
}

/** Parameters that the preset's model doesn't have. It is imported without them. */
function unknownParams(raw: unknown): FieldError[] {
  const found = ModelOnly.safeParse(raw).data;
  if (!found || !findModel(found.engine, found.model)) return [];
  const { model } = found;
  return Object.keys(found.params ?? {})
    .filter((key) => !specOf(found, key))
    .map((key) => ({
      field: key,
      reason: 'param-unknown',
      params: { model, param: key.slice(0, 100) },
    }));
}

/** A field of a preset. `explain` returns why a value doesn't match its schema. */
function fieldOf<T>(schema: z.ZodType<T>, explain: (value: unknown) => Explanation) {
  return z.unknown().transform((value, ctx): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    refuseField(ctx, explain(value));
    return z.NEVER;
  });
}

const GivenParams = z.record(z.string(), z.unknown());

/** Engine and model of a preset, with its settings. */
const ModelOnly = z.looseObject({ engine: EngineId, model: ModelId, params: GivenParams.optional() });
const NameOnly = z.looseObject({ name: Label });

function specOf({ engine, model }: z.infer<typeof ModelOnly>, key: string): ParamSpec | undefined {
  return findModel(engine, model)?.params.find((spec) => spec.key === key);
}

/** Whether any engine of this build has such a model. */
function isOffered(id: ModelId): boolean {
  return engineCatalog().models.some((model) => model.id === id);
}

/** A preset in the file. Each field is checked, so that all errors are reported. */
const PresetRow = z
  .strictObject({
    name: fieldOf(Label, () => ({ reason: 'preset-bad-name' })),
    engine: fieldOf(
      EngineId.refine((id) => engineInfo(id) !== null),
      (engine) => ({
        reason: 'preset-unknown-engine',
        params: { engine: show(engine) },
      }),
    ),
    model: fieldOf(ModelId.refine(isOffered), (model) => ({
      reason: 'preset-unknown-model',
      params: { model: show(model) },
    })),
    prompt: fieldOf(z.string(), () => ({ reason: 'preset-no-text' }))
      .superRefine((prompt, ctx) => {
        const wrong = promptProblem(prompt);
        if (wrong) refuseField(ctx, wrong);
      })
      .optional(),
    params: fieldOf(GivenParams, () => ({ reason: 'preset-no-object' })).optional(),
    seed: fieldOf(Seed, () => NOT_A_SEED).optional(),
  })
  .superRefine(
    ({ engine, model, params = {} }, ctx) => {
      const wrongModel = engineInfo(engine) && modelProblem(engine, model);
      if (wrongModel) refuseField(ctx, wrongModel, ['model']);
      for (const [key, value] of Object.entries(params)) {
        const spec = specOf({ engine, model }, key);
        const parsed = spec && parseParam(spec, value);
        if (parsed && 'problem' in parsed) refuseField(ctx, parsed.problem, ['params', key]);
      }
    },
    // Reports other errors if the model is known.
    { when: ({ value }) => ModelOnly.safeParse(value).success },
  )
  .transform(({ name, params = {}, prompt, ...content }, ctx): NewPreset => {
    const known = Object.entries(params).flatMap(([key, value]) => {
      const spec = specOf(content, key);
      const parsed = spec && parseParam(spec, value);
      return parsed && 'value' in parsed ? [[key, parsed.value] as const] : [];
    });
    const preset = {
      name,
      content: {
        ...content,
        ...(prompt !== undefined && { prompt: prompt.trim() }),
        ...(known.length > 0 && { params: Object.fromEntries(known) }),
      },
    };
    if (!setsSomething(preset.content)) refuseField(ctx, { reason: 'preset-sets-nothing' });
    return preset;
  });

/** Formats a value of the file for a message. */
function show(value: unknown): string {
  return value === undefined ? '' : String(JSON.stringify(value)).slice(0, 60);
}
