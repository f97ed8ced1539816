import { counted, number } from './grammar.ts';

/** What a service says about a model: its price and its retirement. */
export const offer = {
  credits: (credits: number) =>
    counted(credits, {
      one: 'About 1 credit for each edit',
      other: `About ${number(credits)} credits for each edit`,
    }),
  retires: (day: string) => `Retires ${day}`,
  asOf: (engine: string, day: string) => `According to ${engine}, as of ${day}`,
  retiresSoon: (model: string, day: string, engine: string) =>
    `${engine} retires ${model} on ${day}. Edits and re-runs with it will probably fail from then on.`,
  retired: (model: string, day: string, engine: string) =>
    `${engine} announced that it would retire ${model} on ${day}. Edits and re-runs with it may fail.`,
};
