import { counted, number } from './grammar.ts';

export const help = {
  windowTitle: 'Reseed Help',
  search: 'Search help',
  guidesLabel: 'Guides',
  results: 'Results',
  found: (count: number) => counted(count, { one: '1 result', other: `${number(count)} results` }),
  nothingFound: (text: string) => `No results for “${text}”.`,
  englishOnly: 'The guides are available in English only.',
  updated: (version: string) => `Reseed was updated to version ${version}.`,
};
