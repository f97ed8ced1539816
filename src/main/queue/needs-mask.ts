import type { EditRequest, LocalParts } from '@shared/domain/edit.ts';
import { findModel } from '@shared/domain/engine-catalog.ts';
import { Failure } from '@shared/errors.ts';

/**
 * Throws `Failure` (`bad-request`) if the model of a request needs a mask and the edit has none. A source that is
 * extended has none, because everything beyond its edge may change.
 */
export function assertHasMask(request: EditRequest, { prepare, finish }: LocalParts): void {
  if (!findModel(request.engine, request.model)?.needsMask) return;
  if (prepare.pad) throw new Failure('bad-request', { reason: 'mask-not-with-pad' });
  if (finish?.mask.kind !== 'drawn') throw new Failure('bad-request', { reason: 'mask-needed' });
}
