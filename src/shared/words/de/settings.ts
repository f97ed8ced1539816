import type { settings as English } from '../en/settings.ts';
import { counted, number } from './grammar.ts';

export const settings: typeof English = {
  windowTitle: 'Reseed – Einstellungen',
  sectionsLabel: 'Abschnitte',
  sections: {
    general: 'Allgemein',
    keys: 'Tasten',
    library: 'Bibliothek',
    engine: '1min.ai',
    usage: 'Verbrauch',
    about: 'Über Reseed',
  },

  search: 'Einstellungen durchsuchen',
  searchHint: 'Suchen',
  found: (count) =>
    counted(count, { one: '1 Einstellung gefunden', other: `${number(count)} Einstellungen gefunden` }),
  nothingFound: (text) => `Keine Einstellung zu „${text}“.`,
  results: 'Gefundene Einstellungen',

  rows: {
    theme: { name: 'Farbschema', help: 'Hell, dunkel oder wie im System.', also: 'Aussehen Farben Nacht' },
    language: { name: 'Sprache', help: 'Gilt sofort, in allen Fenstern und Menüs.', also: 'Übersetzung' },
    density: {
      name: 'Dichte',
      help: 'Wie viel Platz Zeilen und Bedienelemente bekommen.',
      also: 'kompakt Abstand',
    },
    interfaceZoom: {
      name: 'Größe der Oberfläche',
      help: 'Text und Bedienelemente von 80 % bis 200 %. Bilder behalten ihren eigenen Zoom.',
      also: 'Zoom Skalierung große Schrift',
    },
    engine: {
      name: 'Engine beim Start',
      help: 'Womit ein neues Fenster bearbeitet. Unter „Bearbeiten“ jederzeit zu ändern.',
      also: 'Übung FLUX Vorgabe',
    },
    concurrency: {
      name: 'Gleichzeitige Läufe',
      help: 'Wie viele Bearbeitungen nebeneinander ausgeführt werden.',
      also: 'parallel Warteschlange',
    },
    notifyWhenDone: {
      name: 'Melden, wenn ein Lauf endet',
      help: 'Nur solange Reseed im Hintergrund ist.',
      also: 'Benachrichtigung Meldung',
    },
    firstSteps: {
      name: 'Erste Schritte',
      help: 'Zeigt die drei Hinweise vom ersten Start noch einmal.',
      also: 'Einführung Tour Hilfe Hinweise',
    },
    keys: {
      name: 'Tastenkürzel',
      help: 'Jede Taste lässt sich ändern.',
      also: 'Tastatur Kürzel Belegung Shortcuts',
    },
    folder: {
      name: 'Bibliotheksordner',
      help: 'Wo Bilder, Bearbeitungen, Prompts und Seeds liegen.',
      also: 'Ort Speicherort Dateien',
    },
    key: { name: 'API-Schlüssel', help: 'Der Schlüssel für 1min.ai.', also: 'Token Konto Passwort Key' },
    dailyCap: {
      name: 'Bezahlte Läufe am Tag',
      help: 'Ist die Zahl erreicht, warten weitere bezahlte Läufe bis morgen. Bei 0 startet keiner.',
      also: 'Budget Grenze Geld Ausgaben Kosten',
    },
    asynchronous: {
      name: 'Antwort später',
      help: '1min.ai antwortet sofort und wird später nach dem Ergebnis gefragt. So lässt sich Reseed schließen, während eine Bearbeitung unterwegs ist: Ihr Ergebnis wird beim nächsten Start geholt.',
      also: 'asynchron Zeitüberschreitung',
    },
    systemProxy: {
      name: 'Proxy des Systems nutzen',
      help: 'Für Netze, die nur über einen Proxy ins Internet kommen.',
      also: 'Netzwerk Verbindung Firma',
    },
    usage: {
      name: 'Verbrauch',
      help: 'Was die Läufe kosten, nach Tagen und als CSV-Datei.',
      also: 'Geld Ausgaben Credits Export Rechnung',
    },
    version: { name: 'Version', help: 'Welches Reseed das ist, und seine Lizenz.', also: 'Über Lizenz' },
  },

  appearance: 'Darstellung',
  editing: 'Bearbeiten',
  help: 'Hilfe',
  themes: { system: 'Wie im System', light: 'Hell', dark: 'Dunkel' },
  languageSystem: (name) => `Wie im System (${name})`,
  densities: { usual: 'Bequem', compact: 'Kompakt' },
  percent: (share) => `${number(Math.round(share * 100))} %`,
  engines: { practice: 'Übung: eingebaute Filter, nicht FLUX', '1min.ai': '1min.ai: FLUX.2 dev' },
  showFirstSteps: 'Erste Schritte zeigen',
  wholeNumber: (min, max) => `Eine ganze Zahl von ${number(min)} bis ${number(max)}.`,

  libraryLead:
    'Bilder, ihre Bearbeitungen und alle Prompts und Seeds liegen in einem Ordner auf diesem Rechner. Originale dürfen verschoben oder gelöscht werden: Was Reseed braucht, ist dort.',
  showFolder: 'Bibliotheksordner zeigen',

  engineLead:
    'Bearbeitungen mit FLUX.2 dev führt 1min.ai aus, über das eigene Konto dort. Sie kosten Credits.',
  spending: 'Ausgaben',
  connection: 'Verbindung',
  yourKey: 'API-Schlüssel für 1min.ai',
  anotherKey: 'Anderer Schlüssel',
  saveAndTest: 'Speichern und testen',
  testKey: 'Schlüssel testen',
  removeKey: 'Entfernen',
  keyInUse: 'Schlüssel in Gebrauch',
  endsIn: ', endet auf ',
  noKey: 'Kein API-Schlüssel',
  testing: 'Schlüssel wird getestet …',
  keyWorks: 'Der Schlüssel funktioniert. Der Test war kostenlos.',
  keyRefused: '1min.ai hat diesen Schlüssel abgelehnt. Ist er vollständig und dort noch gültig?',
  pasteKey: 'Zuerst den API-Schlüssel von 1min.ai einfügen.',
  noKeyring:
    'Um den Schlüssel trotzdem für den nächsten Start zu behalten, kann er in eine Datei geschrieben werden. Jedes Programm, das unter demselben Namen läuft, kann ihn dort lesen.',
  storeAnyway: 'Trotzdem speichern',
  pasteOnceMore: 'Den Schlüssel noch einmal einfügen, dann „Trotzdem speichern“ wählen.',
  kept: {
    nowhere: 'Zu finden bei 1min.ai unter „API“. Reseed sendet ihn an 1min.ai und an niemanden sonst.',
    keyring: 'Liegt im Schlüsselbund dieses Systems.',
    session: 'Bleibt nur, bis Reseed geschlossen wird: Dieser Rechner hat keinen Schlüsselbund.',
    file: 'Liegt in einer Datei, weil dieser Rechner keinen Schlüsselbund hat: Jedes Programm, das unter demselben Namen läuft, kann sie lesen.',
    environment: 'Aus RESEED_API_KEY, solange Reseed offen ist. Er wird nie gespeichert.',
  },

  addingUp: 'Wird zusammengezählt …',
  range: 'Zeitraum',
  lastDays: (days) => `Letzte ${number(days)} Tage`,
  exportCsv: 'CSV exportieren …',
  noRuns: 'Keine Läufe in dieser Zeit.',
  runsByDay: 'Läufe nach Tagen',
  columns: {
    day: 'Tag',
    engine: 'Engine',
    state: 'Stand',
    runs: 'Läufe',
    charged: 'Berechnet',
    unknown: 'Vielleicht berechnet',
    credits: 'Credits',
  },
  sum: 'Summe',
  notTold: 'unbekannt',
  practice: 'Übung',
  states: {
    queued: 'Wartet',
    uploading: 'Wird hochgeladen',
    sending: 'Gesendet',
    accepted: 'Angenommen',
    downloading: 'Wird geholt',
    saved: 'Gespeichert',
    failed: 'Gescheitert',
    cancelled: 'Abgebrochen',
    uncertain: 'Keine Antwort',
  },
  paidToday: (paid, cap) =>
    `${number(paid)} von ${number(cap)} bezahlten ${cap === 1 ? 'Lauf' : 'Läufen'} heute`,
  paidOff: (paid) =>
    `${number(paid)} heute bezahlt. Bezahlte Läufe sind abgeschaltet: Ihre Grenze ist 0 am Tag.`,

  aboutLead: 'Bilder mit Worten bearbeiten, auf dem eigenen Rechner, mit einem Verlauf, der verlässlich ist.',
  licence: 'MIT-Lizenz. Gebaut mit Electron, React, SQLite und anderer freier Software.',
};
