import { DEFAULT_EXPORT, ExportOptions, type ExportSettings } from '@shared/domain/export.ts';
import { z } from 'zod';
import type { JsonContent } from '../settings/json-file.ts';
import { fieldReader, fieldsOf } from '../settings/salvage.ts';

const ExportChoiceFile = z.strictObject({
  folder: z.string().min(1).max(4096).nullable(),
  options: ExportOptions,
});

/**
 * Reads the options of the last export. From a damaged file it takes what is readable, and defaults for the
 * rest.
 */
export function readExportChoice(content: JsonContent): {
  readonly choice: ExportSettings;
  readonly damaged: boolean;
} {
  if (content.state === 'absent')
    return { choice: { folder: null, options: DEFAULT_EXPORT }, damaged: false };
  const whole = ExportChoiceFile.safeParse(content.state === 'whole' ? content.value : null);
  if (whole.success) return { choice: whole.data, damaged: false };
  const fields = fieldReader(content);
  // In damaged text, option names are searched for globally: no other field shares them.
  const optionFields = content.state === 'whole' ? fieldsOf(fields('options')[0]) : fields;
  const options = Object.entries(ExportOptions.shape).flatMap(([name, schema]) => {
    const good = optionFields(name).find((value) => schema.safeParse(value).success);
    return good === undefined ? [] : [[name, good] as const];
  });
  const folder =
    fields('folder').find((value) => ExportChoiceFile.shape.folder.safeParse(value).success) ?? null;
  const choice = { folder, options: { ...DEFAULT_EXPORT, ...Object.fromEntries(options) } };
  return { choice: ExportChoiceFile.parse(choice), damaged: true };
}
