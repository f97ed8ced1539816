import { t } from '@shared/i18n/index.ts';
import { type RefObject, useEffect, useRef } from 'react';
import type { CanvasEngine } from '../../canvas/engine.ts';
import { useStores } from '../../stores/context.tsx';
import { createMaskView, type MaskView } from './mask-view.ts';
import './mask.css';

interface MaskLayerProps {
  readonly imageId: number;
  readonly engine: RefObject<CanvasEngine | null>;
  /** Receives the stage's keys and frames. */
  readonly view: RefObject<MaskView | null>;
}

/** Overlays of a picture being worked on: masks, region, brush. Drawn by `mask-view.ts` instead of React. */
export function MaskLayer({ imageId, engine, view }: MaskLayerProps) {
  const stores = useStores();
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const sketch = useRef<HTMLCanvasElement>(null);
  const label = useRef<HTMLParagraphElement>(null);
  // Not a layout effect: the surrounding stage creates its engine in one, and a parent's run last.
  useEffect(() => {
    const frame = root.current?.parentElement?.querySelector<HTMLElement>('[data-stage]');
    if (!frame || !overlay.current || !sketch.current || !label.current || !engine.current) return;
    const elements = { frame, overlay: overlay.current, sketch: sketch.current, label: label.current };
    const made = createMaskView(stores, imageId, elements, engine.current, {
      region: ({ width, height }) => t.mask.size(width, height),
      pad: ({ width, height }, fill) => t.mask.padLabel(width, height, t.mask.work.fills[fill]),
    });
    view.current = made;
    made.setPlace(engine.current.place());
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [stores, imageId, engine, view]);
  return (
    <div ref={root} className="mask-layer" aria-hidden>
      <canvas ref={overlay} />
      <canvas ref={sketch} />
      <p ref={label} className="mask-label numerals" hidden />
    </div>
  );
}
