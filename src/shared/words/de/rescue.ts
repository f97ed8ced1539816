import type { rescue as English } from '../en/rescue.ts';
import { counted, number } from './grammar.ts';

const back =
  'Die Bilder liegen noch in ihrem Ordner. Beim Wiederherstellen entsteht daraus eine neue Datenbank: Jedes Bild kommt zurück, aber ohne Namen, Bearbeitungen, Schlagwörter und Bewertungen. Gibt es eine Kopie von library.db, dann diese in den Ordner legen und „Noch einmal nachsehen“ wählen.';

export const rescue: typeof English = {
  title: 'Problem mit der Bibliothek',
  opening: 'Die Bibliothek wird geöffnet…',
  headings: {
    'library-missing': 'Die Datenbank der Bibliothek fehlt',
    'library-damaged': 'Die Datenbank der Bibliothek ist beschädigt',
    'library-newer': 'Diese Bibliothek braucht ein neueres Reseed',
    'library-locked': 'Ein anderes Programm benutzt die Bibliothek',
    'library-read-only': 'Der Datenordner ist schreibgeschützt',
    'library-gone': 'Der Ordner der Bibliothek ist weg',
    'disk-full': 'Der Datenträger ist voll',
    'disk-failed': 'Der Datenträger meldet einen Fehler',
    internal: 'Reseed kann seine Bibliothek nicht öffnen',
  },
  explanations: {
    'library-missing': back,
    'library-damaged': `${back} Die beschädigte Datei bleibt erhalten.`,
    'library-newer':
      'Eine neuere Version hat sie geschrieben. Bitte das neueste Reseed installieren. Nichts wurde verändert.',
    'library-locked':
      'Das andere Programm schließen oder warten, bis es fertig ist, dann noch einmal nachsehen. Nichts wurde verändert.',
    'library-read-only':
      'Reseed kann dort nichts speichern. Das Schreiben in den Ordner erlauben und noch einmal nachsehen, oder für diese Sitzung einen anderen Ordner wählen. Auf Dauer legt RESEED_USER_DATA ihn fest.',
    'library-gone': 'Den Datenträger anschließen oder den Ordner zurücklegen, dann noch einmal nachsehen.',
    'disk-full': 'Platz schaffen, dann noch einmal nachsehen. Nichts wurde verändert.',
    'disk-failed': 'Den Datenträger prüfen, dann noch einmal nachsehen. Nichts wurde verändert.',
    internal: 'Einzelheiten stehen im Protokoll im Datenordner. Nichts wurde verändert.',
  },
  rebuild: 'Aus den Bildern wiederherstellen',
  lookAgain: 'Noch einmal nachsehen',
  showFolder: 'Ordner zeigen',
  chooseFolder: 'Anderen Ordner wählen',
  quit: 'Beenden',
  stillThere: 'Immer noch dasselbe.',
  rebuilding: (done, total) => `Wiederherstellen: ${number(done)} von ${number(total)}`,
  rebuildStarts: 'Wiederherstellen…',
  rebuildLabel: 'Bibliothek wiederherstellen',
  rebuildFailed: (why) => `Das Wiederherstellen wurde abgebrochen, nichts wurde verändert. ${why}`,

  troubles: {
    'disk-full':
      'Der Datenträger ist voll. Bitte Platz schaffen: Das Protokoll wird nicht mehr geschrieben, und bald lässt sich nichts mehr speichern.',
    'log-unwritable': 'Das Protokoll lässt sich nicht schreiben. Alles andere funktioniert.',
    'disk-slow': (seconds) =>
      counted(seconds, {
        one: 'Der Datenträger der Bibliothek ist langsam: Jedes Speichern dauert etwa 1 Sekunde, und Reseed wartet darauf.',
        other: `Der Datenträger der Bibliothek ist langsam: Jedes Speichern dauert etwa ${number(seconds)} Sekunden, und Reseed wartet darauf.`,
      }),
    'library-gone':
      'Der Ordner der Bibliothek ist weg. Bis er wieder da ist, wird nichts gespeichert: den Datenträger anschließen oder den Ordner zurücklegen.',
    strays: (count) =>
      counted(count, {
        one: '1 Datei im Ordner der Bibliothek hat keinen Eintrag in der Datenbank. Vielleicht ist es ein Bild, dessen Eintrag verloren ging.',
        other: `${number(count)} Dateien im Ordner der Bibliothek haben keinen Eintrag in der Datenbank. Vielleicht sind es Bilder, deren Einträge verloren gingen.`,
      }),
    rebuilt: (taken) =>
      counted(taken, {
        one: 'Die Bibliothek ist wiederhergestellt: 1 Bild ist zurück.',
        other: `Die Bibliothek ist wiederhergestellt: ${number(taken)} Bilder sind zurück.`,
      }),
    refused: (count) =>
      counted(count, {
        one: '1 Datei ließ sich nicht als Bild lesen und bleibt im Ordner.',
        other: `${number(count)} Dateien ließen sich nicht als Bilder lesen und bleiben im Ordner.`,
      }),
  },
  takeStrays: 'In die Bibliothek aufnehmen',
  leaveStrays: 'Dort lassen',
  straysTaken: (count) =>
    counted(count, { one: '1 Bild aufgenommen', other: `${number(count)} Bilder aufgenommen` }),
};
