import { PRACTICE } from '@shared/domain/engine-catalog.ts';
import type { ModelId } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { engineLabel, modelLabel } from '@shared/i18n/model-text.ts';

/* Localized text for exported files and their dialogs. Read at call time, since the locale may change. */

/** Name of a CSV of runs. Both days are in file-name format. */
export function csvName(from: string, to: string): string {
  return t.runs.csvName(from, to);
}

export function presetFileName(): string {
  return t.edit.presets.file.name;
}

/** Title of the dialog that picks a file of presets. */
export function presetDialogTitle(): string {
  return t.edit.presets.file.pick;
}

/** Title of the dialog that picks a workflow file. */
export function workflowDialogTitle(): string {
  return t.workflow.dialog;
}

/** Note in recipes about results of the built-in filters. */
export function practiceNote(): string {
  return engineLabel(PRACTICE);
}

/** A model's name for use in file names. */
export function modelName(id: ModelId): string {
  return modelLabel(id);
}
