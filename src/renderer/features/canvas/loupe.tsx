import type { Size } from '@shared/geometry.ts';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Look } from '../../canvas/pixels/messages.ts';
import { besidePointer } from '../../canvas/probe.ts';
import { stageLayout } from '../../canvas/stage-layout.ts';
import { hexOf } from './colors.ts';
import type { ProbeStore } from './probe-store.ts';

/** Pixels across in the picture with the fewest; odd, so that one is in the center. */
const LOUPE_SPAN = 17;
const GAP = 20;
/** More pictures than this are shown smaller. */
const FEW = 2;

/** Pixels across in each picture, so that all show the same part of the content at any resolution. */
export function loupeSpans(images: readonly Size[], reference: number): readonly number[] {
  const { rects } = stageLayout(images, { reference, subject: reference });
  const finer = images.map((image, i) => image.width / (rects[i]?.width ?? image.width));
  const coarsest = Math.min(...finer);
  return finer.map((each) => 2 * Math.round(((LOUPE_SPAN * each) / coarsest - 1) / 2) + 1);
}

/** Width of one picture in the magnifier, in CSS pixels: a whole number per image pixel. */
export function loupeSide(pictures: number): number {
  return LOUPE_SPAN * (pictures > FEW ? 6 : 8);
}

interface LoupeProps {
  readonly store: ProbeStore;
  /** The area it must stay within. */
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly names: readonly string[];
}

/**
 * Magnifier: shows the pixels under the pointer of all pictures, side by side. It follows the pointer and is
 * never under it.
 */
export function Loupe({ store, frame, names }: LoupeProps) {
  const box = useRef<HTMLDivElement>(null);
  const reading = useStore(store, (state) => state.reading);
  useLayoutEffect(() => {
    if (!reading || !box.current || !frame.current) return;
    const { offsetWidth: width, offsetHeight: height } = box.current;
    const { clientWidth, clientHeight } = frame.current;
    const place = besidePointer(
      reading.probe.at,
      { width, height },
      { width: clientWidth, height: clientHeight },
      GAP,
    );
    box.current.style.transform = `translate(${place.x}px, ${place.y}px)`;
  }, [reading, frame]);
  return (
    <div
      ref={box}
      className="canvas-loupe"
      data-many={names.length > FEW || undefined}
      aria-hidden
      hidden={!reading}
    >
      {reading?.looks.map((look, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the places are what they are.
        <figure key={place} className="canvas-loupe-one">
          <LoupeView look={look} />
          <figcaption>
            <span className="canvas-loupe-name">{names[place]}</span>
            <span className="numerals">{look.color ? hexOf(look.color) : '–'}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

function LoupeView({ look }: { readonly look: Look }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // A bitmap can be transferred only once.
    if (look.view && look.view.width > 0) {
      element.width = look.view.width;
      element.height = look.view.height;
      element.getContext('bitmaprenderer')?.transferFromImageBitmap(look.view);
    } else if (!look.view) element.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
  }, [look]);
  return (
    <div className="canvas-loupe-view">
      <canvas ref={canvas} />
      <span className="canvas-loupe-cross" />
    </div>
  );
}
