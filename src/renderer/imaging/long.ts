import type { Box, Size } from '@shared/geometry.ts';

/** Beyond this, in pixels of a source's edge, the browser repeats one row or column when it scales: 16 bits are all it counts with. */
const SCALABLE_EDGE = 32_767;
/** Edge of the pieces that a longer picture is scaled in, in source pixels. */
const PIECE_EDGE = 8192;
/** How far a smooth scaling looks beyond a pixel, in pixels of the result. */
const REACH = 4;

/** Returns whether a part of a picture reaches beyond what the browser can scale. */
export function isLong({ x, y, width, height }: Box): boolean {
  return x + width > SCALABLE_EDGE || y + height > SCALABLE_EDGE;
}

/** Draws a part of a picture over a whole canvas of this size, right also where the browser would repeat one row or column. */
export function drawPart(
  context: OffscreenCanvasRenderingContext2D,
  source: CanvasImageSource,
  part: Box,
  size: Size,
): void {
  if (isLong(part)) drawLong(context, source, part, size);
  else context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height);
}

/** Draws it in pieces that the browser can scale, without seams. */
function drawLong(
  context: OffscreenCanvasRenderingContext2D,
  source: CanvasImageSource,
  part: Box,
  size: Size,
): void {
  for (const across of piecesOf(part.x, part.width, size.width))
    for (const down of piecesOf(part.y, part.height, size.height)) {
      const piece = new OffscreenCanvas(across.pixels, down.pixels);
      // Unscaled copies are right however far out they lie.
      piece.getContext('2d', { willReadFrequently: true })?.drawImage(source, -across.first, -down.first);
      context.save();
      context.beginPath();
      context.rect(across.to, down.to, across.length, down.length);
      context.clip();
      context.drawImage(
        piece,
        across.from - across.first,
        down.from - down.first,
        across.span,
        down.span,
        across.drawnAt,
        down.drawnAt,
        across.drawn,
        down.drawn,
      );
      context.restore();
    }
}

/** A piece along one axis. */
interface Piece {
  /** Where it lies in the result, and how many of its pixels it fills. */
  readonly to: number;
  readonly length: number;
  /** What is scaled of the source: more than the piece by what a smooth scaling looks at. */
  readonly from: number;
  readonly span: number;
  /** The whole pixels that hold it. */
  readonly first: number;
  readonly pixels: number;
  /** Where all that lands in the result. */
  readonly drawnAt: number;
  readonly drawn: number;
}

function* piecesOf(start: number, span: number, length: number): Generator<Piece> {
  const scale = span / length;
  const step = Math.max(1, Math.floor(PIECE_EDGE / scale));
  const reach = REACH * Math.max(1, Math.ceil(scale));
  for (let to = 0; to < length; to += step) {
    const end = Math.min(length, to + step);
    const from = Math.max(start, start + to * scale - reach);
    const until = Math.min(start + span, start + end * scale + reach);
    const first = Math.floor(from);
    yield {
      to,
      length: end - to,
      from,
      span: until - from,
      first,
      pixels: Math.ceil(until) - first,
      drawnAt: (from - start) / scale,
      drawn: (until - from) / scale,
    };
  }
}
