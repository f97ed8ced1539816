import { z } from 'zod';
import { t } from '../words/index.ts';
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
export const PresetRefusal = z.strictObject({
  /** Its name, or its place in the file when it has none. */
  preset: z.string(),
  field: z.string(),
  message: z.string(),
  /** The preset was taken without this field. */
  takenWithout: z.boolean(),
});
export type PresetRefusal = z.infer<typeof PresetRefusal>;

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
  | { readonly ok: false; readonly problem: string };

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
  const words = t.edit.presets.file;
  let json: unknown;
  try {
    // A byte order mark is what some editors put first.
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { ok: false, problem: words.notJson };
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return { ok: false, problem: words.notPresets };
  if (envelope.data.version > VERSION) return { ok: false, problem: words.newer };
  const body = Body.safeParse(json);
  if (!body.success) return { ok: false, problem: words.notPresets };
  if (body.data.presets.length > PRESETS_MAX) return { ok: false, problem: words.tooMany(PRESETS_MAX) };
  const presets: NewPreset[] = [];
  const refused: PresetRefusal[] = [];
  for (const [index, raw] of body.data.presets.entries()) {
    const preset = readPreset(raw, index, refused);
    if (preset) presets.push(preset);
  }
  return { ok: true, presets, refused };
}

const KNOWN = ['name', 'engine', 'model', 'prompt', 'params', 'seed'];

/** A preset of a file; null when it is refused, for a reason that is added to `refused`. */
function readPreset(raw: unknown, index: number, refused: PresetRefusal[]): NewPreset | null {
  const words = t.edit.presets.file;
  const row = asRow(raw);
  const name = Label.safeParse(row?.name);
  const preset = name.success ? name.data : words.numbered(index + 1);
  let good = true;
  const refuse = (field: string, message: string, takenWithout = false) => {
    if (!takenWithout) good = false;
    refused.push({ preset, field: field.slice(0, 100), message, takenWithout });
  };
  if (!row) {
    refuse('', words.noObject);
    return null;
  }
  if (!name.success) refuse('name', words.badName);
  for (const key of Object.keys(row)) if (!KNOWN.includes(key)) refuse(key, words.unknownField);

  const engine = EngineId.safeParse(row.engine);
  if (!engine.success) refuse('engine', words.unknownEngine(show(row.engine)));
  const model = ModelId.safeParse(row.model);
  if (!model.success) refuse('model', words.unknownModel(show(row.model)));
  else if (engine.success && modelById(model.data).engine !== engine.data)
    refuse('model', t.errors.fields.notItsModel(modelById(model.data).label, engine.data));

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
  refuse('', words.setsNothing);
  return null;
}

function wrongPrompt(prompt: unknown): string | null {
  return typeof prompt === 'string' ? promptProblem(prompt) : t.edit.presets.file.noText;
}

/** The parameters that the model has and whose values fit it. */
function readParams(
  raw: unknown,
  id: ModelId,
  refuse: (field: string, message: string, takenWithout?: boolean) => void,
): PresetContent['params'] {
  const row = asRow(raw);
  if (!row) {
    refuse('params', t.edit.presets.file.noObject);
    return undefined;
  }
  const model = modelById(id);
  const params: NonNullable<PresetContent['params']> = {};
  for (const [key, value] of Object.entries(row)) {
    const spec = model.params.find((each) => each.key === key);
    const problem = spec ? paramProblem(spec, value) : null;
    if (!spec) refuse(key, t.errors.fields.unknownParam(model.label, key.slice(0, 100)), true);
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
