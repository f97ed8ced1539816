import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import type { EchoDifference, RunRecord } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { specLabel } from '@shared/i18n/model-text.ts';

/** Returns a sentence about parameters the service changed, or null. */
export function echoText({ echoDiffers }: Pick<RunRecord, 'echoDiffers'>): string | null {
  if (echoDiffers.length === 0) return null;
  const each = echoDiffers.map((one) => t.runs.echoOne(nameOf(one), one.sent, one.used));
  return t.runs.echoDiffers(each.join(', '));
}

/** Returns the form's label. */
function nameOf({ name }: EchoDifference): string {
  if (name === 'seed') return t.history.seed;
  if (name === 'prompt') return t.edit.prompt.label;
  const spec = engineCatalog()
    .models.flatMap(({ params }) => params)
    .find(({ wire }) => wire === name);
  return spec ? specLabel(spec) : name;
}
