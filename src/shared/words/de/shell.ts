import type { shell as English } from '../en/shell.ts';
import { counted, number } from './grammar.ts';

const steps = 3;

export const shell: typeof English = {
  groups: { edit: 'Bearbeiten', look: 'Ansehen', library: 'Bibliothek', window: 'Fenster' },

  leftWidth: 'Breite des linken Bereichs',
  rightWidth: 'Breite des rechten Bereichs',
  lowerHeight: 'Höhe des unteren Bereichs',
  menu: 'Menü',
  showLibrary: 'Bibliothek zeigen',
  hideLibrary: 'Bibliothek ausblenden',
  showHistory: 'Verlauf zeigen',
  hideHistory: 'Verlauf ausblenden',
  showRight: 'Rechten Bereich zeigen',
  hideRight: 'Rechten Bereich ausblenden',
  settings: 'Einstellungen',
  engines: {
    practice: { name: 'Übung', what: 'eingebaute Filter, nicht FLUX' },
    '1min.ai': { name: '1min.ai', what: 'FLUX.2 dev, ein bezahlter Dienst' },
  },
  engine: (name, what) => `${name}: ${what}`,
  offline: 'Offline',
  offlineWaiting: (count) =>
    `Offline: ${counted(count, { one: '1 wartet', other: `${number(count)} warten` })}`,
  offlineHint: '1min.ai ist nicht zu erreichen. Läufe starten von selbst, sobald es geht.',
  capWaiting: (count) =>
    `Grenze erreicht: ${counted(count, { one: '1 wartet', other: `${number(count)} warten` })}`,
  capHint: 'Die Grenze für bezahlte Läufe ist für heute erreicht. Zu ändern in den Einstellungen.',

  closing: {
    title: (count) =>
      counted(count, {
        one: 'Eine bezahlte Bearbeitung ist noch unterwegs',
        other: `${number(count)} bezahlte Bearbeitungen sind noch unterwegs`,
      }),
    out: (count, time) =>
      counted(count, {
        one: `1 Bearbeitung ist unterwegs, gestartet vor ${time}.`,
        other: `${number(count)} Bearbeitungen sind unterwegs, die erste gestartet vor ${time}.`,
      }),
    atRisk: (count) =>
      counted(count, {
        one: 'Wird Reseed jetzt geschlossen, erreicht die Antwort es nicht mehr: Das Bild ist verloren, der Ausgang ungewiss, und möglicherweise wird abgerechnet.',
        other: `Wird Reseed jetzt geschlossen, erreichen die Antworten auf ${number(count)} Bearbeitungen es nicht mehr: Ihre Bilder sind verloren, ihr Ausgang ungewiss, und möglicherweise wird abgerechnet.`,
      }),
    safe: (count) =>
      counted(count, {
        one: '1min.ai hat 1 Bearbeitung angenommen. Wird Reseed jetzt geschlossen, wird ihr Ergebnis beim nächsten Start geholt.',
        other: `1min.ai hat ${number(count)} Bearbeitungen angenommen. Wird Reseed jetzt geschlossen, werden ihre Ergebnisse beim nächsten Start geholt.`,
      }),
    unwritten: (count) =>
      counted(count, {
        one: 'Der Datenträger ist voll, und 1 bezahlte Antwort ist nur im Arbeitsspeicher. Wird Reseed jetzt geschlossen, ist sie verloren. Erst Platz schaffen.',
        other: `Der Datenträger ist voll, und ${number(count)} bezahlte Antworten sind nur im Arbeitsspeicher. Wird Reseed jetzt geschlossen, sind sie verloren. Erst Platz schaffen.`,
      }),
    wait: 'Darauf warten',
    waiting: 'Reseed schließt sich von selbst, sobald das erledigt ist. Neues wird nicht gesendet.',
    closeAnyway: 'Trotzdem schließen',
    stay: 'Reseed offen lassen',
    finishing: 'Reseed wird geschlossen',
    finishingMore: 'Was gerade geschrieben wird, wird erst fertig. Das dauert höchstens 10 Sekunden.',
  },

  trouble: {
    title: 'Das Fenster von Reseed stürzt immer wieder ab',
    what: 'Es ist innerhalb einer Minute dreimal abgestürzt und wurde deshalb nicht von selbst wieder geöffnet.',
    safe: 'Der Bibliothek ist nichts geschehen, und die Bearbeitungen in der Warteschlange gehen weiter.',
    again: 'Noch einmal versuchen',
    withoutSelection: 'Ohne die letzte Auswahl starten',
    log: 'Protokoll zeigen',
  },

  dropHere: 'Bilder hier ablegen',
  whatWorks: 'JPEG, PNG, HEIC, TIFF, WebP, AVIF, JPEG XL, GIF, BMP oder Rohdateien, je bis 50 MB',
  chooseFiles: 'Dateien wählen …',
  trySamples: 'Beispiele ausprobieren',
  thenSay: 'Dann sagen, was sich ändern soll:',
  exampleSentence: 'mach ein Aquarell daraus',

  messages: 'Meldungen',

  firstSteps: {
    title: 'Erste Schritte',
    step: (at) => `Schritt ${number(at)} von ${number(steps)}`,
    skip: 'Überspringen',
    next: 'Weiter',
    drop: 'Ein Bild irgendwo im Fenster ablegen oder mit den Beispielen anfangen.',
    say: (keys) => `In einem Satz sagen, was sich ändern soll, dann ${keys} drücken.`,
    look: (keys) =>
      `Die Linie ziehen, um vorher und nachher zu sehen${keys === null ? '' : `, oder ${keys} halten`}. Mit dem Seed des Ergebnisses entsteht es noch einmal.`,
  },

  keys: {
    search: 'Tastenkürzel durchsuchen',
    ofGroup: (group) => `Tasten: ${group}`,
    found: (count) => counted(count, { one: '1 Kürzel gefunden', other: `${number(count)} Kürzel gefunden` }),
    nothingFound: (text) => `Kein Kürzel zu „${text}“.`,
    none: 'Keine Taste',
    add: (action) => `Taste hinzufügen: ${action}`,
    change: (keys, action) => `${keys} ändern: ${action}`,
    remove: (keys, action) => `${keys} entfernen: ${action}`,
    reset: (action) => `Tasten zurücksetzen: ${action}`,
    resetHint: (keys) => `Zurück zu ${keys}`,
    resetAll: 'Alle zurücksetzen',
    resetAllDone: 'Alle Tastenkürzel sind wie am Anfang',
    press: 'Neue Tasten drücken',
    pressHint: 'Esc lässt alles, wie es ist',
    conflict: (keys, other) => `${keys} gehört schon zu „${other}“.`,
    takeFrom: (other) => `Von „${other}“ übernehmen`,
    stop: 'Aufnahme abbrechen',
    anotherKey: 'Andere Taste',
    set: (keys, action) => `${keys} bedeutet jetzt „${action}“.`,
    removed: (keys, action) => `${keys} bedeutet nicht mehr „${action}“.`,
    wasReset: (action, keys) => `„${action}“ ist wieder ${keys}.`,
    hint: 'Eine Taste anklicken, um sie zu ändern. Esc bricht die Aufnahme ab.',
    refused: {
      system: (keys) => `${keys} gehört dem System.`,
      menu: (keys) => `${keys} ist eine feste Taste der Menüs.`,
      moving: (keys) => `${keys} dient der Bewegung in Listen und Feldern.`,
      unknown: 'Diese Taste hat keinen Namen, den Reseed sich merken könnte.',
      full: (count) => `Mehr als ${number(count)} Tasten hat eine Aktion nicht.`,
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
    search: 'Was soll geschehen?',
    hint: 'Aktionen, Bilder, Sammlungen, Einstellungen, Seeds …',
    back: 'Zurück',
    nothing: (text) => `Nichts heißt „${text}“.`,
    found: (count) => counted(count, { one: '1 Eintrag', other: `${number(count)} Einträge` }),
    groups: {
      recent: 'Zuletzt',
      seed: 'Seed',
      edit: 'Bearbeiten',
      look: 'Ansehen',
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
      collect: 'In Sammlung aufnehmen …',
      language: 'Sprache …',
      theme: 'Farbschema …',
    },
    goToSeed: (seed) => `Zu Seed ${seed}`,
    takeSeed: (seed) => `Seed ${seed} für die nächste Bearbeitung nehmen`,
    noRating: 'Keine Bewertung',
    newCollection: (name) => `Neue Sammlung „${name}“`,
    noCollections: 'Einen Namen tippen, um die erste Sammlung anzulegen.',
    now: 'Jetzt',
  },
};
