import { join } from 'node:path';
import { ImageMime, Sha256 } from '@shared/domain/image.ts';
import { Rating } from '@shared/domain/library-query.ts';
import { PictureNote } from '@shared/domain/picture-note.ts';
import { Charge, RunState } from '@shared/domain/run.ts';
import { VerdictKind } from '@shared/domain/verdict.ts';
import { z } from 'zod';

/*
 * `objects/ab/<sha256>.json`: what the database knows of the picture beside it, so that the database can be made again of these files.
 * Records of other pictures are named by the id that they had and by what tells them from any other record with that id. A file of a
 * newer version may hold more; a field is never given another meaning.
 */

/** The version of the format, which grows when an older reader would misunderstand a file. */
export const SIDECAR_VERSION = 1;

const Id = z.int().positive();
const Time = z.number();

/** A picture by its id and its bytes. */
export const ImageRef = z.object({ id: Id, sha256: Sha256 });
export type ImageRef = z.infer<typeof ImageRef>;
/** An edit by its id and when it was made. */
export const EditRef = z.object({ id: Id, createdAt: Time });
export type EditRef = z.infer<typeof EditRef>;

const SidecarBlob = z.object({
  sha256: Sha256,
  mime: ImageMime,
  bytes: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
  notes: z.array(PictureNote),
  /** Null while it was not found out. */
  needsDisplay: z.boolean().nullable(),
  createdAt: Time,
  /** When its file was deleted for good; null while it is here. */
  purgedAt: Time.nullable(),
});
export type SidecarBlob = z.infer<typeof SidecarBlob>;

/** An error as rows hold it: codes, names and numbers. */
const SidecarError = z.object({
  code: z.string(),
  reason: z.string().nullable(),
  params: z.json().nullable(),
  quote: z.string().nullable(),
});
export type SidecarError = z.infer<typeof SidecarError>;

/** Where a picture came from in a run, and how close it is to the result that the run repeats. */
const SidecarResult = z.object({
  id: Id,
  runId: Id,
  ordinal: z.int().nonnegative(),
  verdict: z
    .object({ kind: VerdictKind, ssim: z.number(), changedShare: z.number(), against: ImageRef.nullable() })
    .nullable(),
  /** Why it was not finished by itself, and how often that was begun. */
  finishError: SidecarError.nullable(),
  finishTries: z.int().nonnegative(),
});

/** How a finished picture was made of a raw result. */
const SidecarFinish = z.object({
  id: Id,
  raw: ImageRef,
  recipe: z.json(),
  /** The mask that was used: a file of its own in the store, which is in no list. */
  mask: SidecarBlob,
  certificate: z.json(),
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
  rating: Rating,
  favorite: z.boolean(),
  tags: z.array(z.string()),
  collections: z.array(z.string()),
  snapshots: z.array(z.object({ id: Id, name: z.string(), createdAt: Time })),
});
export type SidecarImage = z.infer<typeof SidecarImage>;

/** A purged picture of the same history: it has no sidecar, but a place between those that have. */
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
  /** What was sent and what came back, redacted. */
  receipt: z.json(),
  events: z.array(z.object({ state: RunState, at: Time })),
});
export type SidecarRun = z.infer<typeof SidecarRun>;

/** The parts of a request that have columns of their own. */
export const RequestParts = z.object({
  engine: z.string(),
  model: z.string(),
  prompt: z.string(),
  seed: z.int(),
});

/** A frozen request with its keys in their order: a re-run sends the same bytes. A schema of its parts would sort them. */
export const FrozenRequest = z.json().refine((request) => RequestParts.safeParse(request).success);

export const SidecarEdit = z.object({
  id: Id,
  createdAt: Time,
  source: ImageRef,
  root: ImageRef,
  request: FrozenRequest,
  /** What of the source is sent; null for the whole picture. */
  prepare: z.json().nullable(),
  /** How the answer is brought back into the source; null for the raw result. */
  finish: z.json().nullable(),
  rerunOf: EditRef.nullable(),
  note: z.string().nullable(),
  branch: z.string().nullable(),
  runs: z.array(SidecarRun),
});
export type SidecarEdit = z.infer<typeof SidecarEdit>;

export const Sidecar = z.object({
  format: z.literal('reseed-picture'),
  version: z.literal(SIDECAR_VERSION),
  blob: SidecarBlob,
  /** Pictures with these bytes; more than one when the same bytes are in the library under several names. */
  images: z.array(SidecarImage).min(1),
  /** The edits that made these pictures, and those made from these bytes that no other file could tell of: without a result. */
  edits: z.array(SidecarEdit),
  ghosts: z.array(SidecarGhost),
  /** The pictures that were made of this one to be sent, by what of it is sent: files of their own in the store, which are in no list. */
  prepared: z.array(z.object({ prepare: z.string(), blob: SidecarBlob })),
  /** The masks that were drawn or found on this picture: files of their own as well. */
  masks: z.array(z.object({ blob: SidecarBlob, createdAt: Time, usedAt: Time.nullable() })),
});
export type Sidecar = z.infer<typeof Sidecar>;

/** The ending of sidecars; objects have the endings of pictures. */
const SIDECAR_ENDING = '.json';

export const sidecarName = (sha256: string): string => `${sha256}${SIDECAR_ENDING}`;

/** The sidecar of an object in the folder of objects. */
export function sidecarPath(objectsFolder: string, sha256: string): string {
  const hash = Sha256.parse(sha256);
  return join(objectsFolder, hash.slice(0, 2), sidecarName(hash));
}

/** A sidecar as it is written: one value a line, since people may read it. */
export function sidecarText(sidecar: Sidecar): string {
  return `${JSON.stringify(sidecar, null, 1)}\n`;
}

/** Parses a sidecar; null for what is none, or one that only a newer version understands. */
export function parseSidecar(text: string): Sidecar | null {
  try {
    return Sidecar.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
