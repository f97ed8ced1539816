import type { queue as English } from '../en/queue.ts';
import { counted, number } from './grammar.ts';

export const queue: typeof English = {
  title: 'Warteschlange',
  clearFinished: 'Fertige ausblenden',
  pause: 'Warteschlange anhalten',
  resume: 'Warteschlange fortsetzen',
  fold: 'Warteschlange einklappen',
  unfold: 'Warteschlange ausklappen',
  pausedEmpty: 'Angehalten. Nichts wartet.',
  empty: 'Nichts wartet.',
  cancelWaiting: 'Wartende abbrechen',
  question: (what, waiting) =>
    `${what} ${counted(waiting, { one: 'Eine weitere Bearbeitung wartet', other: `${number(waiting)} weitere Bearbeitungen warten` })}, damit nichts mehr vergeblich bezahlt wird.`,
  questionTrying: 'Eine Bearbeitung geht voraus. Die anderen folgen, wenn sie gelingt.',
  goOn: 'Weitermachen',

  tryAgain: 'Noch einmal versuchen',
  trying: 'Eine Bearbeitung ist vorausgeschickt, um zu sehen, ob es wieder geht.',
  retries: 'Es wird von selbst noch einmal versucht.',
  diskFull: 'Der Datenträger ist voll. Platz schaffen: Die Warteschlange geht von selbst weiter.',
  unwritten: (count) =>
    counted(count, {
      one: 'Der Datenträger ist voll, die Antwort auf eine bezahlte Bearbeitung lässt sich nicht schreiben. Sie ist sicher, solange Reseed offen bleibt. Platz schaffen: Sie wird von selbst gespeichert.',
      other: `Der Datenträger ist voll, die Antworten auf ${number(count)} bezahlte Bearbeitungen lassen sich nicht schreiben. Sie sind sicher, solange Reseed offen bleibt. Platz schaffen: Sie werden von selbst gespeichert.`,
    }),
};
