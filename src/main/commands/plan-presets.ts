import { assertNever } from '@shared/assert-never.ts';
import type { ParsedLibraryCommand } from '@shared/domain/library-command.ts';
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
      return making(() => newPreset(db, command.name, command.content));
    case 'import-presets': {
      ensureRoom(db, command.presets.length);
      // One at a time: a name and an id depend on those added before.
      const steps = command.presets.map((preset) => ({
        ids: null,
        changes: () => [addedPreset(db, preset)],
      }));
      return { steps, id: () => null };
    }
    case 'change-preset':
      return once(() => [changePreset(db, command.preset, command)], command.preset);
    case 'delete-preset':
      return once(() => [deletePreset(db, command.preset)]);
    case 'forget-prompt':
      return once(() => [forgetPrompt(db, command.prompt)]);
    default:
      return assertNever(command);
  }
}
