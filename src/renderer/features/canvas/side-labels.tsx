import { t } from '@shared/i18n/index.ts';
import { SeedChip } from '../../ui/seed-chip.tsx';

interface SideLabelsProps {
  /** Seeds of the pictures. Null for an imported one. */
  readonly beforeSeed: number | null;
  readonly afterSeed: number | null;
  readonly swapped: boolean;
}

/** Labels both sides of the slider in the upper corners. */
export function SideLabels({ beforeSeed, afterSeed, swapped }: SideLabelsProps) {
  return (
    <div className="canvas-labels" data-swapped={swapped || undefined}>
      <SideLabel word={t.canvas.source} seed={beforeSeed} />
      <SideLabel word={t.canvas.result} seed={afterSeed} />
    </div>
  );
}

/** A word and a seed. */
export function SideLabel({ word, seed }: { readonly word: string; readonly seed: number | null }) {
  return (
    <span className="canvas-label">
      {seed === null ? word : t.canvas.withSeed(word)}
      {seed === null ? null : <SeedChip seed={seed} />}
    </span>
  );
}
