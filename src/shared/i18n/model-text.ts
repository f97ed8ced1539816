import { engineInfo, engineNameIn, findModel, modelNameIn } from '../domain/engine-catalog.ts';
import { type LocalText, textIn } from '../domain/local-text.ts';
import type { EngineId, Model, ModelId, ParamSpec } from '../domain/model.ts';
import { locale, t } from './index.ts';
import { choiceIn, isParamKey, labelIn } from './labels.ts';

/** Names of engines, models, parameters and choices in the current locale. */

/** Returns a text that came as data. */
export function localText(text: LocalText): string {
  return textIn(locale, text);
}

/** The name of an engine: "Practice". An engine that is gone has its id. */
export function engineName(engine: EngineId): string {
  return engineNameIn(locale, engine);
}

/** Name of an engine with its description, for a choice: "Practice (built-in filters, not FLUX)". */
export function engineLabel(engine: EngineId): string {
  const info = engineInfo(engine);
  return info ? t.common.engine(localText(info.name), localText(info.about)) : engine;
}

/** The name of a model, whichever engine it belongs to. A model that is gone has its id. */
export function modelLabel(id: ModelId): string {
  return modelNameIn(locale, id);
}

/** What an edit is called: its prompt, or the model's name if the model takes none. */
export function editTitle({ prompt, model }: { readonly prompt: string; readonly model: ModelId }): string {
  return prompt === '' ? modelLabel(model) : prompt;
}

/** The name of a model among others to choose from, with how far it is known. */
export function modelChoice({ name, grade }: Pick<Model, 'name' | 'grade'>): string {
  const text = localText(name);
  return grade === 'documented' ? t.edit.model.documented(text) : text;
}

/** The label of a parameter by its key, as long as no model is known. */
export function paramLabel(key: string): string {
  return labelIn(t.model, key);
}

/** The label of a model's parameter. Its file may bring one for a key without a message. */
export function specLabel({ key, label }: Pick<ParamSpec, 'key' | 'label'>): string {
  return label !== undefined && !isParamKey(t.model, key) ? localText(label) : paramLabel(key);
}

export function choiceLabel(value: string): string {
  return choiceIn(t.model, value);
}

/** Returns the description of a parameter. Some have another effect with the built-in filters. */
export function paramHelp(model: Pick<Model, 'engine' | 'id'>, key: string): string {
  const own = findModel(model.engine, model.id)?.params.find((spec) => spec.key === key)?.help;
  if (!isParamKey(t.model, key)) return own === undefined ? '' : localText(own);
  const words = t.model[key];
  return model.id === 'practice-filters' && 'practice' in words ? words.practice : words.help;
}

/** Returns why a parameter has no effect here, or null. */
export function noEffectNote({ hasNoEffect }: ParamSpec): string | null {
  return hasNoEffect ? t.model.disableSafetyChecker.noEffect : null;
}
