import { chosenModel } from '@shared/domain/engine-catalog.ts';
import type { EngineId, Model, ModelId, ParamValue } from '@shared/domain/model.ts';
import { NewEditRequest } from '@shared/domain/new-edit-request.ts';
import { parseParam } from '@shared/domain/params.ts';
import { seedFromBits } from '@shared/domain/seed.ts';
import type { Explanation } from '@shared/errors.ts';
import { fieldErrors } from '@shared/field-errors.ts';

/** A value while it is being written; null is text that is no number. */
export type DraftValue = ParamValue | null;

/** The edit in the form, right or wrong. */
export interface EditDraft {
  readonly prompt: string;
  readonly engine: EngineId;
  readonly model: ModelId;
  /** Draft of every parameter, by its key. */
  readonly values: Readonly<Record<string, DraftValue>>;
  /** Null is text that is no number. */
  readonly seed: number | null;
}

/** Returns a random seed. */
export function rollSeed(): number {
  return seedFromBits(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}

/** Returns a draft's request, or its errors by field. */
export function parseDraft({ prompt, seed, values, ...chosen }: EditDraft) {
  const model = chosenModel(chosen);
  return NewEditRequest.safeParse({
    engine: model.engine,
    model: model.id,
    prompt: prompt.trim(),
    // Values of another model stay in the form.
    params: Object.fromEntries(model.params.map(({ key }) => [key, values[key] ?? null])),
    seed,
  });
}

/** Returns a draft's errors in the order of the form. */
export function draftErrors(draft: EditDraft): [string, Explanation][] {
  const { error } = parseDraft(draft);
  return error ? fieldErrors(error).map(({ field, ...why }) => [field, why]) : [];
}

/** The keys of the parameters that are not at their default. */
export function changedParams({
  values,
  ...chosen
}: Pick<EditDraft, 'engine' | 'model' | 'values'>): readonly string[] {
  return chosenModel(chosen)
    .params.filter((spec) => values[spec.key] !== spec.default)
    .map((spec) => spec.key);
}

/** Whether a parameter belongs to the model and its value is valid. */
export function fits(model: Model): (entry: readonly [string, DraftValue]) => boolean {
  const specs = new Map(model.params.map((spec) => [spec.key, spec]));
  return ([key, value]) => {
    const spec = specs.get(key);
    return spec !== undefined && 'value' in parseParam(spec, value);
  };
}
