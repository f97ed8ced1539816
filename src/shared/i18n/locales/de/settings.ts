import type { settings as English } from '../en/settings.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const inAll = (pictures: number, edits: number, runs: number) =>
  [
    common.pictures(pictures),
    counted(edits, { one: '1 Bearbeitung', other: `${number(edits)} Bearbeitungen` }),
    counted(runs, { one: '1 Versuch', other: `${number(runs)} Versuche` }),
  ].join(', ');

export const settings: typeof English = {
  windowTitle: 'Reseed – Einstellungen',
  sectionsLabel: 'Abschnitte',
  sections: {
    general: 'Allgemein',
    keys: 'Tastenkürzel',
    library: 'Bibliothek',
    backups: 'Sicherungen',
    health: 'Zustand der Bibliothek',
    engine: '1min.ai',
    servers: 'Eigene Server',
    usage: 'Nutzung',
    updates: 'Updates',
    about: 'Über Reseed',
  },

  search: 'Einstellungen durchsuchen',
  searchHint: 'Suchen',
  found: (count) =>
    counted(count, { one: '1 Einstellung gefunden', other: `${number(count)} Einstellungen gefunden` }),
  nothingFound: (text) => `Keine Einstellungen zu „${text}“.`,
  results: 'Suchergebnisse',

  rows: {
    theme: { name: 'Farbschema', help: 'Hell, dunkel oder wie das System.', also: 'Aussehen Farben Nacht' },
    language: { name: 'Sprache', help: 'Gilt sofort, in allen Fenstern und Menüs.', also: 'Übersetzung' },
    density: {
      name: 'Dichte',
      help: 'Abstände in Listen und Bedienelementen.',
      also: 'kompakt Abstand',
    },
    interfaceZoom: {
      name: 'Größe der Oberfläche',
      help: 'Skaliert Text und Bedienelemente von 80 % bis 200 %. Der Bildzoom bleibt unverändert.',
      also: 'Zoom Skalierung große Schrift',
    },
    engine: {
      name: 'Standard-Engine',
      help: 'Gilt für neue Fenster. Im Bereich „Bearbeiten“ jederzeit änderbar.',
      also: 'Übung Übungsmodus FLUX Vorgabe',
    },
    concurrency: {
      name: 'Gleichzeitige Bearbeitungen',
      help: 'Wie viele Bearbeitungen gleichzeitig laufen dürfen.',
      also: 'parallel Warteschlange',
    },
    notifyWhenDone: {
      name: 'Mitteilung, wenn eine Bearbeitung fertig ist',
      help: 'Nur wenn Reseed im Hintergrund ist.',
      also: 'Benachrichtigung Meldung',
    },
    keepCameraData: {
      name: 'Kameradaten in fertigen Bildern behalten',
      help: 'Kamera, Objektiv, Belichtung und Datum des Originals. Gespeicherte, exportierte und gezogene Kopien richten sich danach.',
      also: 'Datenschutz EXIF Metadaten Kamera',
    },
    keepLocation: {
      name: 'Aufnahmeort behalten',
      help: 'Wo das Original aufgenommen wurde, sofern das in seiner Datei steht.',
      also: 'Datenschutz EXIF GPS Ort Koordinaten',
    },
    firstSteps: {
      name: 'Erste Schritte',
      help: 'Zeigt die drei Tipps vom ersten Start noch einmal.',
      also: 'Einführung Tour Hilfe Hinweise',
    },
    keys: {
      name: 'Tastenkürzel',
      help: 'Tastenkürzel ansehen und ändern.',
      also: 'Tastatur Kürzel Belegung Shortcuts',
    },
    folder: {
      name: 'Bibliotheksordner',
      help: 'Speicherort von Bildern, Bearbeitungen, Prompts und Seeds.',
      also: 'Ort Speicherort Dateien verschieben umziehen',
    },
    backups: {
      name: 'Sicherungen',
      help: 'Kopien der Bibliotheksdatenbank, die sich wiederherstellen lassen.',
      also: 'Backup Wiederherstellen Kopie Retten',
    },
    health: {
      name: 'Zustand der Bibliothek',
      help: 'Prüfen, ob jedes Bild unversehrt ist, und beheben, was sich beheben lässt.',
      also: 'prüfen beschädigt fehlt kaputt Integrität reparieren',
    },
    key: { name: 'API-Schlüssel', help: 'Der Schlüssel für 1min.ai.', also: 'Token Konto Passwort Key' },
    servers: {
      name: 'Eigene Server',
      help: 'Adressen und Schlüssel von ComfyUI und von OpenAI-kompatiblen Servern.',
      also: 'SwarmUI lokal GPU Host Adresse',
    },
    dailyCap: {
      name: 'Tageslimit für kostenpflichtige Bearbeitungen',
      help: 'Ist das Limit erreicht, warten weitere kostenpflichtige Bearbeitungen bis morgen. 0 schaltet sie aus.',
      also: 'Budget Grenze Geld Ausgaben Kosten',
    },
    asynchronous: {
      name: 'Asynchrone Anfragen',
      help: '1min.ai bestätigt die Anfrage sofort, Reseed fragt das Ergebnis später ab. Einschalten, wenn lange Bearbeitungen abbrechen oder um Reseed während einer Bearbeitung zu beenden: Das Ergebnis wird beim nächsten Start heruntergeladen.',
      also: 'asynchron Zeitüberschreitung',
    },
    systemProxy: {
      name: 'System-Proxy verwenden',
      help: 'Nur nötig, wenn das Netzwerk einen Proxy verlangt.',
      also: 'Netzwerk Verbindung Firma',
    },
    usage: {
      name: 'Nutzung',
      help: 'Kosten der Bearbeitungen nach Tagen, auch als CSV-Export.',
      also: 'Geld Ausgaben Credits Export Rechnung',
    },
    updates: {
      name: 'Updates',
      help: 'Nach einer neueren Version von Reseed suchen.',
      also: 'aktualisieren Aktualisierung neue Version Feed herunterladen installieren',
    },
    version: { name: 'Version', help: 'Version und Lizenz von Reseed.', also: 'Über Lizenz' },
  },

  appearance: 'Darstellung',
  editing: 'Bearbeiten',
  help: 'Hilfe',
  themes: { system: 'Wie System', light: 'Hell', dark: 'Dunkel' },
  languageSystem: (name) => `Wie System (${name})`,
  densities: { usual: 'Normal', compact: 'Kompakt' },
  percent: (share) => `${number(Math.round(share * 100))} %`,
  privacy: 'Datenschutz',
  showFirstSteps: 'Erste Schritte anzeigen',

  libraryLead:
    'Reseed speichert Bilder, Bearbeitungen, Prompts und Seeds in einem Ordner auf diesem Computer. Die Originaldateien können verschoben oder gelöscht werden: Reseed hat eigene Kopien.',
  showFolder: 'Bibliotheksordner anzeigen',
  move: {
    title: 'Bibliothek verschieben',
    lead: 'Verschiebt die Bibliothek in einen anderen Ordner, zum Beispiel auf einem anderen Datenträger. Reseed kopiert alles, liest die Kopie noch einmal und verwendet sie dann. Währenddessen lässt sich weiterarbeiten. Der bisherige Ordner bleibt, bis er gelöscht wird.',
    choose: 'In einen anderen Ordner verschieben …',
    to: (folder) => `Wird verschoben nach ${folder}`,
    counting: 'Dateien werden gezählt …',
    copied: (done, total) => `${done} von ${total} kopiert`,
    phases: {
      waiting: 'Die Ergebnisse bezahlter Bearbeitungen werden abgewartet …',
      switching: 'Der neue Ordner wird übernommen …',
      stopped:
        'Das Verschieben wurde unterbrochen. Die Bibliothek liegt vollständig in ihrem bisherigen Ordner.',
    },
    resume: 'Fortsetzen',
    discard: 'Kopie verwerfen',
    previous:
      'Die Bibliothek wurde verschoben. Der frühere Ordner ist noch da und wird nicht mehr verwendet. Vor dem Löschen die Bibliothek noch einmal öffnen.',
    trashPrevious: 'Früheren Ordner in den Papierkorb',
    keepPrevious: 'Behalten',
  },

  models: {
    title: 'Eigene Modelle',
    lead: 'Für jedes Modell eine JSON-Datei in den Ordner „models“ des Datenordners legen. Reseed liest die Dateien beim Start und bei der Rückkehr in sein Fenster.',
    place: (file, line) => `${file}, Zeile ${line}`,
    refused: (place, why) => `${place}: ${why}`,
    reasons: {
      unreadable: () => 'Die Datei lässt sich nicht lesen.',
      'too-large': () => 'Die Datei ist für ein Modell zu groß.',
      'not-json': () => 'Das ist kein gültiges JSON.',
      'wrong-field': (field) => `${field || 'Die Datei'} entspricht nicht dem Schema.`,
      'wrong-default': (field) => `${field} ist keiner der erlaubten Werte.`,
      'key-taken': (field) => `${field} kommt zweimal vor.`,
      'unknown-engine': () => 'Diese Engine ist nicht verfügbar.',
      'id-taken': () => 'Die Engine hat schon ein Modell mit dieser Kennung.',
    },
  },
  serversLead:
    'Bearbeitungen können auch auf einem eigenen oder einem kompatiblen Server laufen. Jeder hat seine eigene Adresse und seinen eigenen Schlüssel.',
  engineLead: 'Bearbeitungen mit FLUX.2 dev laufen bei 1min.ai über das eigene Konto und kosten Credits.',
  spending: 'Ausgaben',
  connection: 'Verbindung',
  yourKey: 'API-Schlüssel für 1min.ai',
  optionalKey: 'Schlüssel oder Token (optional)',
  testServer: 'Verbindung testen',
  serverWorks: 'Der Server antwortet, und alles Nötige ist da.',
  anotherKey: 'Schlüssel ersetzen',
  saveAndTest: 'Speichern und testen',
  testKey: 'Schlüssel testen',
  removeKey: 'Entfernen',
  keyInUse: 'Aktiver Schlüssel',
  endsIn: ', endet auf ',
  noKey: 'Kein API-Schlüssel',
  testing: 'Schlüssel wird getestet …',
  keyWorks: 'Der Schlüssel funktioniert. Der Test war kostenlos.',
  keyRefused: (engine) =>
    `${engine} hat diesen Schlüssel abgelehnt. Ist er vollständig und dort noch gültig?`,
  pasteKey: (engine) => `Zuerst den API-Schlüssel für ${engine} einfügen.`,
  noKeyring:
    'Kein Schlüsselbund gefunden, der Schlüssel gilt deshalb nur bis zum Beenden. Er kann stattdessen in einer Datei gespeichert werden, dort können ihn aber alle Programme dieses Benutzerkontos lesen.',
  storeAnyway: 'In Datei speichern',
  pasteOnceMore: 'Den Schlüssel noch einmal einfügen, dann „In Datei speichern“ wählen.',
  optionalKeyHint: 'Nur falls der Server einen verlangt. Reseed sendet ihn nur an diesen Server.',
  kept: {
    nowhere: 'Den Schlüssel gibt es bei 1min.ai unter „API“. Reseed sendet ihn nur an 1min.ai.',
    keyring: 'Im Schlüsselbund des Systems gespeichert.',
    session: 'Gilt bis zum Beenden von Reseed, weil kein Schlüsselbund gefunden wurde.',
    file: 'In einer Datei gespeichert, weil kein Schlüsselbund gefunden wurde. Alle Programme dieses Benutzerkontos können ihn lesen.',
    environment:
      'Für diese Sitzung über RESEED_API_KEY gesetzt. Wird nie gespeichert, aber andere Programme dieses Benutzerkontos können die Variable lesen.',
    descriptor: 'Für diese Sitzung beim Start übergeben. Wird nie gespeichert.',
  },

  addingUp: 'Nutzung wird geladen …',
  range: 'Zeitraum',
  lastDays: (days) => `Letzte ${number(days)} Tage`,
  exportCsv: 'CSV exportieren …',
  noRuns: 'Keine Bearbeitungen in diesem Zeitraum.',
  runsByDay: 'Bearbeitungen nach Tagen',
  columns: {
    day: 'Tag',
    engine: 'Engine',
    state: 'Status',
    runs: 'Bearbeitungen',
    charged: 'Abgebucht',
    unknown: 'Evtl. abgebucht',
    credits: 'Credits',
  },
  sum: 'Summe',
  free: 'Kostenlos',
  notTold: '–',
  notToldHint: '1min.ai hat keine Credits gemeldet',
  states: {
    queued: 'Wartet',
    uploading: 'Wird hochgeladen',
    sending: 'Gesendet',
    accepted: 'Angenommen',
    downloading: 'Wird heruntergeladen',
    saved: 'Fertig',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    uncertain: 'Ergebnis unbekannt',
  },
  paidToday: (paid, cap) =>
    `Heute ${number(paid)} von ${counted(cap, { one: '1 kostenpflichtigen Bearbeitung', other: `${number(cap)} kostenpflichtigen Bearbeitungen` })} verbraucht`,
  paidOff: (paid) =>
    `Heute ${number(paid)} kostenpflichtige Bearbeitungen. Kostenpflichtige Bearbeitungen sind ausgeschaltet (Tageslimit 0).`,

  aboutLead: 'Bilder mit Worten bearbeiten, auf dem eigenen Computer, mit vollständigem Verlauf.',
  bundledSoftware: 'Open-Source-Software in Reseed',
  electron: (running, tested) =>
    running === tested
      ? `Läuft mit Electron ${running}, mit dem es getestet wurde.`
      : `Läuft mit Electron ${running}. Getestet wurde es mit Electron ${tested}.`,
  license: 'MIT-Lizenz. Entwickelt mit Electron, React, SQLite und anderer Open-Source-Software.',

  // Updates.
  updates: {
    lead: 'Reseed sucht nur nach einem Klick auf „Jetzt suchen“ nach Updates und installiert sie nur nach einem Klick auf „Neu starten und installieren“. Jede Datei wird vor der Verwendung mit der Signatur des Herausgebers geprüft.',
    version: (version) => `Installiert ist Version ${version}.`,
    deb: 'Diese Installation stammt aus einem Debian-Paket. Sie wird mit dem Betriebssystem aktualisiert: mit apt upgrade oder in der Softwareverwaltung. Ein selbst heruntergeladenes Paket wird durch ein neueres ersetzt, indem man dieses installiert.',
    rpm: 'Diese Installation stammt aus einem RPM-Paket. Sie wird mit dem Betriebssystem aktualisiert: mit dnf upgrade oder in der Softwareverwaltung. Ein selbst heruntergeladenes Paket wird durch ein neueres ersetzt, indem man dieses installiert.',
    feed: 'Update-Adresse',
    feedBuiltIn: 'Solange das Feld leer ist, gilt die eingebaute Adresse.',
    feedNone: 'Solange das Feld leer ist, sind Updates ausgeschaltet.',
    feedWrong: 'Eine Adresse eingeben, die mit https:// beginnt.',
    check: 'Jetzt suchen',
    checking: 'Suche nach Updates …',
    current: 'Die neueste Version ist installiert.',
    available: (version, day, size) => `Version ${version} vom ${day} ist verfügbar (${size}).`,
    notes: 'Neuerungen',
    download: 'Herunterladen',
    downloading: (done, all) => `Wird heruntergeladen: ${done} von ${all}`,
    downloadingLabel: 'Update wird heruntergeladen',
    ready: (version) => `Version ${version} ist heruntergeladen, und ihre Signatur ist gültig.`,
    willRestart: 'Reseed wird beendet, ersetzt sich und startet wieder. Die Bibliothek bleibt unverändert.',
    willShow: 'Reseed beenden und diese Kopie durch die Datei ersetzen. Die Bibliothek bleibt unverändert.',
    restart: 'Neu starten und installieren',
    show: 'Datei anzeigen',
    installing: 'Wird installiert …',
    retry: 'Erneut versuchen',
  },

  // Backups.
  backups: {
    lead: 'Reseed sichert die Bibliotheksdatenbank bei Änderungen alle 10 Minuten und beim Beenden. Die letzten 6 Sicherungen bleiben erhalten, und je eine für die letzten 24 Stunden, 14 Tage und 8 Wochen. Bilder werden nicht kopiert, da sie sich nie ändern.',
    backUp: 'Jetzt sichern',
    made: 'Bibliothek gesichert',
    none: 'Noch keine Sicherungen.',
    list: 'Sicherungen',
    columns: {
      time: 'Zeit',
      size: 'Größe',
      pictures: 'Bilder',
      edits: 'Bearbeitungen',
      restore: 'Wiederherstellen',
    },
    unreadable: 'Nicht lesbar',
    restore: 'Wiederherstellen …',
    place: {
      title: 'Kopie auf einem anderen Datenträger',
      lead: 'Reseed hält dort eine Kopie der Bibliothek mit allen Bildern und holt beschädigte Bilder daraus zurück. Kopiert wird alle 30 Minuten nur, was neu ist.',
      choose: 'Ordner wählen …',
      chooseOther: 'Anderen Ordner wählen …',
      copyNow: 'Jetzt kopieren',
      stop: 'Nicht mehr kopieren',
      copying: 'Wird kopiert …',
      copied: (time) => `Vollständig, Stand ${time}.`,
      damaged: (count) =>
        counted(count, {
          one: '1 beschädigtes Bild wurde nicht kopiert.',
          other: `${number(count)} beschädigte Bilder wurden nicht kopiert.`,
        }),
    },
    previewTitle: 'Sicherung wiederherstellen',
    from: (time) => `Die Bibliotheksdatenbank wird durch die Sicherung vom ${time} ersetzt.`,
    lost: (pictures, edits, runs) => `Nur jetzt in der Bibliothek: ${inAll(pictures, edits, runs)}.`,
    back: (pictures, edits, runs) => `Nur in der Sicherung: ${inAll(pictures, edits, runs)}.`,
    kept: 'Die jetzige Datenbank wird zuerst gesichert. Die Bilddateien bleiben im Bibliotheksordner.',
    restoreNow: 'Sicherung wiederherstellen',
  },

  health: {
    lead: 'Reseed liest jeden Tag einige Bilder, sodass jedes einmal im Jahr geprüft wird. Eine Prüfung liest sofort alle. Sie ändert nichts.',
    check: 'Bibliothek prüfen',
    checking: 'Die Bibliothek wird geprüft',
    sound: (pictures) =>
      counted(pictures, {
        one: '1 Bild geprüft. Alles in Ordnung.',
        other: `${number(pictures)} Bilder geprüft. Alles in Ordnung.`,
      }),
    found: (pictures) =>
      counted(pictures, {
        one: '1 Bild geprüft. Gefundene Probleme:',
        other: `${number(pictures)} Bilder geprüft. Gefundene Probleme:`,
      }),
    list: 'Probleme',
    columns: { problem: 'Befund', found: 'Gefunden', repairable: 'Behebbar' },
    kinds: {
      missing: 'Fehlende Bilddatei',
      damaged: 'Beschädigte Bilddatei',
      orphan: 'Datei, die nicht in der Datenbank steht',
      dangling: 'Verweis ins Leere in der Datenbank',
      leftover: 'Überrest eines Absturzes',
      duplicate: 'Zweite Datei desselben Bilds',
      thumbnail: 'Falsches Vorschaubild',
    },
    lost: 'Fehlende und beschädigte Bilder lassen sich nur ersetzen, wenn im Bibliotheksordner eine unversehrte Kopie liegt. Gibt es eine eigene Kopie, lassen sich ihre Dateien daraus zurückspielen.',
    repair: 'Reparieren …',
    repairTitle: 'Bibliothek reparieren',
    repairNow: 'Bibliothek reparieren',
    repairLead: (problems) =>
      counted(problems, {
        one: '1 Problem wird behoben:',
        other: `${number(problems)} Probleme werden behoben:`,
      }),
    repairFetch: 'Fehlende und beschädigte Bilder werden durch unversehrte Kopien ersetzt.',
    repairAside:
      'Dateien, die nicht in der Datenbank stehen, kommen in den Ordner „orphans“ und bleiben dort 30 Tage.',
    repairRemove: 'Überreste, zweite Dateien, falsche Vorschaubilder und Verweise ins Leere werden gelöscht.',
    repaired: (problems) =>
      counted(problems, { one: '1 Problem behoben', other: `${number(problems)} Probleme behoben` }),
  },
};
