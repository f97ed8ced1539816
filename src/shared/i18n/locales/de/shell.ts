import type { shell as English } from '../en/shell.ts';
import { counted, number } from './grammar.ts';

const steps = 3;

export const shell: typeof English = {
  groups: {
    edit: 'Bearbeiten',
    look: 'Ansicht',
    tools: 'Werkzeuge',
    library: 'Bibliothek',
    window: 'Fenster',
  },

  leftWidth: 'Größe des linken Bereichs ändern',
  rightWidth: 'Größe des rechten Bereichs ändern',
  lowerHeight: 'Größe des unteren Bereichs ändern',
  menu: 'Menü',
  showLibrary: 'Bibliothek einblenden',
  hideLibrary: 'Bibliothek ausblenden',
  showHistory: 'Verlauf einblenden',
  hideHistory: 'Verlauf ausblenden',
  showRight: 'Rechten Bereich einblenden',
  hideRight: 'Rechten Bereich ausblenden',
  settings: 'Einstellungen',
  offline: 'Offline',
  offlineWaiting: (count) =>
    `Offline: ${counted(count, { one: '1 wartet', other: `${number(count)} warten` })}`,
  offlineHint:
    '1min.ai ist nicht erreichbar. Bearbeitungen starten automatisch, sobald die Verbindung wieder besteht.',
  capWaiting: (count) =>
    `Limit erreicht: ${counted(count, { one: '1 wartet', other: `${number(count)} warten` })}`,
  linkNotFound: {
    image: 'Das Bild aus diesem Link ist nicht in Ihrer Bibliothek.',
    edit: 'Die Bearbeitung aus diesem Link ist nicht in Ihrer Bibliothek.',
  },

  diagnostics: {
    title: 'Diagnosedaten',
    failed: 'Die Datei konnte nicht gespeichert werden. Einen anderen Ordner wählen.',
    nothingSent: 'Reseed hat nichts gesendet. Vor dem Weitergeben die Dateien lesen.',
    files: {
      versions: 'Versionen von Reseed und dem, worauf es läuft',
      system: 'Betriebssystem, Prozessoren, Speicher, Bildschirme',
      settings: 'die Einstellungen',
      problems: 'Probleme, die Reseed gerade anzeigt',
      logs: 'Fehler, mit Namen von Dateien und Ordnern',
    },
    leftOut:
      'API-Schlüssel, Prompts und Bilder sind nicht enthalten. Der persönliche Ordner steht als ~ darin.',
  },

  closing: {
    title: (count) =>
      counted(count, {
        one: 'Eine kostenpflichtige Bearbeitung läuft noch',
        other: `${number(count)} kostenpflichtige Bearbeitungen laufen noch`,
      }),
    out: (count, time) =>
      counted(count, {
        one: `1 Bearbeitung läuft, gestartet vor ${time}.`,
        other: `${number(count)} Bearbeitungen laufen, die erste seit ${time}.`,
      }),
    atRisk: (count) =>
      counted(count, {
        one: 'Wird Reseed jetzt beendet, ist das Ergebnis verloren und der Status unbekannt. Möglicherweise werden Credits abgebucht.',
        other: `Wird Reseed jetzt beendet, sind die Ergebnisse von ${number(count)} Bearbeitungen verloren und ihr Status unbekannt. Möglicherweise werden Credits abgebucht.`,
      }),
    safe: (count) =>
      counted(count, {
        one: '1min.ai hat 1 Bearbeitung angenommen. Wird Reseed jetzt beendet, wird das Ergebnis beim nächsten Start heruntergeladen.',
        other: `1min.ai hat ${number(count)} Bearbeitungen angenommen. Wird Reseed jetzt beendet, werden die Ergebnisse beim nächsten Start heruntergeladen.`,
      }),
    unwritten: (count) =>
      counted(count, {
        one: 'Der Datenträger ist voll, und das Ergebnis von 1 kostenpflichtigen Bearbeitung ist nur im Arbeitsspeicher. Wird Reseed jetzt beendet, ist es verloren. Zuerst Speicherplatz freigeben.',
        other: `Der Datenträger ist voll, und die Ergebnisse von ${number(count)} kostenpflichtigen Bearbeitungen sind nur im Arbeitsspeicher. Wird Reseed jetzt beendet, sind sie verloren. Zuerst Speicherplatz freigeben.`,
      }),
    wait: 'Auf Ergebnis warten',
    waiting:
      'Reseed wird automatisch beendet, sobald das Ergebnis da ist. Neue Bearbeitungen werden nicht gesendet.',
    closeAnyway: 'Trotzdem beenden',
    stay: 'Reseed offen lassen',
    finishing: 'Reseed wird beendet',
    finishingMore: 'Reseed speichert die letzten Änderungen. Das dauert höchstens 10 Sekunden.',
  },

  trouble: {
    title: 'Das Fenster von Reseed stürzt wiederholt ab',
    what: 'Es ist innerhalb einer Minute dreimal abgestürzt und wurde deshalb nicht automatisch wieder geöffnet.',
    safe: 'Die Bibliothek ist nicht betroffen, und die Bearbeitungen in der Warteschlange laufen weiter.',
    again: 'Erneut versuchen',
    withoutSelection: 'Ohne die letzte Auswahl starten',
    log: 'Protokoll anzeigen',
  },

  dropHere: 'Bilder hier ablegen',
  whatWorks: 'JPEG, PNG, HEIC, TIFF, WebP, AVIF, JPEG XL, GIF, BMP oder Raw-Dateien, jeweils bis 512 MB',
  chooseFiles: 'Dateien wählen …',
  trySamples: 'Beispielbilder verwenden',
  thenSay: 'Dann beschreiben, was sich ändern soll:',
  exampleSentence: 'mach ein Aquarell daraus',

  messages: 'Mitteilungen',

  firstSteps: {
    title: 'Erste Schritte',
    step: (at) => `Schritt ${number(at)} von ${number(steps)}`,
    skip: 'Überspringen',
    next: 'Weiter',
    drop: 'Ein Bild irgendwo im Fenster ablegen oder mit den Beispielbildern anfangen.',
    say: (keys) => `In einem Satz beschreiben, was sich ändern soll, dann ${keys} drücken.`,
    look: (keys) =>
      `Den Regler ziehen, um Vorher und Nachher zu vergleichen${keys === null ? '' : `, oder ${keys} gedrückt halten`}. Mit dem Seed lässt sich das Ergebnis reproduzieren.`,
  },

  keys: {
    search: 'Tastenkürzel durchsuchen',
    ofGroup: (group) => `Tastenkürzel: ${group}`,
    found: (count) => counted(count, { one: '1 Kürzel gefunden', other: `${number(count)} Kürzel gefunden` }),
    nothingFound: (text) => `Keine Tastenkürzel zu „${text}“.`,
    none: 'Nicht belegt',
    add: (action) => `Tastenkürzel für „${action}“ hinzufügen`,
    change: (keys, action) => `${keys} für „${action}“ ändern`,
    remove: (keys, action) => `${keys} von „${action}“ entfernen`,
    reset: (action) => `Tastenkürzel für „${action}“ zurücksetzen`,
    resetHint: (keys) => `Auf ${keys} zurücksetzen`,
    resetAll: 'Alle zurücksetzen',
    resetAllDone: 'Alle Tastenkürzel auf Standard zurückgesetzt',
    press: 'Neues Tastenkürzel drücken',
    pressHint: 'Esc zum Abbrechen',
    conflict: (keys, other) => `${keys} ist bereits mit „${other}“ belegt.`,
    takeFrom: (other) => `„${other}“ wegnehmen und hier verwenden`,
    stop: 'Aufnahme abbrechen',
    anotherKey: 'Anderes Tastenkürzel versuchen',
    set: (keys, action) => `${keys} ist jetzt mit „${action}“ belegt.`,
    removed: (keys, action) => `${keys} ist nicht mehr mit „${action}“ belegt.`,
    wasReset: (action, keys) => `„${action}“ ist wieder mit ${keys} belegt.`,
    hint: 'Zum Ändern auf ein Tastenkürzel klicken. Esc bricht ab.',
    refused: {
      system: (keys) => `${keys} ist für das System reserviert.`,
      menu: (keys) => `${keys} ist für einen Menübefehl reserviert.`,
      moving: (keys) => `${keys} ist für die Bewegung in Listen und Feldern reserviert.`,
      unknown: 'Diese Taste kann Reseed nicht verwenden. Eine andere versuchen.',
      full: (count) =>
        `Eine Aktion kann höchstens ${number(count)} Tastenkürzel haben. Zuerst eines entfernen.`,
    },
    names: {
      Mod: 'Strg',
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Umschalt',
      Enter: 'Eingabe',
      Space: 'Leertaste',
      Tab: 'Tab',
      Escape: 'Esc',
      Delete: 'Entf',
      Backspace: 'Rücktaste',
      Insert: 'Einfg',
      Home: 'Pos1',
      End: 'Ende',
      PageUp: 'Bild auf',
      PageDown: 'Bild ab',
    },
  },

  palette: {
    title: 'Befehlspalette',
    search: 'Befehl oder Suchbegriff eingeben',
    hint: 'Aktionen, Bilder, Sammlungen, Einstellungen, Seeds …',
    back: 'Zurück',
    nothing: (text) => `Keine Treffer für „${text}“.`,
    found: (count) => counted(count, { one: '1 Treffer', other: `${number(count)} Treffer` }),
    groups: {
      recent: 'Zuletzt verwendet',
      seed: 'Seed',
      edit: 'Bearbeiten',
      look: 'Ansicht',
      tools: 'Werkzeuge',
      library: 'Bibliothek',
      window: 'Fenster',
      pages: 'Mehr',
      pictures: 'Bilder',
      collections: 'Sammlungen',
      searches: 'Gespeicherte Suchen',
      presets: 'Vorlagen',
      settings: 'Einstellungen',
    },
    pages: {
      rate: 'Bewerten …',
      collect: 'Zu Sammlung hinzufügen …',
      language: 'Sprache …',
      theme: 'Farbschema …',
    },
    goToSeed: (seed) => `Zu Seed ${seed}`,
    takeSeed: (seed) => `Seed ${seed} für die nächste Bearbeitung verwenden`,
    noRating: 'Keine Bewertung',
    newCollection: (name) => `Neue Sammlung „${name}“`,
    noCollections: 'Einen Namen eingeben, um die erste Sammlung anzulegen.',
    now: 'Aktuell',
  },
};
