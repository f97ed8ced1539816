import { type Comparison, NO_CHANGE } from '@shared/domain/verdict.ts';
import type { Box, Size } from '@shared/geometry.ts';
import type { CompareJob } from '@shared/imaging.ts';
import { findShift, type Window } from './alignment.ts';
import { decodeWhole } from './decode.ts';
import { drawScaled, pixelsOf, release } from './draw.ts';
import { countDifferences, type Differences, fitWithin, lumaOf, structuralSimilarity } from './measure.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import type { Picture } from './picture.ts';
import { type Plane, squareAround } from './plane.ts';

/** Longest edge (px) for measuring similarity. */
const SIMILARITY_EDGE = 1024;
/** Pixels compared at a time, so that two pictures of 100 megapixels are never copied in memory. */
const STRIPE_PIXELS = SIMILARITY_EDGE ** 2;

export async function compare(job: CompareJob, say: (message: FromWorker) => void): Promise<Comparison> {
  return withPictures(job, say, async (files) => {
    const decoded = await Promise.allSettled(files.map(({ bytes, mime }) => decodeWhole(bytes, mime)));
    const pictures = decoded.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    try {
      const [a, b] = pictures;
      if (a && b) return measure(a, b, job.findShift);
      throw decoded.find((outcome) => outcome.status === 'rejected')?.reason;
    } finally {
      for (const picture of pictures) picture.close();
    }
  });
}

/** Maximum difference in aspect ratio of pictures with the same shape: results are rounded to whole pixels. */
const SAME_SHAPE = 0.02;

function measure(a: Picture, b: Picture, withShift: boolean): Comparison {
  const sameSize = a.full.width === b.full.width && a.full.height === b.full.height;
  const parts = commonParts(a.full, b.full);
  const size = fitWithin(parts.size, SIMILARITY_EDGE);
  const scaled = () => [scaledPixels(a, parts.a, size), scaledPixels(b, parts.b, size)] as const;
  // Small pictures are drawn and read back only once.
  const whole = size.width === parts.size.width ? scaled() : null;
  const found = whole ? countDifferences(whole[0].data, whole[1].data) : differences(a, b, parts);
  const { unequal, changed, largest, gained } = found;
  if (sameSize && unequal === 0) return NO_CHANGE;
  const pixels = parts.size.width * parts.size.height;
  const [pixelsA, pixelsB] = whole ?? scaled();
  const small = [lumaOf(pixelsA), lumaOf(pixelsB)] as const;
  const [red, green, blue] = gained;
  return {
    identical: false,
    sameSize,
    ssim: structuralSimilarity(...small),
    changedShare: changed / pixels,
    largest,
    colorShift: [red / pixels, green / pixels, blue / pixels],
    shift: withShift
      ? findShift({
          small,
          full: parts.size,
          windows: whole
            ? [windowOf(small[0]), windowOf(small[1])]
            : [windowInto(a, parts.a, parts.size), windowInto(b, parts.b, parts.size)],
        })
      : null,
  };
}

/** The common part of both pictures, in pixels of each, and its size in whole pixels of the first. */
interface Parts {
  readonly a: Box;
  readonly b: Box;
  readonly size: Size;
}

/** Returns all of both, or if the ratios differ, the centered part with the other one's ratio. */
function commonParts(a: Size, b: Size): Parts {
  const allOfA = { x: 0, y: 0, ...a };
  const allOfB = { x: 0, y: 0, ...b };
  const shapes = a.width / a.height / (b.width / b.height);
  if (Math.abs(shapes - 1) <= SAME_SHAPE) return { a: allOfA, b: allOfB, size: a };
  const partOfA = centered(a, b);
  const size = { width: Math.round(partOfA.width), height: Math.round(partOfA.height) };
  return {
    a: partOfA,
    b: allOfB,
    size: { width: Math.max(1, size.width), height: Math.max(1, size.height) },
  };
}

/** Returns the largest centered part of a picture with an aspect ratio. */
function centered(picture: Size, shape: Size): Box {
  const scale = Math.min(picture.width / shape.width, picture.height / shape.height);
  const width = shape.width * scale;
  const height = shape.height * scale;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Counts differences at the size of the part of `a`. `b` is scaled if its size differs. */
function differences(a: Picture, b: Picture, parts: Parts): Differences {
  const { width, height } = parts.size;
  const rows = Math.max(1, Math.floor(STRIPE_PIXELS / width));
  const gained: [number, number, number] = [0, 0, 0];
  let unequal = 0;
  let changed = 0;
  let largest = 0;
  for (let y = 0; y < height; y += rows) {
    const size = { width, height: Math.min(rows, height - y) };
    const stripe = { x: 0, y, ...size };
    const found = countDifferences(
      scaledPixels(a, within(parts.a, stripe, parts.size), size).data,
      scaledPixels(b, within(parts.b, stripe, parts.size), size).data,
    );
    unequal += found.unequal;
    changed += found.changed;
    largest = Math.max(largest, found.largest);
    for (const channel of [0, 1, 2] as const) gained[channel] += found.gained[channel];
  }
  return { unequal, changed, largest, gained };
}

/** Converts a box of a part measured at `size` to pixels of its picture. */
function within(part: Box, { x, y, width, height }: Box, size: Size): Box {
  const across = part.width / size.width;
  const down = part.height / size.height;
  return { x: part.x + x * across, y: part.y + y * down, width: width * across, height: height * down };
}

function windowOf(plane: Plane): Window {
  return (middle, side) => squareAround(plane, middle, side);
}

/** Returns windows into a part of a picture at full size. Edges repeat beyond the part. */
function windowInto(picture: Picture, part: Box, size: Size): Window {
  return (middle, side) => {
    const left = Math.min(Math.max(Math.round(middle.x) - side / 2, 0), Math.max(size.width - side, 0));
    const top = Math.min(Math.max(Math.round(middle.y) - side / 2, 0), Math.max(size.height - side, 0));
    const box = { x: left, y: top, width: Math.min(side, size.width), height: Math.min(side, size.height) };
    const seen = lumaOf(scaledPixels(picture, within(part, box, size), box));
    return squareAround(seen, { x: middle.x - left, y: middle.y - top }, side);
  };
}

function scaledPixels(picture: Picture, part: Box, size: Size): ImageData {
  const canvas = drawScaled(picture.image, part, size);
  const pixels = pixelsOf(canvas);
  release(canvas);
  return pixels;
}
