import { FinishedMime } from '@shared/domain/finish.ts';
import type { FinishJob, FinishOutput } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { countedBands } from './counted-bands.ts';
import { decodeExactly, type ExactPicture } from './exact-picture.ts';
import { type FinishStep, finishPicture } from './finish/finish-picture.ts';
import { frameOf } from './finish/frame.ts';
import { type Band, everyBand, type RgbaRows } from './finish/rows.ts';
import { hiddenOf, maskOf } from './hidden.ts';
import type { FromWorker } from './messages.ts';
import { forget, withPictures } from './open.ts';
import { drawExactly, encodeCanvas, fitsCanvas, opaqueCanvas, putBands } from './png-canvas.ts';
import { encodePhotoRows, packsFast } from './png-photo.ts';
import { encodeMaskRows, encodePngRows, profileChunk } from './png-rows.ts';
import { readResult, referenceFor } from './returned.ts';
import { encodeWebp, fitsWebp } from './webp-canvas.ts';

/** Share of the work that is done when a step begins, in hundredths. */
const BEGIN = {
  decode: 1,
  locate: 10,
  compare: 25,
  write: 40,
  encode: 60,
  save: 95,
} as const satisfies Readonly<Record<FinishStep | 'encode' | 'save', number>>;
/** Pixels of the picture whose colors are taken: its mean and its contrast need no more. */
const COLORS_MAX_PIXELS = 400_000;

export function finish(job: FinishJob, say: (message: FromWorker) => void): Promise<FinishOutput> {
  const isDrawn = job.recipe.mask.kind === 'drawn';
  const masks = [isDrawn, job.protect].filter(Boolean).map(() => 'image/png' as const);
  const tell = (step: number) => say({ kind: 'step', step: Math.round(step), steps: 100 });
  const mimes = [...job.mimes, ...masks, ...(job.matchTo ? [job.matchTo] : [])] as const;
  return withPictures({ id: job.id, mimes }, say, async (files) => {
    tell(BEGIN.decode);
    const [sourceFile, resultFile, ...maskFiles] = files;
    const colorsFile = job.matchTo ? maskFiles.pop() : undefined;
    const drawn = isDrawn && maskFiles[0] ? await maskOf(maskFiles[0]) : null;
    const protect = maskFiles[isDrawn ? 1 : 0];
    const hidden = job.protect && protect ? await hiddenOf(protect) : null;
    const fill = job.pad?.fill ?? 'mirror';
    const source = await decodeExactly(sourceFile, async (image, space) => {
      for (const mask of [drawn, hidden]) mask?.assertFits(image, 'finish-failed');
      const frame = frameOf(image, job);
      const result = await readResult(resultFile, space);
      forget(resultFile);
      const colorsOf = colorsFile ? await readResult(colorsFile, space, COLORS_MAX_PIXELS) : null;
      return {
        frame,
        result,
        colorsOf,
        reference: referenceFor(result, image, frame, fill, hidden?.rows ?? null),
      };
    });
    forget(sourceFile);
    try {
      const { mask, findings, whole, changed } = finishPicture(
        {
          ...source.seen,
          source: source.rows,
          fill,
          recipe: job.recipe,
          drawn: drawn?.rows ?? null,
          hidden: hidden?.rows ?? null,
        },
        (step) => tell(BEGIN[step]),
      );
      tell(BEGIN.write);
      const { width, height } = whole;
      const report = (bands: Iterable<Band>, end: number) =>
        countedBands(bands, height, (share) => tell(BEGIN.write + share * (end - BEGIN.write)));
      const colors = source.profile ? await profileChunk(source.profile) : [];
      const asWebp = job.recipe.format === 'webp' && colors.length === 0;
      const how = { colors, asWebp, report, onEncode: () => tell(BEGIN.encode) };
      const picture = encodeFinished(source, whole, changed, how);
      // While the browser encodes the picture.
      const [file, maskPng] = await Promise.all([picture, encodeMaskRows(mask)]);
      tell(BEGIN.save);
      await putOutput(job.id, 'result', file);
      await putOutput(job.id, 'mask', maskPng);
      const lost = source.notes.length > 0 && { lost: [...source.notes] };
      const mime = FinishedMime.parse(file.type);
      return { size: { width, height }, mime, findings: { ...findings, ...lost } };
    } finally {
      source.close();
    }
  });
}

interface Encoding {
  /** Chunks of a PNG that say which colors its numbers are. */
  readonly colors: readonly Uint8Array<ArrayBuffer>[];
  /** As WebP, if it can hold the picture exactly. */
  readonly asWebp: boolean;
  /** Reports how far these bands were taken, up to `end`, in hundredths of the work. */
  readonly report: (bands: Iterable<Band>, end: number) => Iterable<Band>;
  readonly onEncode: () => void;
}

/**
 * Encodes a finished picture: a photograph while it is computed, any other opaque one by the browser, with only its changed
 * bands rewritten.
 */
async function encodeFinished(
  source: ExactPicture,
  whole: RgbaRows,
  changed: Iterable<Band>,
  { colors, asWebp, report, onEncode }: Encoding,
): Promise<Blob> {
  if (source.isOpaque && !asWebp && (await packsFast(source.rows)))
    return encodePhotoRows(whole, report(everyBand(whole, changed), BEGIN.save), colors);
  const written = report(changed, BEGIN.encode);
  if (!source.isOpaque || !fitsCanvas(whole))
    return encodePngRows(whole, source.isOpaque ? 3 : 4, everyBand(whole, written), colors);
  const canvas = opaqueCanvas(whole);
  if (source.image && whole === source.rows) {
    drawExactly(canvas, source.image);
    putBands(canvas, written);
  } else putBands(canvas, everyBand(whole, written));
  // Its memory is for the encoder.
  source.close();
  onEncode();
  return asWebp && fitsWebp(whole) ? encodeWebp(canvas) : encodeCanvas(canvas, colors);
}
