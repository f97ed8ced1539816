import type { help as English } from '../en/help.ts';
import { counted, number } from './grammar.ts';

export const help: typeof English = {
  windowTitle: 'Reseed-Hilfe',
  search: 'Hilfe durchsuchen',
  guidesLabel: 'Anleitungen',
  results: 'Treffer',
  found: (count) => counted(count, { one: '1 Treffer', other: `${number(count)} Treffer` }),
  nothingFound: (text) => `Keine Treffer für „${text}“.`,
  englishOnly: 'Die Anleitungen gibt es nur auf Englisch.',
  updated: (version) => `Reseed wurde auf Version ${version} aktualisiert.`,
};
