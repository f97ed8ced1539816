import type { ModelId } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { modelLabel } from '@shared/i18n/model-text.ts';

/*
 * The words of files that are exported for people, and of the dialogs that ask for them, in the language of that moment.
 */

/** Name of a CSV of runs; both days as they are written in names of files. */
export function csvName(from: string, to: string): string {
  return t.runs.csvName(from, to);
}

export function presetFileName(): string {
  return t.edit.presets.file.name;
}

/** Title of the dialog that asks for a file of presets. */
export function presetDialogTitle(): string {
  return t.edit.presets.file.pick;
}

/** What a recipe says about results of the built-in filters. */
export function practiceNote(): string {
  const { practice } = t.common.engines;
  return t.common.engine(practice.name, practice.what);
}

/** A model's name in names of files. */
export function modelName(id: ModelId): string {
  return modelLabel(id);
}
