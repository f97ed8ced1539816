import { counted, number } from './grammar.ts';

export const grid = {
  label: 'Pictures',
  savedTo: (path: string) => `Saved to ${path}`,
  copied: 'Picture copied',
  tooMany: (count: number) =>
    `More than ${number(count)} pictures can be selected only if they follow each other.`,
  result: 'Result',
  copies: (count: number) => `${number(count)} pictures, one file`,
  rate: 'Rate',
  menu: (count: number) => counted(count, { one: 'Picture', other: `${number(count)} pictures` }),
};
