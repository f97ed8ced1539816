import { z } from 'zod';
import type { Explanation } from '../errors.ts';
import { isBlank } from './blank.ts';
import { Sha256 } from './image.ts';
import { Picture } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
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

/** All that decides an edit's outcome, apart from its source. Frozen when it is queued. */
export const EditRequest = z.strictObject({
  engine: EngineId,
  model: ModelId,
  prompt: z.string().min(1).max(PROMPT_MAX),
  params: z.record(z.string(), z.union([z.number(), z.string().max(200), z.boolean()])),
  seed: Seed,
});
export type EditRequest = z.infer<typeof EditRequest>;

/** Most pictures that one edit is run on at a time. */
export const RUN_MANY_MAX = 200;
/** The seeds of an edit of many pictures: that of the form for each, or one of its own for each. */
export const SeedChoice = z.enum(['same', 'new']);
export type SeedChoice = z.infer<typeof SeedChoice>;

/** One frozen request on one picture. */
export const EditRecord = z.strictObject({
  id: z.int().positive(),
  sourceImageId: z.int().positive(),
  sourceSha256: Sha256,
  rootId: z.int().positive(),
  request: EditRequest,
  /** The edit this one repeats; null for a new one. */
  rerunOf: z.int().positive().nullable(),
  createdAt: z.number(),
});
export type EditRecord = z.infer<typeof EditRecord>;

export const ResultRecord = z.strictObject({
  image: Picture,
  runId: z.int().positive(),
  verdict: Verdict.nullable(),
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
