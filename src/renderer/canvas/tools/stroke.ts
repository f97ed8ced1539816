import { distance } from '../geometry.ts';
import { paintSegment, radiusOf, type StrokePoint } from '../mask/brush.ts';
import type { Mask } from '../mask/mask.ts';
import type { ToolPointer } from './tool.ts';

export interface BrushOptions {
  /** In image pixels. */
  readonly diameter: number;
  readonly hardness: number;
  readonly erase: boolean;
}

/** A stroke in progress. */
export interface Stroke {
  move(pointers: readonly ToolPointer[]): void;
  /** Ends it. Returns its last point, from which a straight line may continue. */
  end(pointer: ToolPointer): StrokePoint;
  /** Reverts what it painted. */
  cancel(): void;
}

/**
 * Points closer to the last one than this share of the radius are skipped, because they hardly change the
 * result.
 */
const SKIP = 0.05;

/**
 * Paints while the pointer moves. While Shift is down nothing is painted. When it is released or the stroke
 * ends, a straight line leads to the pointer. `from`: the end of the previous stroke, from which Shift draws
 * a line immediately.
 */
export function startStroke(
  mask: Mask,
  { diameter, hardness, erase }: BrushOptions,
  pointer: ToolPointer,
  from: StrokePoint | null,
): Stroke {
  const pointOf = ({ at, pressure }: ToolPointer): StrokePoint => ({
    ...at,
    radius: radiusOf(diameter, pressure),
  });
  // Alt swaps adding and erasing for one stroke.
  const paint = { hardness, erase: erase !== pointer.alt };
  let last = pointOf(pointer);
  /** Whether the last segment grew, so that the brush was not fully painted at its end. */
  let grew: boolean;
  mask.begin();
  const start = pointer.shift && from ? from : last;
  paintSegment(mask, start, last, paint);
  grew = last.radius > start.radius;

  const lineTo = (next: StrokePoint) => {
    // A command, such as undo, ended the change while the button was down.
    if (!mask.isOpen()) return;
    paintSegment(mask, last, next, paint, !grew);
    grew = next.radius > last.radius;
    last = next;
  };
  return {
    move: (pointers) => {
      for (const [i, moved] of pointers.entries()) {
        if (moved.shift) continue;
        const next = pointOf(moved);
        const away = distance(next, last);
        if (i < pointers.length - 1 && away < SKIP * next.radius) continue;
        lineTo(next);
      }
    },
    end: (released) => {
      // A lifted pen has no pressure.
      const { x, y } = released.at;
      lineTo({ x, y, radius: last.radius });
      mask.commit();
      return last;
    },
    cancel: mask.cancel,
  };
}
