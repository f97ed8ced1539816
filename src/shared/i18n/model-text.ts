import type { ModelId, ParamSpec } from '../domain/model.ts';
import { t } from './index.ts';
import { choiceIn, isParamKey, labelIn } from './labels.ts';

/** Names of models, parameters and choices in the current locale. */

export function modelLabel(id: ModelId): string {
  return t.model.models[id];
}

export function paramLabel(key: string): string {
  return labelIn(t.model, key);
}

export function choiceLabel(value: string): string {
  return choiceIn(t.model, value);
}

/** Returns the description of a parameter. Some have another effect with the built-in filters. */
export function paramHelp(model: ModelId, key: string): string {
  if (!isParamKey(t.model, key)) return '';
  const words = t.model[key];
  return model === 'practice-filters' && 'practice' in words ? words.practice : words.help;
}

/** Returns why a parameter has no effect here, or null. */
export function noEffectNote({ hasNoEffect }: ParamSpec): string | null {
  return hasNoEffect ? t.model.disableSafetyChecker.noEffect : null;
}
