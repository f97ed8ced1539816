import type { transfer as English } from '../en/transfer.ts';
import { counted, number } from './grammar.ts';

export const transfer: typeof English = {
  purge: {
    source:
      'Das Bild, von dem diese Bearbeitung ausging, wurde endgültig gelöscht. Das Bild neu hinzufügen und die Bearbeitung dort beschreiben.',
    busy: (count) =>
      counted(count, {
        one: 'Eine Bearbeitung dieses Bildes wartet oder läuft noch. Sie abbrechen oder ihr Ende abwarten.',
        other: `Bearbeitungen dieser ${number(count)} Bilder warten oder laufen noch. Sie abbrechen oder ihr Ende abwarten.`,
      }),
    noTrash:
      'Dieses System hat keinen Papierkorb, den Reseed für seinen Ordner nutzen kann. Nichts wurde gelöscht; die Bilder liegen weiter im Papierkorb von Reseed.',
    someFailed: (failed, all) =>
      `${number(failed)} von ${number(all)} Bildern ließen sich nicht in den Papierkorb des Systems bewegen. Sie liegen weiter im Papierkorb von Reseed.`,
  },
};
