import type { offer as English } from '../en/offer.ts';
import { counted, number } from './grammar.ts';

/** What a service says about a model: its price and its retirement. */
export const offer: typeof English = {
  credits: (credits) =>
    counted(credits, {
      one: 'Etwa 1 Credit je Bearbeitung',
      other: `Etwa ${number(credits)} Credits je Bearbeitung`,
    }),
  retires: (day) => `Wird am ${day} abgeschaltet`,
  asOf: (engine, day) => `Laut ${engine}, Stand ${day}`,
  retiresSoon: (model, day, engine) =>
    `${engine} schaltet ${model} am ${day} ab. Bearbeitungen und Wiederholungen damit schlagen dann wahrscheinlich fehl.`,
  retired: (model, day, engine) =>
    `${engine} hat angekündigt, ${model} am ${day} abzuschalten. Bearbeitungen und Wiederholungen damit können fehlschlagen.`,
};
