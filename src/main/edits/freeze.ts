import { EditRequest, promptProblem } from '@shared/domain/edit.ts';
import { modelById } from '@shared/domain/model.ts';
import { type FieldError, parseParams } from '@shared/domain/params.ts';
import { seedProblem } from '@shared/domain/seed.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import type { Engine } from '../ports.ts';

/**
 * The request with every parameter spelled out, in the order of the model's table. Throws `Failure` (`bad-request`) with its
 * fields.
 */
export function freeze(request: EditRequest, engines: readonly Pick<Engine, 'id'>[]): EditRequest {
  const errors: FieldError[] = [];
  const model = modelById(request.model);
  if (!engines.some((engine) => engine.id === request.engine))
    errors.push({ field: 'engine', message: t.errors.fields.noEngine(request.engine) });
  else if (model.engine !== request.engine)
    errors.push({ field: 'model', message: t.errors.fields.notItsModel(model.label, request.engine) });
  const prompt = promptProblem(request.prompt);
  if (prompt) errors.push({ field: 'prompt', message: prompt });
  const seed = seedProblem(request.seed);
  if (seed) errors.push({ field: 'seed', message: seed });
  const params = parseParams(model, request.params);
  if (!params.ok) errors.push(...params.errors);
  const [first] = errors;
  if (first || !params.ok) throw new Failure('bad-request', first?.message, errors);
  return EditRequest.parse({ ...request, params: params.value });
}
