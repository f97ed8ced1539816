import { z } from 'zod';
import { BLAME_MAX_PICTURES } from './domain/blame.ts';
import { FindMask, FinishedMime, FinishFindings, FinishRecipe } from './domain/finish.ts';
import { EncodedMime, ImageMime } from './domain/image.ts';
import { CONFLICTS_MAX, MergeChoice, MergeOutline } from './domain/merge.ts';
import { PictureNote } from './domain/picture-note.ts';
import { Pad, Region } from './domain/prepare.ts';
import { Seed } from './domain/seed.ts';
import { Comparison } from './domain/verdict.ts';
import { AlignmentFailure } from './error-reasons.ts';

/*
 * How main and the imaging window talk: over `app://imaging/`, on the imaging session only.
 *   GET  /next/<window>           the next job, when there is one (long poll), for the window with this number
 *   GET  /in/<job>/<n>            bytes of the job's n-th picture
 *   PUT  /out/<job>/<name>        bytes of one output
 *   POST /step/<job>              JobStep; answers JobStepAnswer
 *   POST /done/<job>              JobDone
 */

/**
 * Time limit for decoding an image, in milliseconds: many times what 24 megapixels take. On a machine that is
 * busy with other programs, a good picture must not be refused.
 */
export const DECODE_LIMIT_MS = 30_000;
/** Factor on the time limit for formats without a browser decoder: WebAssembly on one core. */
export const FOREIGN_LIMIT_FACTOR = 3;
/** Interval (ms) at which the page reports that a long job is alive, and asks whether it was canceled. */
export const HEARTBEAT_MS = 1_000;

/** Time limit (ms) of a job. The page stops it then. */
const limitMs = z.int().positive();

/** Decode, check and thumbnail one image. Outputs: `thumb-<size>` as `thumbMime`, never larger than the image. */
const InspectJob = z.strictObject({
  kind: z.literal('inspect'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  maxPixels: z.int().positive(),
  thumbs: z.array(z.int().positive()),
});

/** Compare two images. No output. */
const CompareJob = z.strictObject({
  kind: z.literal('compare'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime]),
  /** Also measure how far the content moved: as much work as all the rest. */
  findShift: z.boolean(),
});

/** Run an edit with the built-in filters. Output: `result`. Reports each step. */
const PracticeJob = z.strictObject({
  kind: z.literal('practice'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  prompt: z.string(),
  seed: Seed,
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});

/**
 * Convert the whole upright image to another format, without metadata, scaled down to `maxPixels`. Output:
 * `result`.
 */
const ConvertJob = z.strictObject({
  kind: z.literal('convert'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  to: EncodedMime,
  maxPixels: z.int().positive(),
  /** Longest edge of the output in pixels. Null: no limit. */
  maxEdge: z.int().positive().nullable(),
  /** For JPEG and WebP, 0 to 1. Null: visually lossless. */
  quality: z.number().min(0).max(1).nullable(),
});

/**
 * Check whether the browser shows an image differently from how it is decoded, without decoding it. No
 * output.
 */
const CheckDisplayJob = z.strictObject({
  kind: z.literal('check-display'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
});

/** The part of a source to send: `Prepare` without the mask, which is an input. */
const frame = { region: Region.nullable(), pad: Pad.nullable() };

/**
 * Prepare what is sent of a source: cropped or extended, with protected areas replaced, scaled down to
 * `maxPixels`. Inputs: the source, and the mask of protected areas if `protect` is set. Output: `result`.
 */
const PrepareJob = z.strictObject({
  kind: z.literal('prepare'),
  id: z.int().positive(),
  limitMs,
  mime: ImageMime,
  ...frame,
  protect: z.boolean(),
  to: EncodedMime,
  maxPixels: z.int().positive(),
});

/** Find what changed. Inputs: the source and the result. Output: `mask`, of the finished image's size. */
const FindMaskJob = z.strictObject({
  kind: z.literal('find-mask'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime]),
  ...frame,
  find: FindMask,
});

/**
 * Put a result back into its source. Inputs: the source, the result, the drawn mask if the recipe has one,
 * the mask of protected areas if `protect` is set, and the picture whose colors are applied if `matchTo`
 * names its type. Outputs: `result` (PNG, or lossless WebP), and `mask`, the one that was used. Reports each step.
 */
const FinishJob = z.strictObject({
  kind: z.literal('finish'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime]),
  ...frame,
  recipe: FinishRecipe,
  protect: z.boolean(),
  matchTo: ImageMime.nullable(),
});

/**
 * Count the differences between a source and the file of a finished image. Inputs: both, and the mask. No
 * output.
 */
const CertifyJob = z.strictObject({
  kind: z.literal('certify'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime]),
});

/** Compare two branches with their common ancestor. Inputs: base, a, b. No output. */
const PlanMergeJob = z.strictObject({
  kind: z.literal('plan-merge'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime, ImageMime]),
});

/** Make one picture of two branches. Inputs: base, a, b. Output: `result` (PNG). Reports each step. */
const MergeJob = z.strictObject({
  kind: z.literal('merge'),
  id: z.int().positive(),
  limitMs,
  mimes: z.tuple([ImageMime, ImageMime, ImageMime]),
  /** One entry per conflict of `plan-merge`, in order. */
  choices: z.array(MergeChoice).max(CONFLICTS_MAX),
});

/**
 * Find the picture that last changed each pixel of the last one. Inputs: the pictures that it was made from, each after
 * its own parents, and itself. Output: `map`.
 */
const BlameJob = z.strictObject({
  kind: z.literal('blame'),
  id: z.int().positive(),
  limitMs,
  mimes: z.array(ImageMime).min(1).max(BLAME_MAX_PICTURES),
  /** For each picture the indices of those it was made from: none, one, or the left and right side of a merge. */
  parents: z.array(z.array(z.int().min(0).lt(BLAME_MAX_PICTURES)).max(2)).max(BLAME_MAX_PICTURES),
});

export const ImagingJob = z.discriminatedUnion('kind', [
  InspectJob,
  CompareJob,
  PracticeJob,
  ConvertJob,
  CheckDisplayJob,
  PrepareJob,
  FindMaskJob,
  FinishJob,
  CertifyJob,
  PlanMergeJob,
  MergeJob,
  BlameJob,
]);
export type ImagingJob = z.infer<typeof ImagingJob>;
export type InspectJob = z.infer<typeof InspectJob>;
export type CompareJob = z.infer<typeof CompareJob>;
export type PracticeJob = z.infer<typeof PracticeJob>;
export type ConvertJob = z.infer<typeof ConvertJob>;
export type CheckDisplayJob = z.infer<typeof CheckDisplayJob>;
export type PrepareJob = z.infer<typeof PrepareJob>;
export type FindMaskJob = z.infer<typeof FindMaskJob>;
export type FinishJob = z.infer<typeof FinishJob>;
export type CertifyJob = z.infer<typeof CertifyJob>;
export type PlanMergeJob = z.infer<typeof PlanMergeJob>;
export type MergeJob = z.infer<typeof MergeJob>;
export type BlameJob = z.infer<typeof BlameJob>;

/** Upright size in pixels. */
const UprightSize = z.strictObject({ width: z.int().positive(), height: z.int().positive() });
export const PictureInfo = UprightSize.extend({
  /** What the decoded image lacks of its file, if anything. */
  notes: z.array(PictureNote).optional(),
  /** Whether the browser reads its format but shows it differently. Absent if not. */
  needsDisplay: z.boolean().optional(),
});
export type PictureInfo = z.infer<typeof PictureInfo>;
/** An image encoded by the imaging window. */
export const EncodedPicture = UprightSize.extend({ mime: EncodedMime });
export type EncodedPicture = z.infer<typeof EncodedPicture>;

/** Whether a display copy is shown instead of the image. */
const DisplayNeed = z.strictObject({ needsDisplay: z.boolean() });

/** A found mask, and its share of the image, 0 to 1. */
export const FoundMask = z.strictObject({ insideShare: z.number().min(0).max(1) });
export type FoundMask = z.infer<typeof FoundMask>;

/** Size and format of a finished image, and the measurements before certification. */
export const FinishOutput = z.strictObject({
  size: UprightSize,
  mime: FinishedMime,
  findings: FinishFindings,
});
export type FinishOutput = z.infer<typeof FinishOutput>;

/** Number of pixels of a finished image, and of those that differ from the source. */
export const PixelCounts = z.strictObject({
  outside: z.int().nonnegative(),
  outsideChanged: z.int().nonnegative(),
  inside: z.int().nonnegative(),
  insideChanged: z.int().nonnegative(),
});
export type PixelCounts = z.infer<typeof PixelCounts>;

const pixelCount = z.int().nonnegative();

/** Map of the step that last changed each pixel: the number of pixels of each step, the source (step 0) first. */
export const BlameShares = UprightSize.extend({
  shares: z.array(pixelCount).max(BLAME_MAX_PICTURES),
});
export type BlameShares = z.infer<typeof BlameShares>;

export const JobResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspect'), value: PictureInfo }),
  z.strictObject({ kind: z.literal('compare'), value: Comparison }),
  z.strictObject({ kind: z.literal('practice'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('convert'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('check-display'), value: DisplayNeed }),
  z.strictObject({ kind: z.literal('prepare'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('find-mask'), value: FoundMask }),
  z.strictObject({ kind: z.literal('finish'), value: FinishOutput }),
  z.strictObject({ kind: z.literal('certify'), value: PixelCounts }),
  z.strictObject({ kind: z.literal('plan-merge'), value: MergeOutline }),
  z.strictObject({ kind: z.literal('merge'), value: EncodedPicture }),
  z.strictObject({ kind: z.literal('blame'), value: BlameShares }),
]);
export type JobResult = z.infer<typeof JobResult>;

export const JobErrorCode = z.enum([
  'picture-damaged',
  'picture-too-large',
  'picture-timeout',
  'format-too-small',
  'picture-unsupported',
  'raw-without-preview',
  'finish-failed',
  'bad-request',
  'internal',
]);
export type JobErrorCode = z.infer<typeof JobErrorCode>;

/** Why an image can't be prepared or finished, where the imaging page knows more than a code. */
export const JobErrorReason = z.discriminatedUnion('reason', [
  z.strictObject({
    reason: z.literal('not-aligned'),
    params: z.strictObject({ why: AlignmentFailure }),
  }),
  z.strictObject({
    reason: z.enum(['content-changed', 'no-change-found', 'sizes-differ', 'colors-flat', 'colors-alike']),
  }),
]);
export type JobErrorReason = z.infer<typeof JobErrorReason>;

export const JobDone = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), result: JobResult }),
  z.strictObject({
    ok: z.literal(false),
    code: JobErrorCode,
    why: JobErrorReason.optional(),
    detail: z.string().max(500),
  }),
]);
export type JobDone = z.infer<typeof JobDone>;

export const JobStep = z.strictObject({ step: z.int().nonnegative(), steps: z.int().positive() });
export type JobStep = z.infer<typeof JobStep>;
/** `cancel`: the job was canceled. Stop immediately. */
export const JobStepAnswer = z.strictObject({ cancel: z.boolean() });
export type JobStepAnswer = z.infer<typeof JobStepAnswer>;
