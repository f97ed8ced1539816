import { EditRequest, promptProblem } from '@shared/domain/edit.ts';
import { modelById } from '@shared/domain/model.ts';
import { parseParams } from '@shared/domain/params.ts';
import { seedProblem } from '@shared/domain/seed.ts';
import { Failure, type FieldError } from '@shared/errors.ts';
import type { Engine } from '../ports.ts';

/**
 * Returns the request with every parameter filled in, in the order of the model's table. Throws `Failure`
 * (`bad-request`) with the invalid fields.
 */
export function normalizeRequest(request: EditRequest, engines: readonly Pick<Engine, 'id'>[]): EditRequest {
  const errors: FieldError[] = [];
  const model = modelById(request.model);
  if (!engines.some((engine) => engine.id === request.engine))
    errors.push({
      field: 'engine',
      reason: 'engine-unavailable',
      params: { engine: request.engine },
    });
  else if (model.engine !== request.engine)
    errors.push({
      field: 'model',
      reason: 'model-of-other-engine',
      params: { model: request.model, engine: request.engine },
    });
  const prompt = promptProblem(request.prompt);
  if (prompt) errors.push({ field: 'prompt', ...prompt });
  const seed = seedProblem(request.seed);
  if (seed) errors.push({ field: 'seed', ...seed });
  const params = parseParams(model, request.params);
  if (!params.ok) errors.push(...params.errors);
  if (errors.length > 0 || !params.ok) throw new Failure('bad-request', undefined, errors);
  return EditRequest.parse({ ...request, params: params.value });
}
