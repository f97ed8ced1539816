import { z } from 'zod';
import { refuseField } from '../field-errors.ts';
import { PROMPT_MAX, promptProblem } from './edit.ts';
import { EngineId, ModelId, modelById } from './model.ts';
import { modelProblem } from './new-edit-request.ts';
import { parseParams } from './params.ts';
import { Seed } from './seed.ts';

/** The order of presets: by name, the most used first, the newest first. */
export const PresetSort = z.enum(['name', 'use', 'time']);
export type PresetSort = z.infer<typeof PresetSort>;

/** Most presets that are kept. */
export const PRESETS_MAX = 1_000;

/**
 * What a preset sets: any part of a request, without its source. `engine` and `model` say what it was made for; on another one
 * as much of it is applied as fits.
 */
export const PresetContent = z
  .strictObject({
    engine: EngineId,
    model: ModelId,
    prompt: z.string().min(1).max(PROMPT_MAX).optional(),
    /** Those of the model's parameters that it sets, by their keys. */
    params: z.record(z.string().max(100), z.union([z.number(), z.string().max(200), z.boolean()])).optional(),
    seed: Seed.optional(),
  })
  .refine(setsSomething);
export type PresetContent = z.infer<typeof PresetContent>;

/** What a new preset may set: what its model has. An older one may set more, and stays readable. */
export const PresetToSave = PresetContent.superRefine(({ engine, model, prompt, params = {} }, ctx) => {
  const wrongModel = modelProblem(engine, model);
  if (wrongModel) refuseField(ctx, wrongModel, ['model']);
  const wrongPrompt = prompt === undefined ? null : promptProblem(prompt);
  if (wrongPrompt) refuseField(ctx, wrongPrompt, ['prompt']);
  const parsed = parseParams(modelById(model), params);
  if (!parsed.ok) for (const { field, ...why } of parsed.errors) refuseField(ctx, why, ['params', field]);
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

/** A preset before it has a number: one that is saved, or comes from a file. */
export interface NewPreset {
  readonly name: string;
  readonly content: PresetContent;
}

export const Preset = z.strictObject({
  id: z.int().positive(),
  name: z.string(),
  content: PresetContent,
  /** How often it was applied. */
  uses: z.int().nonnegative(),
  /** When last, in milliseconds since 1970; null when never. */
  usedAt: z.number().nullable(),
});
export type Preset = z.infer<typeof Preset>;

/** The name itself, or with the first number from 2 that makes it one of a kind: "Night (2)". `isTaken` compares as names are compared. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const base = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const end = ` (${number})`;
    const next = base.slice(0, 100 - end.length).trimEnd() + end;
    if (!isTaken(next)) return next;
  }
}

/** A prompt that was used, as the prompt field offers it. */
export const UsedPrompt = z.strictObject({
  id: z.int().positive(),
  prompt: z.string(),
  /** Edits made with it. */
  uses: z.int().nonnegative(),
  /** How many of their results somebody rated or made a favourite. */
  kept: z.int().nonnegative(),
});
export type UsedPrompt = z.infer<typeof UsedPrompt>;
