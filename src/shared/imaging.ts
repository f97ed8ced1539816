import { z } from 'zod';
import { EncodedMime, ImageMime } from './domain/image.ts';
import { PictureNote } from './domain/picture-note.ts';
import { Seed } from './domain/seed.ts';
import { Comparison } from './domain/verdict.ts';

/*
 * How main and the imaging window talk: over `app://imaging/`, on the imaging session only.
 *   GET  /next                    the next job, when there is one (long poll)
 *   GET  /in/<job>/<n>            bytes of the job's n-th picture
 *   PUT  /out/<job>/<name>        bytes of one output
 *   POST /step/<job>              JobStep; answers JobStepAnswer
 *   POST /done/<job>              JobDone
 */

export const IMAGING_ORIGIN = 'app://imaging';
/** Longest a picture may take to decode, in milliseconds. */
export const DECODE_LIMIT_MS = 10_000;
/** How many times as long a format may take that the browser has no decoder for: WebAssembly on one core. */
export const FOREIGN_LIMIT_FACTOR = 3;
/** How often the page tells that a long job is alive, and asks whether it is still wanted, in milliseconds. */
export const HEARTBEAT_MS = 1_000;

/** Milliseconds a job may take to decode, filter and encode; the page stops it then. */
const limitMs = z.int().positive();

/** Decode, check and thumbnail one picture. Outputs: `thumb-<size>` (WebP), never larger than the picture. */
const InspectJob = z.strictObject({
  kind: z.literal('inspect'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  maxPixels: z.int().positive(),
  thumbs: z.array(z.int().positive()),
});

/** Measure two pictures. No output. */
const CompareJob = z.strictObject({
  kind: z.literal('compare'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime]),
  /** Find out as well how far what is in it moved: as much work as all the rest. */
  findShift: z.boolean(),
});

/** Carry out an edit with the built-in filters. Output: `result`. Reports each step. */
const PracticeJob = z.strictObject({
  kind: z.literal('practice'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  prompt: z.string(),
  seed: Seed,
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});

/** The whole upright picture in another format, without metadata, scaled down to `maxPixels`. Output: `result`. */
const ConvertJob = z.strictObject({
  kind: z.literal('convert'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  to: EncodedMime,
  maxPixels: z.int().positive(),
  /** Longest edge of the output in pixels; null: whatever it comes to. */
  maxEdge: z.int().positive().nullable(),
  /** Of JPEG and WebP, 0 to 1; null: no loss that shows. */
  quality: z.number().min(0).max(1).nullable(),
});

/** Find out whether the browser shows a picture otherwise than it is decoded, without decoding it. No output. */
const CheckDisplayJob = z.strictObject({
  kind: z.literal('check-display'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
});

export const ImagingJob = z.discriminatedUnion('kind', [
  InspectJob,
  CompareJob,
  PracticeJob,
  ConvertJob,
  CheckDisplayJob,
]);
export type ImagingJob = z.infer<typeof ImagingJob>;
export type InspectJob = z.infer<typeof InspectJob>;
export type CompareJob = z.infer<typeof CompareJob>;
export type PracticeJob = z.infer<typeof PracticeJob>;
export type ConvertJob = z.infer<typeof ConvertJob>;
export type CheckDisplayJob = z.infer<typeof CheckDisplayJob>;

/** Upright size in pixels. */
const UprightSize = z.strictObject({ width: z.int().positive(), height: z.int().positive() });
export const PictureInfo = UprightSize.extend({
  /** What the decoded picture lacks of its file. Left out when nothing. */
  notes: z.array(PictureNote).optional(),
  /** The browser reads its format, but would show it otherwise than it was decoded. Left out when not. */
  needsDisplay: z.boolean().optional(),
});
export type PictureInfo = z.infer<typeof PictureInfo>;
/** A picture the imaging window encoded. */
export const EncodedPicture = UprightSize.extend({ mime: EncodedMime });
export type EncodedPicture = z.infer<typeof EncodedPicture>;

/** Whether a display copy is shown in place of the picture. */
const DisplayNeed = z.strictObject({ needsDisplay: z.boolean() });

export const JobResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspect'), value: PictureInfo }),
  z.strictObject({ kind: z.literal('compare'), value: Comparison }),
  z.strictObject({ kind: z.literal('practice'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('convert'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('check-display'), value: DisplayNeed }),
]);
export type JobResult = z.infer<typeof JobResult>;

export const JobErrorCode = z.enum([
  'picture-damaged',
  'picture-too-large',
  'picture-timeout',
  'format-too-small',
  'picture-unsupported',
  'raw-without-preview',
  'internal',
]);
export type JobErrorCode = z.infer<typeof JobErrorCode>;

export const JobDone = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), result: JobResult }),
  z.strictObject({ ok: z.literal(false), code: JobErrorCode, detail: z.string().max(500) }),
]);
export type JobDone = z.infer<typeof JobDone>;

export const JobStep = z.strictObject({ step: z.int().nonnegative(), steps: z.int().positive() });
export type JobStep = z.infer<typeof JobStep>;
/** `cancel`: nobody wants the job any more; stop at once. */
export const JobStepAnswer = z.strictObject({ cancel: z.boolean() });
export type JobStepAnswer = z.infer<typeof JobStepAnswer>;
