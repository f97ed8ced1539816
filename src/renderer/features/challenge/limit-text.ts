import { challengeLimits } from '@shared/domain/challenge.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { findModel } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { localText, paramLabel, specLabel } from '@shared/i18n/model-text.ts';
import { paramValueText } from '../../format/param-value.ts';

function referenceLimitText(name: string, limit: number): string {
  return limit === 0 ? t.references.takesNone(name) : t.references.onlyFirst(name, limit);
}

/** Returns what a model can't do of an edit, one sentence each. */
export function limitTexts({ edit }: EditEntry, model: Model): readonly string[] {
  const known = findModel(edit.request.engine, edit.request.model);
  const { missing, replaced, added, prompt, seed, mask, references } = challengeLimits(edit, model, known);
  const words = t.challenge;
  const name = localText(model.name);
  const knownSpec = (key: string) => known?.params.find((spec) => spec.key === key);
  const labelOf = (key: string) => {
    const spec = knownSpec(key);
    return spec ? specLabel(spec) : paramLabel(key);
  };
  return [
    prompt ? words.noPrompt(name) : [],
    seed ? words.noSeed(name) : [],
    mask ? t.edit.model.noMask(name) : [],
    references === null ? [] : referenceLimitText(name, references),
    missing.length > 0 ? words.missing(name, missing.map(labelOf).join(', ')) : [],
    replaced.map(({ spec, value }) =>
      words.replaced(
        specLabel(spec),
        paramValueText(knownSpec(spec.key) ?? spec, value),
        paramValueText(spec, spec.default),
      ),
    ),
    added.length > 0 ? words.added(added.map((spec) => specLabel(spec)).join(', ')) : [],
  ].flat();
}
