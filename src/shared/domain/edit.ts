import { z } from 'zod';
import { ErrorValue, type Explanation } from '../errors.ts';
import { isBlank } from './blank.ts';
import { FinishedPicture, FinishRecipe } from './finish.ts';
import { Sha256 } from './image.ts';
import { LibraryImage } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
import { Prepare, WHOLE_PICTURE } from './prepare.ts';
import { References } from './reference.ts';
import { Revision } from './revision.ts';
import { RunRecord } from './run.ts';
import { Seed } from './seed.ts';
import { Verdict } from './verdict.ts';

export const PROMPT_MAX = 8_000;
/** Maximum length of a note on an edit. */
export const NOTE_MAX = 2_000;

/** Returns why a text isn't a valid prompt, or null. */
export function promptProblem(prompt: string, max = PROMPT_MAX): Explanation | null {
  if (isBlank(prompt)) return { reason: 'prompt-missing' };
  if (prompt.length > max) return { reason: 'prompt-too-long', params: { max } };
  return null;
}

/**
 * Everything that determines an edit's result, except its source, as stored. `NewEditRequest` parses a new
 * one.
 */
export const EditRequest = z.strictObject({
  engine: EngineId,
  model: ModelId,
  /** Empty for a model that takes none. */
  prompt: z.string().max(PROMPT_MAX),
  params: z.record(z.string(), z.union([z.number(), z.string().max(200), z.boolean()])),
  seed: Seed,
});
export type EditRequest = z.infer<typeof EditRequest>;

/** Local parts of an edit, before and after its request. Stored with it. */
export const LocalParts = z.strictObject({
  prepare: Prepare,
  /** How a result is put back into the source. Null: the raw result is final. */
  finish: FinishRecipe.nullable(),
});
export type LocalParts = z.infer<typeof LocalParts>;

/** Sends the whole image and keeps the raw result. Applies to every edit of older libraries. */
export const NO_LOCAL_PARTS: LocalParts = { prepare: WHOLE_PICTURE, finish: null };

/** Maximum number of images one edit is run on. */
export const RUN_MANY_MAX = 200;
/** Seeds for an edit of many images: the form's seed for all, or a new one for each. */
export const SeedChoice = z.enum(['same', 'new']);
export type SeedChoice = z.infer<typeof SeedChoice>;

/** One stored request on one image, with its reference pictures and local parts. */
export const EditRecord = z.strictObject({
  id: z.int().positive(),
  sourceImageId: z.int().positive(),
  sourceSha256: Sha256,
  rootId: z.int().positive(),
  request: EditRequest,
  /** Pictures that are sent beside the source, in order. */
  references: References,
  ...LocalParts.shape,
  /** The edit it repeats, or null. */
  rerunOf: z.int().positive().nullable(),
  createdAt: z.number(),
});
export type EditRecord = z.infer<typeof EditRecord>;

/** Maximum number of finished images per result in an entry. */
export const FINISHED_MAX = 12;

/** A raw result with its finished images. */
export const ResultRecord = z.strictObject({
  image: LibraryImage,
  runId: z.int().positive(),
  verdict: Verdict.nullable(),
  /** The newest finished images made from it, newest first. */
  finished: z.array(FinishedPicture).max(FINISHED_MAX),
  /** Why it was not finished automatically. Null if it was, or need not be. */
  finishProblem: ErrorValue.nullable(),
});
export type ResultRecord = z.infer<typeof ResultRecord>;

/** An edit in *History* and *Queue*, with its newest run and all its results. */
export const EditEntry = z.strictObject({
  edit: EditRecord,
  run: RunRecord,
  results: z.array(ResultRecord),
  /** Name of the source image. */
  sourceName: z.string(),
  /** The user's note. */
  note: z.string().nullable(),
  /** Name of the branch that starts with it. */
  branch: z.string().nullable(),
  /** The engine and model of the edit that it repeats, if those are others: a challenge. */
  challenged: z.strictObject({ engine: EngineId, model: ModelId }).nullable(),
});
export type EditEntry = z.infer<typeof EditEntry>;

/** An entry as sent by main. */
export const RevisedEntry = EditEntry.extend({ revision: Revision });
export type RevisedEntry = z.infer<typeof RevisedEntry>;
