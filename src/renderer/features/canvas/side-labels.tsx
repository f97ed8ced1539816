import { SeedChip } from '../../ui/seed-chip.tsx';

interface SideLabelsProps {
  /** Seeds that made the pictures; null for an imported one. */
  readonly beforeSeed: number | null;
  readonly afterSeed: number | null;
  readonly swapped: boolean;
}

/** Which side is which, in the upper corners. */
export function SideLabels({ beforeSeed, afterSeed, swapped }: SideLabelsProps) {
  return (
    <div className="canvas-labels" data-swapped={swapped || undefined}>
      <SideLabel word="Source" seed={beforeSeed} />
      <SideLabel word="Result" seed={afterSeed} />
    </div>
  );
}

function SideLabel({ word, seed }: { readonly word: string; readonly seed: number | null }) {
  return (
    <span className="canvas-label">
      {seed === null ? word : `${word} · seed`}
      {seed === null ? null : <SeedChip seed={seed} />}
    </span>
  );
}
