import type { queue as English } from '../en/queue.ts';
import { counted, number } from './grammar.ts';

export const queue: typeof English = {
  title: 'Warteschlange',
  clearFinished: 'Fertige entfernen',
  pause: 'Warteschlange anhalten',
  resume: 'Warteschlange fortsetzen',
  fold: 'Warteschlange einklappen',
  unfold: 'Warteschlange ausklappen',
  pausedEmpty: 'Warteschlange angehalten',
  empty: 'Keine Bearbeitungen in der Warteschlange',
  cancelWaiting: 'Wartende abbrechen',
  question: (what, waiting) =>
    `${what} ${counted(waiting, { one: 'Eine weitere Bearbeitung wartet', other: `${number(waiting)} weitere Bearbeitungen warten` })}, damit keine weiteren fehlgeschlagenen Bearbeitungen Credits kosten.`,
  questionTrying: 'Eine Bearbeitung geht voraus. Die anderen folgen, wenn sie gelingt.',
  proceed: 'Fortsetzen',

  tryAgain: 'Erneut versuchen',
  trying: 'Wird zuerst mit einer Bearbeitung erneut versucht …',
  retries: 'Reseed versucht es automatisch erneut.',
  diskFull:
    'Der Datenträger ist voll. Speicherplatz freigeben, dann läuft die Warteschlange automatisch weiter.',
  unwritten: (count) =>
    counted(count, {
      one: 'Der Datenträger ist voll, das Ergebnis einer kostenpflichtigen Bearbeitung kann nicht gespeichert werden. Es ist sicher, solange Reseed offen bleibt. Speicherplatz freigeben, dann wird es automatisch gespeichert.',
      other: `Der Datenträger ist voll, die Ergebnisse von ${number(count)} kostenpflichtigen Bearbeitungen können nicht gespeichert werden. Sie sind sicher, solange Reseed offen bleibt. Speicherplatz freigeben, dann werden sie automatisch gespeichert.`,
    }),
};
