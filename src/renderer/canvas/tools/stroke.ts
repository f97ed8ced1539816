import { distance } from '../geometry.ts';
import { paintSegment, radiusOf, type StrokePoint } from '../mask/brush.ts';
import type { Mask } from '../mask/mask.ts';
import type { ToolPointer } from './tool.ts';

export interface BrushOptions {
  /** In pixels of the picture. */
  readonly diameter: number;
  readonly hardness: number;
  readonly erase: boolean;
}

/** A stroke that goes on. */
export interface Stroke {
  move(pointers: readonly ToolPointer[]): void;
  /** Ends it; the last point of it, from which a straight line may go on. */
  end(pointer: ToolPointer): StrokePoint;
  /** Takes back what it painted. */
  cancel(): void;
}

/** A point nearer to the last one than this share of the radius is left out: it changes next to nothing of what is painted. */
const SKIP = 0.05;

/**
 * Paints while the pointer moves. While Shift is held nothing is painted, until it is let go or the stroke ends: then a straight line
 * leads there. `from`: the end of the stroke before, to which Shift draws a line at once.
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
  // Alt turns adding into erasing, and erasing into adding, for one stroke.
  const paint = { hardness, erase: erase !== pointer.alt };
  let last = pointOf(pointer);
  /** Whether the last segment grew: then the brush was not painted whole at its end. */
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
      // A pen that is lifted presses no more.
      const { x, y } = released.at;
      lineTo({ x, y, radius: last.radius });
      mask.commit();
      return last;
    },
    cancel: mask.cancel,
  };
}
