import { z } from 'zod';
import { refuseField } from '../field-errors.ts';
import { PROMPT_MAX, promptProblem } from './edit.ts';
import { findModel } from './engine-catalog.ts';
import { EngineId, ModelId } from './model.ts';
import { modelProblem } from './new-edit-request.ts';
import { parseParams } from './params.ts';
import { Seed } from './seed.ts';

/** Order of presets: by name, most used first, newest first. */
export const PresetSort = z.enum(['name', 'use', 'time']);
export type PresetSort = z.infer<typeof PresetSort>;

/** Maximum number of presets. */
export const PRESETS_MAX = 1_000;

/**
 * Content of a preset: any part of a request except its source. `engine` and `model` are those it was made
 * for. On another model, the matching part is applied.
 */
export const PresetContent = z
  .strictObject({
    engine: EngineId,
    model: ModelId,
    prompt: z.string().min(1).max(PROMPT_MAX).optional(),
    /** The model parameters it sets, by key. */
    params: z.record(z.string().max(100), z.union([z.number(), z.string().max(200), z.boolean()])).optional(),
    seed: Seed.optional(),
  })
  .refine(setsSomething);
export type PresetContent = z.infer<typeof PresetContent>;

/** What a new preset may set: the parameters its model has. An older one may set more, and stays readable. */
export const PresetToSave = PresetContent.superRefine(({ engine, model, prompt, params = {} }, ctx) => {
  const wrongModel = modelProblem(engine, model);
  if (wrongModel) refuseField(ctx, wrongModel, ['model']);
  const wrongPrompt = prompt === undefined ? null : promptProblem(prompt);
  if (wrongPrompt) refuseField(ctx, wrongPrompt, ['prompt']);
  const known = findModel(engine, model);
  const parsed = known && parseParams(known, params);
  if (parsed && !parsed.ok)
    for (const { field, ...why } of parsed.errors) refuseField(ctx, why, ['params', field]);
});

/** Whether applying it would change anything. */
export function setsSomething(content: {
  readonly prompt?: unknown;
  readonly params?: object | undefined;
  readonly seed?: unknown;
}): boolean {
  const { prompt, params, seed } = content;
  return (
    prompt !== undefined || seed !== undefined || (params !== undefined && Object.keys(params).length > 0)
  );
}

/** A preset without an id: to be saved, or from a file. */
export interface NewPreset {
  readonly name: string;
  readonly content: PresetContent;
}

export const Preset = z.strictObject({
  id: z.int().positive(),
  name: z.string(),
  content: PresetContent,
  /** Number of times it was applied. */
  uses: z.int().nonnegative(),
  /** Last applied, in milliseconds since 1970, or null. */
  usedAt: z.number().nullable(),
});
export type Preset = z.infer<typeof Preset>;

/**
 * Returns the name itself, or with the first number from 2 that makes it unique: "Night (2)". `isTaken` uses
 * the comparison of names.
 */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const base = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const end = ` (${number})`;
    const next = base.slice(0, 100 - end.length).trimEnd() + end;
    if (!isTaken(next)) return next;
  }
}

/** A used prompt as suggested by the prompt field. */
export const UsedPrompt = z.strictObject({
  id: z.int().positive(),
  prompt: z.string(),
  /** Number of edits with it. */
  uses: z.int().nonnegative(),
  /** Number of its results that were rated or made a favorite. */
  kept: z.int().nonnegative(),
});
export type UsedPrompt = z.infer<typeof UsedPrompt>;
