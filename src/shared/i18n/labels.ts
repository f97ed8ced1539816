import { formatName } from '../domain/format-name.ts';
import type { model as ModelWords } from './locales/en/model.ts';

export type ParamKey = keyof typeof ModelWords;

export function isParamKey(words: typeof ModelWords, key: string): key is ParamKey {
  return Object.hasOwn(words, key);
}

/** Returns a parameter's label, or its key if it has none, for example one of a newer version. */
export function labelIn(words: typeof ModelWords, key: string): string {
  return isParamKey(words, key) ? words[key].label : key;
}

/** Returns the label of a choice. Some names are the same in every language. */
export function choiceIn({ aspectRatio, megapixels }: typeof ModelWords, value: string): string {
  const labels: Readonly<Record<string, string>> = {
    match_input_image: aspectRatio.sameAsSource,
    1: megapixels.one,
    0.25: megapixels.quarter,
  };
  return labels[value] ?? formatName(value);
}
