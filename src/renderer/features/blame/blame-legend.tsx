import { t } from '@shared/i18n/index.ts';
import { useBlame } from '../../stores/context.tsx';
import { colorsOf, stepName } from './step-text.ts';
import './blame.css';

/** Below the picture: the color of each edit, and how much of the picture it changed last. */
export function BlameLegend({ imageId }: { readonly imageId: number }) {
  const shown = useBlame((state) => state.shown);
  const over = useBlame((state) => state.hovered?.step ?? null);
  // Progress and errors appear on the picture instead.
  if (shown?.imageId !== imageId) return null;
  const colors = colorsOf(shown.steps);
  return (
    <ul className="canvas-options blame-legend" aria-label={t.blame.title}>
      {shown.steps.map((step, place) => (
        <li key={step.imageId} data-over={place === over || undefined}>
          <span
            className="blame-swatch"
            data-original={colors[place] === null || undefined}
            style={{ background: colors[place] ?? undefined }}
            aria-hidden
          />
          <span dir="auto" className="blame-prompt">
            {stepName(step)}
          </span>
          <span className="blame-facts numerals">{t.blame.share(shown.map.shares[place] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
