import type { ModelId, ParamSpec } from '../domain/model.ts';
import { t } from './index.ts';
import { choiceIn, isParamKey, labelIn } from './labels.ts';

/** What forms and sentences call a model, its parameters and their choices, in the current language. */

export function modelLabel(id: ModelId): string {
  return t.model.models[id];
}

export function paramLabel(key: string): string {
  return labelIn(t.model, key);
}

export function choiceLabel(value: string): string {
  return choiceIn(t.model, value);
}

/** What a parameter does: with the built-in filters some of them do something else. */
export function paramHelp(model: ModelId, key: string): string {
  if (!isParamKey(t.model, key)) return '';
  const words = t.model[key];
  return model === 'practice-filters' && 'practice' in words ? words.practice : words.help;
}

/** Why a parameter changes nothing here; null when it does. */
export function noEffectNote({ hasNoEffect }: ParamSpec): string | null {
  return hasNoEffect ? t.model.disableSafetyChecker.noEffect : null;
}
