import { useEffect, useRef } from 'react';
import { useBlame, useStores } from '../../stores/context.tsx';
import { colorsOf } from './step-text.ts';
import './blame.css';

/** Overlay on a picture: a color for each edit shows what it changed. */
export function BlameLayer({ imageId }: { readonly imageId: number }) {
  const { blame } = useStores();
  const shown = useBlame((state) => state.shown);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isReady = shown?.imageId === imageId;
  useEffect(() => {
    void blame.getState().showFor(imageId);
  }, [blame, imageId]);
  useEffect(() => {
    if (isReady && shown && canvas.current) shown.map.paint(canvas.current, colorsOf(shown.steps));
  }, [isReady, shown]);
  return (
    <canvas
      ref={canvas}
      className="canvas-difference blame-map"
      aria-hidden
      data-blame={isReady ? 'shown' : 'none'}
    />
  );
}
