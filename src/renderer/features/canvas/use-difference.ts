import type { ImageRecord } from '@shared/domain/image.ts';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Surface } from '../../canvas/pixels/client.ts';
import type { PicturePart } from '../../canvas/pixels/messages.ts';
import { stageLayout } from '../../canvas/stage-layout.ts';
import { imageUrl } from '../../stores/picture-urls.ts';
import { pixelReader } from './pixel-reader.ts';

export interface DifferenceWish {
  readonly before: ImageRecord;
  readonly after: ImageRecord;
  readonly gain: number;
  readonly threshold: number;
}

export type DifferenceState =
  | { readonly phase: 'working' }
  /** `share` of the pixels above the threshold, 0 to 1. */
  | { readonly phase: 'shown'; readonly share: number }
  | { readonly phase: 'failed' };

/**
 * Draws the difference of two pictures on a canvas, and redraws it for another gain or threshold. While it
 * works, the newest request waits. The canvas exists exactly as long as `wish` does.
 */
export function useDifference(
  canvas: RefObject<HTMLCanvasElement | null>,
  wish: DifferenceWish | null,
): DifferenceState {
  const [reached, setReached] = useState<{ readonly pair: string; readonly state: DifferenceState } | null>(
    null,
  );
  const surface = useRef<Surface | null>(null);
  const busy = useRef(false);
  const latest = useRef(wish);
  latest.current = wish;
  const wanted = wish !== null;
  const pair = wish ? pairOf(wish) : '';

  useLayoutEffect(() => {
    if (!wanted || !canvas.current) return;
    const taken = pixelReader.surface(canvas.current);
    surface.current = taken;
    return () => {
      surface.current = null;
      taken.close();
      // The next canvas is empty.
      setReached(null);
    };
  }, [wanted, canvas]);
  useEffect(() => {
    if (!wish || busy.current) return;
    const work = async () => {
      busy.current = true;
      let drawn: DifferenceWish | null = null;
      let on: Surface | null = null;
      while (
        latest.current &&
        surface.current &&
        !(on === surface.current && isSame(drawn, latest.current))
      ) {
        drawn = latest.current;
        on = surface.current;
        const state = await drawOn(on, drawn);
        // A canvas that replaced this one is still empty.
        if (on === surface.current) setReached({ pair: pairOf(drawn), state });
      }
      busy.current = false;
    };
    void work();
  }, [wish]);
  // A state reached for another pair doesn't count.
  return reached?.pair === pair ? reached.state : { phase: 'working' };
}

function pairOf({ before, after }: DifferenceWish): string {
  return `${before.sha256} ${after.sha256}`;
}

/** Draws a map. A failure is a state of this pair: another one may be wanted by then. */
async function drawOn(surface: Surface, wish: DifferenceWish): Promise<DifferenceState> {
  try {
    const { share } = await surface.difference(questionOf(wish));
    return { phase: 'shown', share };
  } catch (error) {
    console.warn(String(error));
    return { phase: 'failed' };
  }
}

function isSame(a: DifferenceWish | null, b: DifferenceWish): boolean {
  return a !== null && pairOf(a) === pairOf(b) && a.gain === b.gain && a.threshold === b.threshold;
}

function questionOf({ before, after, gain, threshold }: DifferenceWish) {
  return { ...differenceParts(before, after), gain, threshold };
}

/** The part of the first picture that the second shows, and the whole second picture. */
export function differenceParts(
  before: Pick<ImageRecord, 'sha256' | 'width' | 'height'>,
  after: Pick<ImageRecord, 'sha256' | 'width' | 'height'>,
): { readonly before: PicturePart; readonly after: PicturePart } {
  const { rects } = stageLayout([before, after], { reference: 0, subject: 0 });
  const part = rects[1] ?? { x: 0, y: 0, width: before.width, height: before.height };
  return {
    before: { url: imageUrl(before.sha256), part },
    after: {
      url: imageUrl(after.sha256),
      part: { x: 0, y: 0, width: after.width, height: after.height },
    },
  };
}
