import type { Comparison } from '@shared/domain/verdict.ts';
import type { CompareJob } from '@shared/imaging.ts';
import { decodeWhole, type Picture } from './decode.ts';
import { drawScaled, pixelsOf, release } from './draw.ts';
import { countDifferences, fitWithin, structuralSimilarity } from './measure.ts';
import type { FromWorker } from './messages.ts';
import { inTurn, openPicture } from './open.ts';
import type { Box, Size } from './size.ts';

/** Longest edge at which similarity is measured, in pixels. */
const SIMILARITY_EDGE = 1024;
/** Pixels compared at a time: two pictures of 100 megapixels are never in memory a second time. */
const STRIPE_PIXELS = 1_000_000;

export async function compare(job: CompareJob, say: (message: FromWorker) => void): Promise<Comparison> {
  const files = await Promise.all([
    openPicture(job.id, 0, job.mimes[0]),
    openPicture(job.id, 1, job.mimes[1]),
  ]);
  return inTurn(files, say, async () => {
    const decoded = await Promise.allSettled(files.map(({ bytes, mime }) => decodeWhole(bytes, mime)));
    const pictures = decoded.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    try {
      const [a, b] = pictures;
      if (a && b) return measure(a, b);
      throw decoded.find((outcome) => outcome.status === 'rejected')?.reason;
    } finally {
      for (const picture of pictures) picture.close();
    }
  });
}

function measure(a: Picture, b: Picture): Comparison {
  const sameSize = a.full.width === b.full.width && a.full.height === b.full.height;
  const { unequal, changed } = differences(a, b);
  if (sameSize && unequal === 0) return { identical: true, sameSize, ssim: 1, changedShare: 0 };
  const size = fitWithin(a.full, SIMILARITY_EDGE);
  return {
    identical: false,
    sameSize,
    ssim: structuralSimilarity(scaledPixels(a, whole(a), size), scaledPixels(b, whole(b), size)),
    changedShare: changed / (a.full.width * a.full.height),
  };
}

/** Differences at the size of `a`, `b` scaled to it when it has another. */
function differences(a: Picture, b: Picture): { unequal: number; changed: number } {
  const { width, height } = a.full;
  const rows = Math.max(1, Math.floor(STRIPE_PIXELS / width));
  const scale = { x: b.full.width / width, y: b.full.height / height };
  let unequal = 0;
  let changed = 0;
  for (let y = 0; y < height; y += rows) {
    const size = { width, height: Math.min(rows, height - y) };
    const partOfB = { x: 0, y: y * scale.y, width: width * scale.x, height: size.height * scale.y };
    const stripeA = scaledPixels(a, { x: 0, y, ...size }, size);
    const stripeB = scaledPixels(b, partOfB, size);
    const stripe = countDifferences(stripeA.data, stripeB.data);
    unequal += stripe.unequal;
    changed += stripe.changed;
  }
  return { unequal, changed };
}

function whole({ size }: Picture): Box {
  return { x: 0, y: 0, ...size };
}

function scaledPixels(picture: Picture, part: Box, size: Size): ImageData {
  const canvas = drawScaled(picture.image, part, size);
  const pixels = pixelsOf(canvas);
  release(canvas);
  return pixels;
}
