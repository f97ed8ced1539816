import type { rescue as English } from '../en/rescue.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const editCount = (count: number) =>
  counted(count, { one: '1 Bearbeitung', other: `${number(count)} Bearbeitungen` });

const back =
  'Die Bilder sind noch im Bibliotheksordner. Beim Wiederherstellen wird daraus eine neue Datenbank erstellt. Namen, Bearbeitungen, Schlagwörter und Bewertungen kommen aus den Dateien neben den Bildern zurück. Gibt es eine Kopie von library.db, diese in den Ordner legen und „Erneut versuchen“ wählen.';

export const rescue: typeof English = {
  title: 'Problem mit der Bibliothek',
  opening: 'Die Bibliothek wird geöffnet …',
  headings: {
    'library-missing': 'Die Bibliotheksdatenbank fehlt',
    'library-damaged': 'Die Bibliotheksdatenbank ist beschädigt',
    'library-newer': 'Diese Bibliothek benötigt eine neuere Version von Reseed',
    'library-locked': 'Ein anderes Programm verwendet die Bibliothek',
    'library-in-use': 'Reseed hat diese Bibliothek schon geöffnet',
    'library-read-only': 'Der Datenordner ist schreibgeschützt',
    'library-gone': 'Der Bibliotheksordner fehlt',
    'library-of-other-user': 'Die Bibliothek gehört einem anderen Benutzer',
    'disk-full': 'Der Datenträger ist voll',
    'disk-failed': 'Der Datenträger meldet einen Fehler',
    internal: 'Reseed kann die Bibliothek nicht öffnen',
  },
  explanations: {
    'library-missing': back,
    'library-damaged': `${back} Die beschädigte Datei bleibt erhalten.`,
    'library-newer':
      'Sie wurde mit einer neueren Version von Reseed erstellt. Zum Öffnen Reseed aktualisieren. Es wurde nichts geändert.',
    'library-locked':
      'Das andere Programm schließen oder warten, bis es fertig ist, dann erneut versuchen. Es wurde nichts geändert.',
    'library-in-use':
      'Ein anderes Reseed verwendet denselben Bibliotheksordner, auf diesem oder einem anderen Computer. Es dort schließen, dann erneut versuchen. Es wurde nichts geändert.',
    'library-read-only':
      'Reseed kann dort nichts speichern. Das Schreiben in den Ordner erlauben und erneut versuchen, oder für diese Sitzung einen anderen Ordner wählen. Dauerhaft lässt er sich mit RESEED_USER_DATA festlegen.',
    'library-gone': 'Den Datenträger anschließen oder den Ordner zurücklegen, dann erneut versuchen.',
    'library-of-other-user':
      'Ihre Dateien kann nur der Benutzer dieses Computers verwenden, dem sie gehören. Um Zugriff bitten und erneut versuchen, oder für diese Sitzung einen anderen Ordner für eine eigene Bibliothek wählen. Es wurde nichts geändert.',
    'disk-full': 'Speicherplatz freigeben, dann erneut versuchen. Es wurde nichts geändert.',
    'disk-failed': 'Den Datenträger prüfen, dann erneut versuchen. Es wurde nichts geändert.',
    internal: 'Details stehen im Protokoll im Datenordner. Es wurde nichts geändert.',
  },
  restore: 'Neueste Sicherung wiederherstellen',
  newestBackup: (time, pictures, edits) =>
    `Die neueste Sicherung ist vom ${time}. Sie enthält ${common.pictures(pictures)} und ${editCount(edits)} mit Namen, Schlagwörtern und Bewertungen. Spätere Bearbeitungen fehlen darin, aber ihre Bilder liegen noch im Bibliotheksordner und können wieder hinzugefügt werden.`,
  rebuild: 'Aus den Bildern wiederherstellen',
  lookAgain: 'Erneut versuchen',
  showFolder: 'Ordner anzeigen',
  chooseFolder: 'Anderen Ordner wählen …',
  quit: 'Beenden',
  stillThere: 'Das Problem besteht weiterhin.',
  rebuilding: (done, total) => `Wiederherstellen: ${number(done)} von ${number(total)}`,
  rebuildStarts: 'Wird wiederhergestellt …',
  timeLeft: (seconds) => (seconds < 60 ? `Noch etwa ${seconds} s` : `Noch etwa ${seconds / 60} min`),
  rebuildOpens:
    'Die Bibliothek öffnet sich, sobald alle Einträge zurück sind. Bilder ohne Einträge kommen während der Arbeit dazu.',
  cancelRebuild: 'Wiederherstellen abbrechen',
  rebuildLabel: 'Bibliothek wiederherstellen',
  rebuildFailed: (why) =>
    `Die Bibliothek konnte nicht wiederhergestellt werden, es wurde nichts geändert. ${why}`,

  troubles: {
    'disk-full':
      'Der Datenträger ist voll. Speicherplatz freigeben: Reseed kann das Protokoll nicht mehr schreiben und bald nichts mehr speichern.',
    'log-unwritable': 'Das Protokoll kann nicht geschrieben werden. Alles andere funktioniert.',
    'disk-slow': (seconds) =>
      counted(seconds, {
        one: 'Der Datenträger der Bibliothek ist langsam. Jedes Speichern dauert etwa 1 Sekunde, und Reseed muss darauf warten.',
        other: `Der Datenträger der Bibliothek ist langsam. Jedes Speichern dauert etwa ${number(seconds)} Sekunden, und Reseed muss darauf warten.`,
      }),
    'library-gone':
      'Der Bibliotheksordner fehlt. Bis er wieder da ist, wird nichts gespeichert. Den Datenträger anschließen oder den Ordner zurücklegen.',
    'backup-no-room':
      'Die Bibliothek wird nicht gesichert, weil der Datenträger fast voll ist. Speicherplatz freigeben. Frühere Sicherungen bleiben erhalten.',
    'backup-failed':
      'Die Bibliothek konnte nicht gesichert werden. Reseed versucht es in 10 Minuten erneut. Frühere Sicherungen bleiben erhalten.',
    strays: (count) =>
      counted(count, {
        one: '1 Datei im Bibliotheksordner fehlt in der Datenbank. Vielleicht ist es ein Bild, dessen Eintrag verloren ging.',
        other: `${number(count)} Dateien im Bibliotheksordner fehlen in der Datenbank. Vielleicht sind es Bilder, deren Einträge verloren gingen.`,
      }),
    'pictures-damaged': (count) =>
      counted(count, {
        one: '1 Bilddatei fehlt oder ist beschädigt. Die Bibliothek prüfen: Vielleicht lässt sie sich ersetzen.',
        other: `${number(count)} Bilddateien fehlen oder sind beschädigt. Die Bibliothek prüfen: Vielleicht lassen sie sich ersetzen.`,
      }),
    'move-stopped': (to) =>
      `Das Verschieben der Bibliothek nach ${to} wurde unterbrochen. Die Bibliothek ist vollständig in ihrem bisherigen Ordner.`,
    restored: (time) =>
      `Die Sicherung vom ${time} ist wiederhergestellt. Spätere Bearbeitungen fehlen darin, auch wenn sie berechnet wurden. Liegen ihre Bilder noch im Bibliotheksordner, bietet Reseed gleich an, sie hinzuzufügen.`,
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
  adding: (done, total) =>
    `Bilder aus dem Bibliotheksordner hinzufügen: ${number(done)} von ${number(total)}`,
  addingLabel: 'Bilder aus dem Bibliotheksordner hinzufügen',
  takeStrays: 'Zur Bibliothek hinzufügen',
  leaveStrays: 'Im Ordner lassen',
  straysTaken: (count) =>
    counted(count, { one: '1 Bild hinzugefügt', other: `${number(count)} Bilder hinzugefügt` }),
};
