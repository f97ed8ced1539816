import type { EditRequest } from '@shared/domain/edit.ts';
import { findModel } from '@shared/domain/engine-catalog.ts';
import { missingModel } from '@shared/domain/missing-model.ts';
import { referenceLimit } from '@shared/domain/reference.ts';
import { Failure } from '@shared/errors.ts';

/**
 * Throws `Failure` (`bad-request`) if the model of a request takes fewer reference pictures, or is gone. Without any
 * the model isn't needed.
 */
export function assertTakesReferences({ engine, model: id }: EditRequest, count: number): void {
  if (count === 0) return;
  const model = findModel(engine, id);
  if (!model) throw missingModel({ engine, model: id });
  const max = referenceLimit(model);
  if (count > max)
    throw new Failure('bad-request', { reason: 'references-too-many', params: { model: id, max } });
}
