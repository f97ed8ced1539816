import { Language } from '@shared/domain/language.ts';
import { t } from '@shared/i18n/index.ts';
import type { SelectOption } from '../../ui/select.tsx';

/** Native names of the languages. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export function languageChoices(system: Language): readonly SelectOption<'system' | Language>[] {
  return [
    { value: 'system', label: t.settings.languageSystem(LANGUAGE_NAMES[system]) },
    ...Language.options.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
  ];
}
