import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useBlame } from '../../stores/context.tsx';
import { hoveredStep } from './blame-store.ts';
import { colorsOf, stepName } from './step-text.ts';

/** Beside the pointer: the edit that last changed the pixel, with its prompt and seed. */
export function BlameTip() {
  const step = useBlame(hoveredStep);
  const problem = useBlame((state) => state.problem);
  const isShown = useBlame((state) => state.shown !== null);
  const hovered = useBlame((state) => state.hovered);
  const color = useBlame(({ shown, hovered: over }) =>
    shown && over ? (colorsOf(shown.steps)[over.step] ?? null) : null,
  );
  if (!isShown)
    return (
      <p className="canvas-label canvas-label-held" role="status">
        {problem ? errorMessage(problem) : t.blame.working}
      </p>
    );
  if (!step || !hovered) return null;
  return (
    <p className="blame-tip" role="tooltip" style={{ left: hovered.at.x, top: hovered.at.y }}>
      {color ? <span className="blame-swatch" style={{ background: color }} aria-hidden /> : null}
      <span>
        <span dir="auto" className="blame-prompt">
          {stepName(step)}
        </span>
        {step.edit ? (
          <span className="blame-facts numerals">
            {`${t.blame.seed(step.edit.seed)} · ${t.blame.place(hovered.step)}`}
          </span>
        ) : null}
      </span>
    </p>
  );
}
