import { t } from '@shared/i18n/index.ts';
import { SeedChip } from '../../ui/seed-chip.tsx';

interface SideLabelsProps {
  /** Labels of the pictures, by `sideWords`. */
  readonly words: readonly [string, string];
  /** Seeds of the pictures. Null for an imported one. */
  readonly beforeSeed: number | null;
  readonly afterSeed: number | null;
  readonly swapped: boolean;
}

/** Labels both sides of the slider in the upper corners. */
export function SideLabels({ words: [before, after], beforeSeed, afterSeed, swapped }: SideLabelsProps) {
  return (
    <div className="canvas-labels" data-swapped={swapped || undefined}>
      <SideLabel word={before} seed={beforeSeed} />
      <SideLabel word={after} seed={afterSeed} />
    </div>
  );
}

/** A word or a picture's name, and a seed. */
export function SideLabel({ word, seed }: { readonly word: string; readonly seed: number | null }) {
  return (
    <span className="canvas-label canvas-side-label">
      <span dir="auto" className="canvas-pane-name" title={word}>
        {word}
      </span>
      {seed === null ? null : (
        <>
          {t.canvas.seedFollows}
          <SeedChip seed={seed} />
        </>
      )}
    </span>
  );
}
