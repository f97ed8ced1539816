import type { Box, Size } from '@shared/geometry.ts';

/** Beyond this edge (px), the browser repeats one row or column when scaling, because it uses 16 bits. */
const SCALABLE_EDGE = 32_767;
/** Edge of the pieces (source px) in which a longer picture is scaled. */
const PIECE_EDGE = 8192;
/** How far smooth scaling reaches beyond a pixel, in pixels of the result. */
const REACH = 4;

/** Whether a part of a picture exceeds what the browser can scale. */
export function isLong({ x, y, width, height }: Box): boolean {
  return x + width > SCALABLE_EDGE || y + height > SCALABLE_EDGE;
}

/** Draws a part of a picture on a whole canvas, correctly even where the browser would repeat a row or column. */
export function drawPart(
  context: OffscreenCanvasRenderingContext2D,
  source: CanvasImageSource,
  part: Box,
  size: Size,
): void {
  if (isLong(part)) drawLong(context, source, part, size);
  else context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height);
}

/** Draws in pieces the browser can scale, without seams. */
function drawLong(
  context: OffscreenCanvasRenderingContext2D,
  source: CanvasImageSource,
  part: Box,
  size: Size,
): void {
  for (const across of piecesOf(part.x, part.width, size.width))
    for (const down of piecesOf(part.y, part.height, size.height)) {
      const piece = new OffscreenCanvas(across.pixels, down.pixels);
      // Unscaled copies are correct at any offset.
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
  /** Position and number of pixels in the result. */
  readonly to: number;
  readonly length: number;
  /** The source range to scale: larger than the piece by what smooth scaling reads. */
  readonly from: number;
  readonly span: number;
  /** The whole pixels that contain it. */
  readonly first: number;
  readonly pixels: number;
  /** Position of that range in the result. */
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
