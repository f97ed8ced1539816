import type { EditRequest } from '@shared/domain/edit.ts';
import { referenceLimitOf } from '@shared/domain/reference.ts';
import { Failure } from '@shared/errors.ts';

/** Throws `Failure` (`bad-request`) if the model of a request takes fewer reference pictures. */
export function assertTakesReferences(request: EditRequest, count: number): void {
  const max = referenceLimitOf(request);
  if (count > max)
    throw new Failure('bad-request', {
      reason: 'references-too-many',
      params: { model: request.model, max },
    });
}
