import { t } from '@shared/i18n/index.ts';
import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react';
import type { CanvasEngine } from '../../canvas/engine.ts';
import { MOST_COMPARED } from '../../stores/comparing.ts';
import { shownWhole } from './decoded-budget.ts';
import { type PaneRefs, PictureLayer } from './picture-layer.tsx';
import { SplitHandle } from './split-handle.tsx';
import { type StageRefs, useEngine, type Wanted } from './use-engine.ts';

interface StageProps extends Wanted {
  readonly engine: RefObject<CanvasEngine | null>;
  /** Returns the label of a pane, and the content over its picture, by index. */
  readonly labelOf: (place: number) => ReactNode;
  readonly overOf: (place: number) => ReactNode;
  /** Handles a key of the frame. Returns whether the tool used it. */
  readonly onToolKey: (event: KeyboardEvent) => boolean;
  /** Whether arrow keys select other pictures while the whole picture is visible. */
  readonly arrowsLeave: boolean;
  /** Content over the frame that handles its own clicks. */
  readonly children: ReactNode;
}

const KEY_PAN = 64;
const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_PAN, 0],
  ArrowRight: [-KEY_PAN, 0],
  ArrowUp: [0, KEY_PAN],
  ArrowDown: [0, -KEY_PAN],
};

/** The frame with its pictures and the slider. The engine does all moving. */
export function Stage({ engine, labelOf, overOf, onToolKey, arrowsLeave, children, ...wanted }: StageProps) {
  const refs = useStageRefs();
  useEngine(refs, engine, wanted);
  const whole = shownWhole(wanted.images, wanted.shown.subject);
  return (
    <div className="canvas-stage">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the pictures and their slider. */}
      <div
        ref={refs.frame}
        className="canvas-frame"
        data-stage
        role="group"
        aria-label={t.canvas.frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved with the arrow keys.
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget && onToolKey(event)) {
            event.preventDefault();
            event.stopPropagation();
            return;
          }
          const pan = PANS[event.key];
          if (!pan || event.target !== event.currentTarget || event.altKey) return;
          if (arrowsLeave && engine.current?.snapshot().fit) return;
          event.preventDefault();
          event.stopPropagation();
          const far = event.shiftKey ? 4 : 1;
          engine.current?.pan(pan[0] * far, pan[1] * far);
        }}
      >
        {refs.panes.map((pane, place) => (
          <PictureLayer
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are what they are.
            key={place}
            {...pane}
            image={wanted.images[place] ?? null}
            whole={whole[place] ?? false}
            label={labelOf(place)}
            over={overOf(place)}
          />
        ))}
        <SplitHandle handle={refs.handle} engine={engine} />
      </div>
      {children}
    </div>
  );
}

function useStageRefs(): StageRefs {
  const frame = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const refs = useRef<StageRefs | null>(null);
  refs.current ??= {
    frame,
    handle,
    panes: Array.from(
      { length: MOST_COMPARED },
      (): PaneRefs => ({ pane: { current: null }, layer: { current: null }, grid: { current: null } }),
    ),
  };
  return refs.current;
}
