import type { transfer as English } from '../en/transfer.ts';
import { counted, number } from './grammar.ts';

export const transfer: typeof English = {
  dialogs: {
    add: 'Bilder hinzufügen',
    pictures: 'Bilder',
    allFiles: 'Alle Dateien',
    save: 'Speichern',
    folder: 'Ordner für den Export',
    chooseFolder: 'Ordner wählen',
  },

  gone: 'Ein Bild',
  recipe: { practice: 'Übung: eingebaute Filter, nicht FLUX' },

  drag: {
    tooMany: (max) =>
      `Mehr als ${number(max)} Bilder lassen sich nicht auf einmal ziehen. Stattdessen in einen Ordner exportieren.`,
    tooLarge:
      'Diese Bilder sind zu groß, um sie auf einmal zu ziehen. Stattdessen in einen Ordner exportieren.',
  },

  export: {
    noFolder: 'Zuerst einen Ordner wählen.',
    folderGone: (name) => `Den Ordner ${name} gibt es nicht mehr. Einen anderen wählen.`,
    insideLibrary: 'Das ist der eigene Ordner von Reseed. Einen anderen wählen.',
  },

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
