import { z } from 'zod';
import { Language } from './language.ts';

const Text = z.string().min(1).max(600);

/** A text that comes as data: one for every language, or one per language. */
export const LocalText = z.union([Text, z.record(Language, Text)]);
export type LocalText = z.infer<typeof LocalText>;

export function textIn(language: Language, text: LocalText): string {
  return typeof text === 'string' ? text : text[language];
}
