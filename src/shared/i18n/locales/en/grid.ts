import { counted, number } from './grammar.ts';

export const grid = {
  label: 'Pictures',
  copied: 'Copied picture',
  tooMany: (count: number) => `To select more than ${number(count)} pictures, select a continuous range.`,
  result: 'Result',
  rate: 'Rate',
  menu: (count: number) => counted(count, { one: 'Picture', other: `${number(count)} pictures` }),
};
