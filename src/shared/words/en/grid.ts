import { number } from './grammar.ts';

export const grid = {
  label: 'Pictures',
  savedTo: (path: string) => `Saved to ${path}`,
  copied: 'Picture copied',
  tooMany: (count: number) =>
    `More than ${number(count)} pictures can be selected only if they follow each other.`,
  result: 'Result',
};
