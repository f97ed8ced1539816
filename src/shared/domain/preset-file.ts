import { z } from 'zod';
import { hasItsParams, Params, Reason } from '../error-reasons.ts';
import type { Explanation } from '../errors.ts';
import { promptProblem } from './edit.ts';
import { Label } from './library-command.ts';
import { EngineId, ModelId, modelById } from './model.ts';
import { paramProblem } from './params.ts';
import { type NewPreset, PRESETS_MAX, type PresetContent, setsSomething } from './preset.ts';
import { Seed, seedProblem } from './seed.ts';

/*
 * Presets as a file that goes from one library to another: JSON with a version. Whatever somebody hands us, reading it never throws,
 * and what does not fit is named: the preset, the field, and why.
 */

const FORMAT = 'reseed-presets';
const VERSION = 1;
/** Largest file that is read, in bytes. */
export const PRESET_FILE_MAX = 20_000_000;

/** Something in a file that was not taken. */
export type PresetRefusal = {
  /** Its name; null when it has none. */
  readonly preset: string | null;
  /** Its place in the file, from 1. */
  readonly place: number;
  readonly field: string;
  /** The preset was imported without this field. */
  readonly takenWithout: boolean;
} & Explanation;
export const PresetRefusal = z
  .strictObject({
    preset: z.string().nullable(),
    place: z.int().positive(),
    field: z.string(),
    takenWithout: z.boolean(),
    reason: Reason,
    params: Params.optional(),
  })
  .refine(hasItsParams) as unknown as z.ZodType<PresetRefusal>;

/** What came of a file. */
export const PresetImport = z.strictObject({
  file: z.string(),
  count: z.int().nonnegative(),
  /** The first of what was not taken. */
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
    // A byte order mark is what some editors put first.
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
  const presets: NewPreset[] = [];
  const refused: PresetRefusal[] = [];
  for (const [index, raw] of body.data.presets.entries()) {
    const preset = readPreset(raw, index, refused);
    if (preset) presets.push(preset);
  }
  return { ok: true, presets, refused };
}

type Refuse = (field: string, why: Explanation, takenWithout?: boolean) => void;

const KNOWN = ['name', 'engine', 'model', 'prompt', 'params', 'seed'];

/** A preset of a file; null when it is refused, for a reason that is added to `refused`. */
function readPreset(raw: unknown, index: number, refused: PresetRefusal[]): NewPreset | null {
  const row = asRow(raw);
  const name = Label.safeParse(row?.name);
  const preset = name.success ? name.data : null;
  let good = true;
  const refuse: Refuse = (field, why, takenWithout = false) => {
    if (!takenWithout) good = false;
    refused.push({ preset, place: index + 1, field: field.slice(0, 100), takenWithout, ...why });
  };
  if (!row) {
    refuse('', { reason: 'preset-no-object' });
    return null;
  }
  if (!name.success) refuse('name', { reason: 'preset-bad-name' });
  for (const key of Object.keys(row))
    if (!KNOWN.includes(key)) refuse(key, { reason: 'preset-unknown-field' });

  const engine = EngineId.safeParse(row.engine);
  if (!engine.success)
    refuse('engine', { reason: 'preset-unknown-engine', params: { engine: show(row.engine) } });
  const model = ModelId.safeParse(row.model);
  if (!model.success) refuse('model', { reason: 'preset-unknown-model', params: { model: show(row.model) } });
  else if (engine.success && modelById(model.data).engine !== engine.data)
    refuse('model', {
      reason: 'model-of-other-engine',
      params: { model: model.data, engine: engine.data },
    });

  const promptWrong = 'prompt' in row ? wrongPrompt(row.prompt) : null;
  if (promptWrong) refuse('prompt', promptWrong);
  const seedWrong = 'seed' in row ? seedProblem(row.seed) : null;
  if (seedWrong) refuse('seed', seedWrong);
  const params = model.success && 'params' in row ? readParams(row.params, model.data, refuse) : undefined;

  if (!name.success || !engine.success || !model.success || !good) return null;
  const content: PresetContent = {
    engine: engine.data,
    model: model.data,
    ...(typeof row.prompt === 'string' && { prompt: row.prompt.trim() }),
    ...(params && Object.keys(params).length > 0 && { params }),
    ...('seed' in row && { seed: Seed.parse(row.seed) }),
  };
  if (setsSomething(content)) return { name: name.data, content };
  refuse('', { reason: 'preset-sets-nothing' });
  return null;
}

function wrongPrompt(prompt: unknown): Explanation | null {
  return typeof prompt === 'string' ? promptProblem(prompt) : { reason: 'preset-no-text' };
}

/** The parameters that the model has and whose values fit it. */
function readParams(raw: unknown, id: ModelId, refuse: Refuse): PresetContent['params'] {
  const row = asRow(raw);
  if (!row) {
    refuse('params', { reason: 'preset-no-object' });
    return undefined;
  }
  const model = modelById(id);
  const params: NonNullable<PresetContent['params']> = {};
  for (const [key, value] of Object.entries(row)) {
    const spec = model.params.find((each) => each.key === key);
    const problem = spec ? paramProblem(spec, value) : null;
    if (!spec)
      refuse(key, { reason: 'param-unknown', params: { model: id, param: key.slice(0, 100) } }, true);
    else if (problem) refuse(key, problem);
    else params[key] = value as number | string | boolean;
  }
  return params;
}

function asRow(raw: unknown): Readonly<Record<string, unknown>> | null {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? (raw as Record<string, unknown>)
    : null;
}

/** A value of the file as a sentence can quote it. */
function show(value: unknown): string {
  return value === undefined ? '' : String(JSON.stringify(value)).slice(0, 60);
}
