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

  import: {
    dropOne: 'Zur Bibliothek hinzufügen',
    dropMany: (count) => `${number(count)} Dateien zur Bibliothek hinzufügen`,
    dropAddress: 'Dieses Bild in die Bibliothek holen',
    firstOpens: 'Das erste öffnet sich zum Bearbeiten.',
    shownStays: 'Das gezeigte Bild bleibt offen.',
    progress: (done, total) => `${number(done)} von ${number(total)} hinzugefügt`,
    progressLabel: 'Hinzugefügte Bilder',
    cancelled: (added, total) =>
      `Abgebrochen: ${number(added)} von ${counted(total, { one: '1 Bild', other: `${number(total)} Bildern` })} hinzugefügt.`,
    isThere: (name) => `${name} ist schon in der Bibliothek`,
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
        one: '1 Bild zeigt weniger, als die Datei enthält; die Zeile darunter sagt, was fehlt.',
        other: `${number(count)} Bilder zeigen weniger, als die Dateien enthalten; die Zeile darunter sagt jeweils, was fehlt.`,
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
    fromPage: 'Bild von einer Seite',
    nothingIn: 'Darin ist kein Bild. Das Bild erst speichern, dann die Datei hierher ziehen.',
    tooManyInPage: (max) =>
      counted(max, {
        one: 'Nur das erste Bild der Seite wird geholt.',
        other: `Nur die ersten ${number(max)} Bilder der Seite werden geholt.`,
      }),
  },

  kinds: {
    notAPicture: (seems) =>
      `Das ist ${seems}. Reseed liest JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF und JPEG XL, dazu die Vorschau von Rohdateien.`,
    named: {
      pdf: 'ein PDF-Dokument',
      photoshop: 'ein Photoshop-Dokument',
      jpeg2000: 'ein JPEG-2000-Bild',
      svg: 'eine SVG-Zeichnung',
      page: 'eine Webseite',
      link: 'eine Verknüpfung zu einer Webseite',
      text: 'ein Text',
      video: 'ein Video',
      sound: 'eine Tondatei',
      unknown: 'eine Datei unbekannter Art',
    },
    picture: (format) => `ein Bild im Format ${format}`,
    file: (format) => `eine ${format}-Datei`,
  },
  folders: {
    tooMany: (max) => `Nur die ersten ${number(max)} Dateien dieses Ordners wurden angesehen.`,
    tooDeep: (levels) => `Der Ordner liegt tiefer als ${levels} Ebenen.`,
    unreadable: 'Der Ordner ist nicht lesbar.',
    folderLink: 'Das ist eine Verknüpfung zu einem Ordner. Den Ordner selbst ablegen.',
    deadLink: 'Das ist eine Verknüpfung zu etwas, das es nicht gibt.',
    neverCame: 'Der Inhalt kam nie an.',
  },

  fetch: {
    onlyHttps: 'Nur https-Adressen werden geholt. Das Bild erst speichern, dann die Datei hierher ziehen.',
    elsewhere:
      'Die Adresse führt an einen anderen Ort; dem wird nicht gefolgt. Das Bild erst speichern, dann die Datei hierher ziehen.',
    leadsToNoPicture:
      'Das ist eine Verknüpfung, und nicht zu einem Bild. Die Seite öffnen, dann das Bild selbst hierher ziehen oder erst speichern.',
    notThere: (status) => `Der Server der Seite gibt es nicht heraus (Fehler ${status}).`,
    problems: {
      'no-network': 'Der Server ist nicht zu finden. Das Netz prüfen.',
      unreachable: 'Der Server ist nicht zu erreichen.',
      'proxy-login': 'Der Proxy dieses Netzes verlangt Namen und Passwort (407).',
      untrusted: 'Dem Zertifikat des Servers ist nicht zu trauen.',
      blocked:
        'Adressen in einem privaten Netz werden nicht geholt. Das Bild erst speichern, dann die Datei hierher ziehen.',
      broken: 'Die Verbindung brach ab, bevor das ganze Bild da war.',
      timeout: 'Es hat länger als 20 Sekunden gebraucht.',
    },
  },

  showInFolder: 'Im Ordner zeigen',

  export: {
    title: (count) =>
      counted(count, { one: '1 Bild exportieren', other: `${number(count)} Bilder exportieren` }),
    bulk: 'Exportieren …',
    titleUnknown: 'Bilder exportieren',
    folder: 'Ordner',
    noFolderYet: 'Noch nicht gewählt',
    choose: 'Wählen …',
    template: 'Dateinamen',
    insert: (token) => `${token} in den Namen einfügen`,
    tokens: {
      name: 'Name',
      seed: 'Seed',
      prompt: 'Prompt',
      date: 'Datum',
      time: 'Uhrzeit',
      n: 'Nummer',
      model: 'Modell',
      rating: 'Wertung',
      ext: 'Endung',
    },
    preview: 'So werden die Dateien heißen',
    more: (count) => counted(count, { one: 'und 1 weitere', other: `und ${number(count)} weitere` }),
    format: 'Format',
    formats: { original: 'Wie es ist', png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    tooLong: (count, format, max) =>
      counted(count, {
        one: `1 Bild ist länger als die ${number(max)} Pixel, die ${format} fasst, und bliebe weg. Ein anderes Format oder eine längste Kante wählen.`,
        other: `${number(count)} Bilder sind länger als die ${number(max)} Pixel, die ${format} fasst, und blieben weg. Ein anderes Format oder eine längste Kante wählen.`,
      }),
    quality: 'Qualität',
    size: 'Größe',
    sizes: { full: 'Volle Größe', edge: 'Längste Kante' },
    edge: 'Längste Kante in Pixeln',
    edgeNote: 'Kleinere Bilder bleiben, wie sie sind.',
    collision: 'Wenn es die Datei gibt',
    collisions: { both: 'Beide behalten', replace: 'Ersetzen', skip: 'Auslassen' },
    replaceNote: 'Dateien mit diesen Namen im Ordner werden überschrieben.',
    recipe: 'Rezept neben jedem Bild',
    recipeNote: 'Prompt, Einstellungen, Seed und Modell als JSON-Datei. Nie ein Schlüssel.',
    start: 'Exportieren',
    range: (min, max) => `Eine ganze Zahl von ${number(min)} bis ${number(max)}.`,
    progress: (done, total) => `${number(done)} von ${number(total)} exportiert`,
    progressLabel: 'Exportierte Bilder',
    done: (saved, skipped, failed, folder) =>
      [
        counted(saved, {
          one: `1 Bild nach ${folder} exportiert`,
          other: `${number(saved)} Bilder nach ${folder} exportiert`,
        }),
        ...(skipped > 0 ? [`${number(skipped)} ausgelassen, weil es die Dateien schon gibt`] : []),
        ...(failed > 0 ? [`${number(failed)} gescheitert`] : []),
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
