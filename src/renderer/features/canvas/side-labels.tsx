import type { ImageRecord } from '@shared/domain/image.ts';
import { SeedChip } from '../../ui/seed-chip.tsx';

interface SideLabelsProps {
  readonly before: ImageRecord;
  readonly seed: number | null;
  readonly swapped: boolean;
}

/** Which side is which, in the upper corners. */
export function SideLabels({ before, seed, swapped }: SideLabelsProps) {
  return (
    <div className="canvas-labels" data-swapped={swapped || undefined}>
      <span className="canvas-label">
        {before.origin === 'import' ? 'Source' : 'Source · a result itself'}
      </span>
      <span className="canvas-label canvas-label-result">
        Result
        {seed === null ? null : (
          <>
            <span aria-hidden> · </span>
            <span>seed</span>
            <SeedChip seed={seed} />
          </>
        )}
      </span>
    </div>
  );
}
