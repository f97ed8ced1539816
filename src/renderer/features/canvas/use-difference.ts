import type { ImageRecord } from '@shared/domain/image.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
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

/** Draws the difference of two pictures on a canvas, again for another gain or threshold; while it works, the newest wish waits. */
export function useDifference(
  canvas: RefObject<HTMLCanvasElement | null>,
  wish: DifferenceWish | null,
): DifferenceState {
  const [state, setState] = useState<DifferenceState>({ phase: 'working' });
  const busy = useRef(false);
  const latest = useRef(wish);
  latest.current = wish;
  const pair = wish ? `${wish.before.sha256} ${wish.after.sha256}` : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair is looked for from the beginning.
  useEffect(() => setState({ phase: 'working' }), [pair]);
  useEffect(() => {
    if (!wish || busy.current) return;
    const work = async () => {
      busy.current = true;
      try {
        for (let drawn: DifferenceWish | null = null; latest.current && !isSame(drawn, latest.current); ) {
          drawn = latest.current;
          const { map, share } = await pixelReader.difference(questionOf(drawn));
          const same =
            latest.current && latest.current.before === drawn.before && latest.current.after === drawn.after;
          if (!same || !canvas.current) {
            map.close();
            continue;
          }
          show(canvas.current, map);
          setState({ phase: 'shown', share });
        }
      } catch (error) {
        if (latest.current) setState({ phase: 'failed' });
        console.warn(String(error));
      } finally {
        busy.current = false;
      }
    };
    void work();
  }, [canvas, wish]);
  return state;
}

function isSame(a: DifferenceWish | null, b: DifferenceWish): boolean {
  return (
    a !== null &&
    a.before === b.before &&
    a.after === b.after &&
    a.gain === b.gain &&
    a.threshold === b.threshold
  );
}

function questionOf({ before, after, gain, threshold }: DifferenceWish) {
  return { ...differenceParts(before, after), gain, threshold };
}

/** The part of the first picture that the second shows, and all of the second. */
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

function show(canvas: HTMLCanvasElement, map: ImageBitmap): void {
  canvas.width = map.width;
  canvas.height = map.height;
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(map);
}
