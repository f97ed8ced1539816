import type { EngineId, ParamSpec } from '@shared/domain/model.ts';
import type { DraftValue } from '../../stores/edit-store.ts';

/** What the person should know about a parameter's present value, or nothing. */
export function paramNote(
  spec: ParamSpec,
  engine: EngineId,
  values: Readonly<Record<string, DraftValue>>,
): string | undefined {
  if (spec.noEffect) return spec.noEffect;
  if (spec.key === 'quality' && values.format === 'png') return 'No effect on PNG: it is lossless.';
  if (spec.key === 'goFast' && values.goFast === true && engine === '1min.ai')
    return 'Not repeatable: the same seed may give another picture.';
  return undefined;
}
