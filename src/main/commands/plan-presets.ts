import { assertNever } from '@shared/assert-never.ts';
import type { ParsedLibraryCommand } from '@shared/domain/library-command.ts';
import { modelById } from '@shared/domain/model.ts';
import { parseParams } from '@shared/domain/params.ts';
import type { PresetContent } from '@shared/domain/preset.ts';
import { Failure, type FieldError } from '@shared/errors.ts';
import type { ReadDb } from '../library/database/db.ts';
import {
  addedPreset,
  changePreset,
  deletePreset,
  ensureRoom,
  newPreset,
} from '../library/presets/presets.ts';
import { forgetPrompt } from '../library/presets/prompts.ts';
import { type CommandPlan, making, once } from './command-plan.ts';

type PresetCommand = Extract<
  ParsedLibraryCommand,
  { do: 'save-preset' | 'import-presets' | 'change-preset' | 'delete-preset' | 'forget-prompt' }
>;

/** Plans the steps of a command on presets or used prompts. Throws `Failure`: `not-found`, `bad-request`. */
export function presetSteps(db: ReadDb, command: PresetCommand): CommandPlan {
  switch (command.do) {
    case 'save-preset':
      ensureFits(command.content);
      return making(() => newPreset(db, command.name, command.content));
    case 'import-presets': {
      for (const { content } of command.presets) ensureFits(content);
      ensureRoom(db, command.presets.length);
      // One at a time: a name and an id depend on those added before.
      const steps = command.presets.map((preset) => ({
        ids: null,
        changes: () => [addedPreset(db, preset)],
      }));
      return { steps, id: () => null };
    }
    case 'change-preset':
      if (command.content) ensureFits(command.content);
      return once(() => [changePreset(db, command.preset, command)], command.preset);
    case 'delete-preset':
      return once(() => [deletePreset(db, command.preset)]);
    case 'forget-prompt':
      return once(() => [forgetPrompt(db, command.prompt)]);
    default:
      return assertNever(command);
  }
}

/** Throws `bad-request` with the invalid fields if a preset can't be applied to its model. */
function ensureFits({ engine, model: id, params = {} }: PresetContent): void {
  const model = modelById(id);
  const errors: FieldError[] = [];
  if (model.engine !== engine)
    errors.push({ field: 'model', reason: 'model-of-other-engine', params: { model: id, engine } });
  const parsed = parseParams(model, params);
  if (!parsed.ok) errors.push(...parsed.errors);
  if (errors.length > 0) throw new Failure('bad-request', undefined, errors);
}
