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
  },
};
