import { counted, number } from './grammar.ts';

export const grid = {
  label: 'Pictures',
  removed: (name: string) => `${name} removed`,
  manyRemoved: (count: number) =>
    counted(count, { one: '1 picture removed', other: `${number(count)} pictures removed` }),
  savedTo: (path: string) => `Saved to ${path}`,
  copied: 'Picture copied',
  tooMany: (count: number) =>
    `More than ${number(count)} pictures can be selected only if they follow each other.`,
  result: 'Result',
};
