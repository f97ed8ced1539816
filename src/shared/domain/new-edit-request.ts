import { z } from 'zod';
import type { Explanation } from '../errors.ts';
import { refuseField } from '../field-errors.ts';
import { type EditRequest, promptProblem } from './edit.ts';
import { findModel } from './engine-catalog.ts';
import { missingModelReason } from './missing-model.ts';
import { EngineId, ModelId, type ParamValues } from './model.ts';
import { type Parsed, parseParams } from './params.ts';
import { seedProblem } from './seed.ts';

/** Returns why a model can't execute an edit of an engine, or null. */
export function modelProblem(engine: EngineId, model: ModelId): Explanation | null {
  return findModel(engine, model) ? null : missingModelReason({ engine, model });
}

/** Of a model that is unknown, for which the model's field has an error. */
const NO_PARAMS: Parsed<ParamValues> = { ok: false, errors: [] };

/**
 * A request for a new edit. Once parsed, it has every parameter of its model, in table order. Errors are
 * reported by field. `EditRequest` is looser: a stored request stays readable when its model's table changes.
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
    const known = findModel(engine, model);
    const params = known ? parseParams(known, raw) : NO_PARAMS;
    const problems: readonly (readonly [readonly string[], Explanation | null])[] = [
      [['model'], modelProblem(engine, model)],
      [['prompt'], known?.prompt === null ? null : promptProblem(prompt, known?.promptMax)],
      [['seed'], seedProblem(seed)],
      ...(params.ok ? [] : params.errors.map(({ field, ...why }) => [['params', field], why] as const)),
    ];
    for (const [path, why] of problems) if (why) refuseField(ctx, why, path);
    // A model without a prompt gets none, whatever the form has.
    const said = known?.prompt === null ? '' : prompt;
    return params.ok ? { engine, model, prompt: said, params: params.value, seed } : z.NEVER;
  });
