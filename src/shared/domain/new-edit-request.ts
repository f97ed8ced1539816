import { z } from 'zod';
import type { Explanation } from '../errors.ts';
import { refuseField } from '../field-errors.ts';
import { type EditRequest, promptProblem } from './edit.ts';
import { EngineId, ModelId, modelById } from './model.ts';
import { parseParams } from './params.ts';
import { seedProblem } from './seed.ts';

/** Why a model cannot carry out an edit of an engine; null when it can. */
export function modelProblem(engine: EngineId, model: ModelId): Explanation | null {
  if (modelById(model).engine === engine) return null;
  return { reason: 'model-of-other-engine', params: { model, engine } };
}

/**
 * A request for a new edit. Parsed, it has every parameter of its model, in the order of the model's table. What is wrong is
 * explained field by field. `EditRequest` is looser: a frozen request stays readable when the table of its model changes.
 */
export const NewEditRequest = z
  .strictObject({
    engine: EngineId,
    model: ModelId,
    prompt: z.string(),
    // Parsed below, where their model is known and the reason can be given.
    params: z.custom<EditRequest['params']>(() => true),
    seed: z.custom<number>(() => true),
  })
  .transform(({ engine, model, prompt, params: raw, seed }, ctx): EditRequest => {
    const params = parseParams(modelById(model), raw);
    const problems: readonly (readonly [readonly string[], Explanation | null])[] = [
      [['model'], modelProblem(engine, model)],
      [['prompt'], promptProblem(prompt)],
      [['seed'], seedProblem(seed)],
      ...(params.ok ? [] : params.errors.map(({ field, ...why }) => [['params', field], why] as const)),
    ];
    for (const [path, why] of problems) if (why) refuseField(ctx, why, path);
    return params.ok ? { engine, model, prompt, params: params.value, seed } : z.NEVER;
  });
