import { type SettingWords, wordsOfSettings } from './registry.ts';

const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

/** Returns settings that match every word in any language, name matches first. */
export function searchSettings(text: string): readonly SettingWords[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const has = (where: string) => words.every((word) => fold(where).includes(word));
  const rows = wordsOfSettings().filter(({ name, help, also }) => has(`${name} ${help} ${also}`));
  return [...rows.filter(({ name }) => has(name)), ...rows.filter(({ name }) => !has(name))];
}
