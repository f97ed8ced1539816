import { z } from 'zod';
import { ErrorValue, type Explanation } from '../errors.ts';
import { isBlank } from './blank.ts';
import { FinishedPicture, FinishRecipe } from './finish.ts';
import { Sha256 } from './image.ts';
import { LibraryImage } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
import { Prepare, WHOLE_PICTURE } from './prepare.ts';
import { Revision } from './revision.ts';
import { RunRecord } from './run.ts';
import { Seed } from './seed.ts';
import { Verdict } from './verdict.ts';

export const PROMPT_MAX = 8_000;
/** Most characters of a note on an edit. */
export const NOTE_MAX = 2_000;

/** Why a text is not a prompt; null when it is one. */
export function promptProblem(prompt: string): Explanation | null {
  if (isBlank(prompt)) return { reason: 'prompt-missing' };
  if (prompt.length > PROMPT_MAX) return { reason: 'prompt-too-long', params: { max: PROMPT_MAX } };
  return null;
}

/** All that decides an edit's outcome, apart from its source, as it was frozen. `NewEditRequest` parses a new one. */
export const EditRequest = z.strictObject({
  engine: EngineId,
  model: ModelId,
  prompt: z.string().min(1).max(PROMPT_MAX),
  params: z.record(z.string(), z.union([z.number(), z.string().max(200), z.boolean()])),
  seed: Seed,
});
export type EditRequest = z.infer<typeof EditRequest>;

/** The parts of an edit that are done here, before and after its request. Frozen with it. */
export const LocalParts = z.strictObject({
  prepare: Prepare,
  /** How an answer comes back into the source; null: the raw result is what there is. */
  finish: FinishRecipe.nullable(),
});
export type LocalParts = z.infer<typeof LocalParts>;

/** The whole picture leaves, and the raw result is what there is: every edit of a library of a version before. */
export const NO_LOCAL_PARTS: LocalParts = { prepare: WHOLE_PICTURE, finish: null };

/** Most pictures that one edit is run on at a time. */
export const RUN_MANY_MAX = 200;
/** The seeds of an edit of many pictures: that of the form for each, or one of its own for each. */
export const SeedChoice = z.enum(['same', 'new']);
export type SeedChoice = z.infer<typeof SeedChoice>;

/** One frozen request on one picture, with what is done before and after it. */
export const EditRecord = z.strictObject({
  id: z.int().positive(),
  sourceImageId: z.int().positive(),
  sourceSha256: Sha256,
  rootId: z.int().positive(),
  request: EditRequest,
  ...LocalParts.shape,
  /** The edit this one repeats; null for a new one. */
  rerunOf: z.int().positive().nullable(),
  createdAt: z.number(),
});
export type EditRecord = z.infer<typeof EditRecord>;

/** Most finished pictures of a result that its entry names. */
export const FINISHED_MAX = 12;

/** A raw result, with what was made of it here. */
export const ResultRecord = z.strictObject({
  image: LibraryImage,
  runId: z.int().positive(),
  verdict: Verdict.nullable(),
  /** The newest finished pictures that were made from it, newest first. */
  finished: z.array(FinishedPicture).max(FINISHED_MAX),
  /** Why it was not finished by itself; null when it was, or was not to be. */
  finishProblem: ErrorValue.nullable(),
});
export type ResultRecord = z.infer<typeof ResultRecord>;

/** An edit as *History* and *Queue* show it: with its newest run and all its results. */
export const EditEntry = z.strictObject({
  edit: EditRecord,
  run: RunRecord,
  results: z.array(ResultRecord),
  /** Name of the source picture. */
  sourceName: z.string(),
  /** What somebody wrote down about it. */
  note: z.string().nullable(),
  /** The name of the branch of the tree that begins with it. */
  branch: z.string().nullable(),
});
export type EditEntry = z.infer<typeof EditEntry>;

/** An entry as the main process sends it. */
export const RevisedEntry = EditEntry.extend({ revision: Revision });
export type RevisedEntry = z.infer<typeof RevisedEntry>;
