import { challengeLimits } from '@shared/domain/challenge.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { localText, paramLabel, specLabel } from '@shared/i18n/model-text.ts';
import { paramValueText } from '../../format/param-value.ts';
import { modelOfEdit } from './challenge-store.ts';

/** Returns what a model can't do of an edit, one sentence each. */
export function limitTexts(entry: EditEntry, model: Model): readonly string[] {
  const { edit } = entry;
  const known = modelOfEdit(entry);
  const { missing, replaced, added, prompt, seed, mask } = challengeLimits(edit, model, known);
  const words = t.challenge;
  const name = localText(model.name);
  const labelOf = (key: string) => {
    const spec = known?.params.find((one) => one.key === key);
    return spec ? specLabel(spec) : paramLabel(key);
  };
  return [
    prompt ? words.noPrompt(name) : [],
    seed ? words.noSeed(name) : [],
    mask ? t.edit.model.noMask(name) : [],
    missing.length > 0 ? words.missing(name, missing.map(labelOf).join(', ')) : [],
    replaced.map(({ spec, value }) =>
      words.replaced(specLabel(spec), String(value), paramValueText(spec, spec.default)),
    ),
    added.length > 0 ? words.added(added.map((spec) => specLabel(spec)).join(', ')) : [],
  ].flat();
}
