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

  gone: 'Fehlendes Bild',

  drag: {
    tooMany: (max) =>
      `Es lassen sich höchstens ${number(max)} Bilder auf einmal ziehen. Mehr Bilder in einen Ordner exportieren.`,
    tooLarge:
      'Diese Bilder sind zu groß, um sie auf einmal zu ziehen. Stattdessen in einen Ordner exportieren.',
  },

  import: {
    dropOne: 'Zur Bibliothek hinzufügen',
    dropMany: (count) => `${number(count)} Dateien zur Bibliothek hinzufügen`,
    dropAddress: 'Dieses Bild zur Bibliothek hinzufügen',
    firstOpens: 'Das erste Bild wird zum Bearbeiten geöffnet.',
    shownStays: 'Das aktuelle Bild bleibt geöffnet.',
    progress: (done, total) => `${number(done)} von ${number(total)} hinzugefügt`,
    progressLabel: 'Hinzugefügte Bilder',
    cancelled: (added, total) =>
      `Abgebrochen: ${number(added)} von ${counted(total, { one: '1 Bild', other: `${number(total)} Bildern` })} hinzugefügt.`,
    isThere: (name) => `${name} ist bereits in der Bibliothek`,
    wereThere: (count) =>
      counted(count, {
        one: '1 Bild war schon in der Bibliothek',
        other: `${number(count)} Bilder waren schon in der Bibliothek`,
      }),
    added: (count, rest) =>
      counted(count, {
        one: `1 Bild hinzugefügt; ${rest}`,
        other: `${number(count)} Bilder hinzugefügt; ${rest}`,
      }),
    lacking: (count) =>
      counted(count, {
        one: '1 Bild wird nicht vollständig angezeigt. Die Zeile darunter erklärt, warum.',
        other: `${number(count)} Bilder werden nicht vollständig angezeigt. Die Zeile darunter erklärt jeweils, warum.`,
      }),
    refusedHeading: (count) =>
      counted(count, {
        one: '1 Datei nicht hinzugefügt',
        other: `${number(count)} Dateien nicht hinzugefügt`,
      }),
    emptyFolders: (count, names) =>
      counted(count, {
        one: `Keine Bilder in ${names}`,
        other: `Keine Bilder in ${number(count)} Ordnern: ${names}`,
      }),
    leftOut: (count, names) =>
      counted(count, {
        one: `1 verborgenes oder Systemelement ausgelassen: ${names}`,
        other: `${number(count)} verborgene oder Systemelemente ausgelassen: ${names}`,
      }),
    someNames: (names, isAll) => `${names.join(', ')}${isAll ? '' : ' …'}`,
    showReport: 'Zeigen',
    hideReport: 'Verbergen',
    copyReport: 'Liste kopieren',
    pasted: (when) => `Eingefügt ${when}`,
    fromPage: 'Webbild',
    nothingIn: 'Darin ist kein Bild. Das Bild erst speichern, dann die Datei hierher ziehen.',
    tooManyInPage: (max) =>
      counted(max, {
        one: 'Nur das erste Bild der Seite wird geholt.',
        other: `Nur die ersten ${number(max)} Bilder der Seite werden geholt.`,
      }),
  },

  kinds: {
    notAPicture: (seems) =>
      `Diese Datei wird nicht unterstützt (${seems}). Möglich sind JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF, JPEG XL und Raw-Dateien.`,
    named: {
      pdf: 'ein PDF-Dokument',
      photoshop: 'ein Photoshop-Dokument',
      jpeg2000: 'ein JPEG-2000-Bild',
      svg: 'eine SVG-Zeichnung',
      page: 'eine Webseite',
      link: 'eine Verknüpfung zu einer Webseite',
      text: 'eine Textdatei',
      video: 'ein Video',
      sound: 'eine Audiodatei',
      unknown: 'unbekannter Dateityp',
    },
    picture: (format) => `ein Bild im Format ${format}`,
    file: (format) => `eine ${format}-Datei`,
  },
  folders: {
    tooMany: (max) => `Nur die ersten ${number(max)} Dateien dieses Ordners wurden geprüft.`,
    tooDeep: (levels) => `Unterordner tiefer als ${levels} Ebenen wurden übersprungen.`,
    unreadable: 'Der Ordner kann nicht gelesen werden.',
    folderLink: 'Das ist eine Verknüpfung zu einem Ordner. Den Ordner selbst ablegen.',
    deadLink: 'Das ist eine Verknüpfung zu etwas, das es nicht gibt.',
    neverCame: 'Der Inhalt der Datei ist nicht angekommen. Die Datei erneut ablegen.',
  },

  fetch: {
    onlyHttps:
      'Reseed lädt Bilder nur von https-Adressen. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
    elsewhere:
      'Die Adresse leitet auf eine andere Website um, das Bild wurde deshalb nicht geladen. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
    leadsToNoPicture:
      'Das ist eine Verknüpfung, und nicht zu einem Bild. Die Seite öffnen, dann das Bild selbst hierher ziehen oder erst speichern.',
    notThere: (status) => `Die Website hat das Bild nicht geliefert (Fehler ${status}).`,
    problems: {
      'no-network': 'Der Server wurde nicht gefunden. Die Verbindung prüfen.',
      unreachable: 'Der Server ist nicht erreichbar.',
      'proxy-login': 'Der Proxy dieses Netzes verlangt Namen und Passwort (407).',
      untrusted: 'Das Sicherheitszertifikat des Servers ist nicht vertrauenswürdig.',
      blocked:
        'Reseed lädt keine Bilder aus privaten Netzwerken. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
      broken: 'Die Verbindung wurde unterbrochen, bevor das Bild vollständig geladen war.',
      timeout: 'Das Laden hat länger als 20 Sekunden gedauert.',
    },
  },

  showInFolder: 'Im Ordner anzeigen',

  export: {
    title: (count) =>
      counted(count, { one: '1 Bild exportieren', other: `${number(count)} Bilder exportieren` }),
    bulk: 'Exportieren …',
    titleUnknown: 'Bilder exportieren',
    folder: 'Ordner',
    noFolderYet: 'Kein Ordner ausgewählt',
    choose: 'Wählen …',
    template: 'Dateinamen',
    insert: (token) => `${token} einfügen`,
    tokens: {
      name: 'Name',
      seed: 'Seed',
      prompt: 'Prompt',
      date: 'Datum',
      time: 'Uhrzeit',
      n: 'Nummer',
      model: 'Modell',
      rating: 'Bewertung',
      ext: 'Endung',
    },
    preview: 'Vorschau der Dateinamen',
    more: (count) => counted(count, { one: 'und 1 weitere', other: `und ${number(count)} weitere` }),
    format: 'Format',
    formats: { original: 'Originalformat', png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    tooLong: (count, format, max) =>
      counted(count, {
        one: `1 Bild ist länger, als ${format} erlaubt (${number(max)} Pixel), und würde übersprungen. Ein anderes Format oder eine längste Kante wählen.`,
        other: `${number(count)} Bilder sind länger, als ${format} erlaubt (${number(max)} Pixel), und würden übersprungen. Ein anderes Format oder eine längste Kante wählen.`,
      }),
    quality: 'Qualität',
    size: 'Größe',
    sizes: { full: 'Volle Größe', edge: 'Längste Kante' },
    edge: 'Längste Kante (Pixel)',
    edgeNote: 'Kleinere Bilder werden nicht vergrößert.',
    collision: 'Wenn eine Datei bereits existiert',
    collisions: { both: 'Beide behalten', replace: 'Ersetzen', skip: 'Überspringen' },
    replaceNote: 'Dateien mit diesen Namen im Ordner werden überschrieben.',
    recipe: 'Einstellungen mitspeichern',
    recipeNote:
      'Legt neben jedes Bild eine JSON-Datei mit Prompt, Einstellungen, Seed und Modell. Enthält nie den API-Schlüssel.',
    start: 'Exportieren',
    range: (min, max) => `Eine ganze Zahl von ${number(min)} bis ${number(max)} eingeben.`,
    progress: (done, total) => `${number(done)} von ${number(total)} exportiert`,
    progressLabel: 'Exportierte Bilder',
    done: (saved, skipped, failed, folder) =>
      [
        counted(saved, {
          one: `1 Bild nach ${folder} exportiert`,
          other: `${number(saved)} Bilder nach ${folder} exportiert`,
        }),
        ...(skipped > 0 ? [`${number(skipped)} übersprungen (schon vorhanden)`] : []),
        ...(failed > 0 ? [`${number(failed)} fehlgeschlagen`] : []),
      ].join('; '),
    cancelled: (saved, total) =>
      `Abgebrochen: ${number(saved)} von ${counted(total, { one: '1 Bild', other: `${number(total)} Bildern` })} exportiert.`,
    stopped: (saved, total) =>
      `Angehalten: ${number(saved)} von ${counted(total, { one: '1 Bild', other: `${number(total)} Bildern` })} exportiert.`,
    failedHeading: (count) =>
      counted(count, {
        one: '1 Bild nicht exportiert',
        other: `${number(count)} Bilder nicht exportiert`,
      }),
    noFolder: 'Zuerst einen Ordner wählen.',
    folderGone: (name) => `Der Ordner ${name} ist nicht mehr vorhanden. Einen anderen wählen.`,
    insideLibrary: 'Das ist der Ordner von Reseed selbst. Einen anderen wählen.',
  },

  purge: {
    source:
      'Das Ausgangsbild dieser Bearbeitung wurde endgültig gelöscht. Das Bild erneut hinzufügen, um es wieder zu bearbeiten.',
    busy: (count) =>
      counted(count, {
        one: 'Eine Bearbeitung dieses Bildes wartet oder läuft noch. Sie abbrechen oder ihr Ende abwarten.',
        other: `Bearbeitungen dieser ${number(count)} Bilder warten oder laufen noch. Sie abbrechen oder ihr Ende abwarten.`,
      }),
    noTrash:
      'Reseed kann den Systempapierkorb für seinen Ordner nicht verwenden. Es wurde nichts gelöscht, die Bilder liegen weiter im Papierkorb von Reseed.',
    someFailed: (failed, all) =>
      `${number(failed)} von ${number(all)} Bildern konnten nicht in den Systempapierkorb verschoben werden. Sie liegen weiter im Papierkorb von Reseed.`,
  },
};
