import { t } from '@shared/i18n/index.ts';
import { ChevronsLeftRight } from 'lucide-react';
import type { RefObject } from 'react';
import type { CanvasEngine } from '../../canvas/engine.ts';

const STEP = 0.02;
const LONG_STEP = 0.1;

interface SplitHandleProps {
  readonly handle: RefObject<HTMLDivElement | null>;
  readonly engine: RefObject<CanvasEngine | null>;
}

/** The slider between before and after. The engine positions it and sets its value. */
export function SplitHandle({ handle, engine }: SplitHandleProps) {
  const moveTo = (place: (split: number) => number) => {
    const now = engine.current?.snapshot().split ?? 0.5;
    engine.current?.setSplit(place(now));
  };
  return (
    <div
      ref={handle}
      className="canvas-handle"
      role="slider"
      tabIndex={0}
      aria-label={t.canvas.beforeAndAfter}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={50}
      onKeyDown={(event) => {
        const step = event.shiftKey ? LONG_STEP : STEP;
        if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') moveTo((at) => at - step);
        else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') moveTo((at) => at + step);
        else if (event.key === 'PageDown') moveTo((at) => at - LONG_STEP);
        else if (event.key === 'PageUp') moveTo((at) => at + LONG_STEP);
        else if (event.key === 'Home') moveTo(() => 0);
        else if (event.key === 'End') moveTo(() => 1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span className="canvas-knob">
        <ChevronsLeftRight size={14} strokeWidth={2} aria-hidden />
      </span>
    </div>
  );
}
