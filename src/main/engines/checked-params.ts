import type { EditRequest } from '@shared/domain/edit.ts';
import { missingModel } from '@shared/domain/missing-model.ts';
import type { Model, ParamValues } from '@shared/domain/model.ts';
import { parseParams } from '@shared/domain/params.ts';
import { Failure } from '@shared/errors.ts';

/**
 * Returns an edit's model and all its parameters, before anything is sent. Throws `Failure` if the model is gone
 * or a value doesn't fit its table. The contract has checked the request before. This second check is for the
 * money: the row may come from another version, or be damaged.
 */
export function checkedParams(
  request: EditRequest,
  model: Model | null,
): { readonly model: Model; readonly params: ParamValues } {
  if (!model) throw missingModel(request);
  const parsed = parseParams(model, request.params);
  if (!parsed.ok) throw new Failure('bad-request', undefined, parsed.errors);
  return { model, params: parsed.value };
}
