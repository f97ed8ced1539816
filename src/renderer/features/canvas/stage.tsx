import type { ImageRecord } from '@shared/domain/image.ts';
import { type ReactNode, type RefObject, useRef } from 'react';
import type { CanvasEngine, CanvasSnapshot } from '../../canvas/engine.ts';
import { PictureLayer } from './picture-layer.tsx';
import type { Shown } from './shown.ts';
import { SplitHandle } from './split-handle.tsx';
import { type StageRefs, useEngine } from './use-engine.ts';

interface StageProps {
  readonly shown: Shown;
  readonly before: ImageRecord;
  readonly after: ImageRecord | null;
  readonly swapped: boolean;
  readonly holdingBefore: boolean;
  readonly engine: RefObject<CanvasEngine | null>;
  readonly onFrame: (snapshot: CanvasSnapshot) => void;
  readonly onCommit: (snapshot: CanvasSnapshot) => void;
  /** What lies over the frame and takes its own clicks. */
  readonly children: ReactNode;
}

const KEY_PAN = 64;
const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_PAN, 0],
  ArrowRight: [-KEY_PAN, 0],
  ArrowUp: [0, KEY_PAN],
  ArrowDown: [0, -KEY_PAN],
};

/** The frame with its two pictures and the slider. All moving is the engine's. */
export function Stage({ before, after, engine, children, ...rest }: StageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const beforePane = useRef<HTMLDivElement>(null);
  const beforeLayer = useRef<HTMLDivElement>(null);
  const afterPane = useRef<HTMLDivElement>(null);
  const afterLayer = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const refs = useRef<StageRefs>({ frame, beforePane, beforeLayer, afterPane, afterLayer, handle });
  useEngine(refs.current, engine, { before, after, ...rest });

  return (
    <div className="canvas-stage">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the pictures and their slider. */}
      <div
        ref={frame}
        className="canvas-frame"
        data-stage
        role="group"
        aria-label="Picture. Arrow keys move it when it is zoomed in."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved with the arrow keys.
        tabIndex={0}
        onKeyDown={(event) => {
          const pan = PANS[event.key];
          if (!pan || event.target !== event.currentTarget) return;
          event.preventDefault();
          event.stopPropagation();
          engine.current?.pan(...pan);
        }}
      >
        <PictureLayer image={before} side="before" pane={beforePane} layer={beforeLayer} />
        <PictureLayer image={after} side="after" pane={afterPane} layer={afterLayer} />
        <SplitHandle handle={handle} engine={engine} />
      </div>
      {children}
    </div>
  );
}
