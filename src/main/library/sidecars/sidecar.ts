import { join } from 'node:path';
import { ImageMime, Sha256 } from '@shared/domain/image.ts';
import { Rating } from '@shared/domain/library-query.ts';
import { PictureNote } from '@shared/domain/picture-note.ts';
import { Charge, RunState } from '@shared/domain/run.ts';
import { VerdictKind } from '@shared/domain/verdict.ts';
import { WatchSchedule } from '@shared/domain/watch.ts';
import { z } from 'zod';

/* `objects/ab/<sha256>.json`: everything the database knows about the image next to it, so that the database
   can be rebuilt from these files. Other images' records are referenced by their id and by data that
   distinguishes them from any other record with that id. A newer version may add fields, but never changes
   the meaning of one. */

/** Format version, increased when an older reader would misread a file. */
export const SIDECAR_VERSION = 1;

const Id = z.int().positive();
const Time = z.number();
/** Any JSON value. Sidecars are parsed from JSON, so it only has to be there: to walk through it takes longer than the rest. */
const Json = z.custom<z.infer<z.ZodJSONSchema>>((value) => value !== undefined);

/** An image by its id and hash. */
export const ImageRef = z.object({ id: Id, sha256: Sha256 });
export type ImageRef = z.infer<typeof ImageRef>;
/** An edit by its id and creation time. */
export const EditRef = z.object({ id: Id, createdAt: Time });
export type EditRef = z.infer<typeof EditRef>;

export const SidecarBlob = z.object({
  sha256: Sha256,
  mime: ImageMime,
  bytes: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
  notes: z.array(PictureNote),
  /** Null if not checked yet. */
  needsDisplay: z.boolean().nullable(),
  createdAt: Time,
  /** When its file was permanently deleted, or null. */
  purgedAt: Time.nullable(),
});
export type SidecarBlob = z.infer<typeof SidecarBlob>;

/** An error as stored in rows: codes, names and numbers. */
const SidecarError = z.object({
  code: z.string(),
  reason: z.string().nullable(),
  params: Json.nullable(),
  quote: z.string().nullable(),
});
export type SidecarError = z.infer<typeof SidecarError>;

/** An image's position in its run, and its similarity to the result the run repeats. */
const SidecarResult = z.object({
  id: Id,
  runId: Id,
  ordinal: z.int().nonnegative(),
  verdict: z
    .object({ kind: VerdictKind, ssim: z.number(), changedShare: z.number(), against: ImageRef.nullable() })
    .nullable(),
  /** Why it was not finished automatically, and the number of attempts. */
  finishError: SidecarError.nullable(),
  finishTries: z.int().nonnegative(),
});

/** How a finished image was made from a raw result. */
const SidecarFinish = z.object({
  id: Id,
  raw: ImageRef,
  recipe: Json,
  /** The mask that was used: a file in the store, in no list. */
  mask: SidecarBlob,
  certificate: Json,
  createdAt: Time,
});

/** How a merged picture was made from two pictures of one original. */
const SidecarMerge = z.object({
  id: Id,
  base: ImageRef,
  left: ImageRef,
  right: ImageRef,
  recipe: Json,
  createdAt: Time,
});

export const SidecarImage = z.object({
  id: Id,
  name: z.string(),
  origin: z.enum(['import', 'result']),
  createdAt: Time,
  deletedAt: Time.nullable(),
  purgedAt: Time.nullable(),
  parent: ImageRef.nullable(),
  root: ImageRef,
  edit: EditRef.nullable(),
  result: SidecarResult.nullable(),
  finish: SidecarFinish.nullable(),
  /** Left out of pictures that were not merged, and by older versions. */
  merge: SidecarMerge.optional(),
  rating: Rating,
  favorite: z.boolean(),
  tags: z.array(z.string()),
  collections: z.array(z.string()),
  snapshots: z.array(z.object({ id: Id, name: z.string(), createdAt: Time })),
});
export type SidecarImage = z.infer<typeof SidecarImage>;

/** A purged image of the same history: it has no sidecar, but connects images that do. */
export const SidecarGhost = z.object({ blob: SidecarBlob, image: SidecarImage });
export type SidecarGhost = z.infer<typeof SidecarGhost>;

export const SidecarRun = z.object({
  id: Id,
  engine: z.string(),
  state: RunState,
  position: z.number(),
  queuedAt: Time,
  startedAt: Time.nullable(),
  finishedAt: Time.nullable(),
  clearedAt: Time.nullable(),
  remoteId: z.string().nullable(),
  error: SidecarError.nullable(),
  charged: Charge,
  /** The request and the answer, redacted. */
  receipt: Json,
  events: z.array(z.object({ state: RunState, at: Time })),
});
export type SidecarRun = z.infer<typeof SidecarRun>;

/** Parts of a request that have their own columns. */
export const RequestParts = z.object({
  engine: z.string(),
  model: z.string(),
  prompt: z.string(),
  seed: z.int(),
});

/**
 * A stored request with its keys in the original order, so that a re-run sends the same bytes. A schema of
 * its parts would reorder them.
 */
export const FrozenRequest = Json.refine((request) => RequestParts.safeParse(request).success);

export const SidecarEdit = z.object({
  id: Id,
  createdAt: Time,
  source: ImageRef,
  root: ImageRef,
  request: FrozenRequest,
  /** Pictures sent beside the source, in order. Left out of edits without any, and by older versions. */
  references: z.array(ImageRef).optional(),
  /** How the source is prepared. Null for the whole image. */
  prepare: Json.nullable(),
  /** How the result is put back into the source. Null for the raw result. */
  finish: Json.nullable(),
  rerunOf: EditRef.nullable(),
  note: z.string().nullable(),
  branch: z.string().nullable(),
  /** Left out of edits that are not watched, and by older versions. */
  watch: z.object({ schedule: WatchSchedule, since: Time }).optional(),
  runs: z.array(SidecarRun),
});
export type SidecarEdit = z.infer<typeof SidecarEdit>;

export const Sidecar = z.object({
  format: z.literal('reseed-picture'),
  version: z.literal(SIDECAR_VERSION),
  blob: SidecarBlob,
  /** Images with these bytes; several if the library has the same bytes under several names. */
  images: z.array(SidecarImage).min(1),
  /**
   * The edits that made these images, and edits of these bytes without a result, which no other sidecar
   * contains.
   */
  edits: z.array(SidecarEdit),
  ghosts: z.array(SidecarGhost),
  /** Files prepared from this image, by the part that is sent: files in the store, in no list. */
  prepared: z.array(z.object({ prepare: z.string(), blob: SidecarBlob })),
  /** Masks drawn or found on this image: also files in the store. */
  masks: z.array(z.object({ blob: SidecarBlob, createdAt: Time, usedAt: Time.nullable() })),
});
export type Sidecar = z.infer<typeof Sidecar>;

/** Extension of sidecars. Objects have image extensions. */
const SIDECAR_ENDING = '.json';

/** Added to the name of a sidecar that is kept because this version cannot read it. */
export const UNREADABLE_ENDING = '.unreadable';

export const sidecarName = (sha256: string): string => `${sha256}${SIDECAR_ENDING}`;

/** Returns the path of an object's sidecar. */
export function sidecarPath(objectsFolder: string, sha256: string): string {
  const hash = Sha256.parse(sha256);
  return join(objectsFolder, hash.slice(0, 2), sidecarName(hash));
}

/** Serializes a sidecar with one value per line, since people may read it. */
export function sidecarText(sidecar: { readonly format: string }): string {
  return `${JSON.stringify(sidecar, null, 1)}\n`;
}

/** Parses a sidecar. Null if it is invalid or needs a newer version. */
export function parseSidecar(text: string): Sidecar | null {
  try {
    return Sidecar.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
