import { type Explanation, Failure } from '../errors.ts';
import type { EngineId, ModelId } from './model.ts';

interface ModelName {
  readonly engine: EngineId;
  readonly model: ModelId;
}

/** Returns why an edit can't be run by a model that its engine doesn't have, or doesn't have anymore. */
export function missingModelReason({ engine, model }: ModelName): Explanation {
  return { reason: 'model-of-other-engine', params: { model, engine } };
}

/** Returns the failure of an edit with such a model, at the field. */
export function missingModel(name: ModelName): Failure {
  const why = missingModelReason(name);
  return new Failure('bad-request', why, [{ field: 'model', ...why }]);
}
