import type { errors as English } from '../en/errors.ts';
import { counted, number } from './grammar.ts';

const because = (cause: string, status: number) => (cause === '' ? ` (Fehler ${status})` : `: ${cause}`);

export const errors: typeof English = {
  sentences: {
    'bad-request': 'Etwas an dieser Anfrage passt nicht.',
    'not-allowed': 'Dieser Aufruf wurde abgelehnt.',
    'not-found': 'Das ist nicht mehr in der Bibliothek.',
    internal: 'In Reseed ist etwas schiefgegangen. Einzelheiten stehen im Protokoll.',
    'disk-full': 'Der Datenträger ist voll. Platz schaffen und noch einmal versuchen.',
    'library-newer':
      'Diese Bibliothek stammt von einem neueren Reseed. Bitte die neueste Version installieren; nichts wurde verändert.',
    'library-damaged':
      'Die Datenbank der Bibliothek ist beschädigt. Nichts wurde verändert; die Bilder liegen noch im Ordner.',
    'disk-failed': 'Der Datenträger meldet einen Fehler. Nichts wurde gespeichert.',
    'library-missing': 'Die Datenbank der Bibliothek fehlt. Die Bilder liegen noch in ihrem Ordner.',
    'library-locked': 'Ein anderes Programm benutzt gerade die Bibliothek.',
    'library-read-only': 'Der Ordner der Bibliothek ist schreibgeschützt. Nichts wurde gespeichert.',
    'library-gone':
      'Der Ordner der Bibliothek ist weg. Bis er wieder da ist, wird nichts gespeichert: den Datenträger anschließen oder den Ordner zurücklegen.',
    'folder-gone': 'Den Ordner gibt es nicht mehr. Einen anderen wählen.',
    'folder-read-only': 'Der Ordner liegt auf einem schreibgeschützten Datenträger. Einen anderen wählen.',
    'file-empty': 'Die Datei ist leer.',
    'file-too-large': 'Die Datei ist zu groß.',
    'file-unreadable': 'Die Datei lässt sich nicht lesen.',
    'not-a-picture':
      'Kein lesbares Bild. JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF und JPEG XL gehen, und die Vorschau von Rohdateien.',
    'picture-damaged': 'Das Bild ist beschädigt oder abgeschnitten.',
    'picture-too-large': 'Das Bild hat mehr als 100 Megapixel.',
    'picture-timeout': 'Das Lesen des Bildes hat zu lange gedauert.',
    'picture-unsupported': 'Diese Spielart des Formats kann Reseed nicht lesen.',
    'raw-without-preview': 'In der Rohdatei steckt keine Vorschau, die sich zeigen ließe.',
    'imaging-crashed': 'Das Bild hat den Decoder angehalten; es wurde nicht aufgenommen.',
    'import-cancelled': 'Abgebrochen.',
    'format-too-small': 'Das Bild ist länger, als dieses Format fassen kann. Nichts wurde gespeichert.',
    'missing-key': 'Es gibt noch keinen API-Schlüssel. In den Einstellungen eintragen.',
    'key-refused': 'Der API-Schlüssel wurde abgelehnt. In den Einstellungen prüfen.',
    'no-credits': 'Das Guthaben des Kontos reicht nicht.',
    'daily-cap':
      'Die Obergrenze bezahlter Läufe für heute ist erreicht. Sie lässt sich in den Einstellungen ändern.',
    moderated:
      'Der Sicherheitsfilter des Dienstes hat diese Bearbeitung gestoppt. Andere Worte oder ein anderes Bild versuchen.',
    'model-unsupported': 'Der Dienst bietet dieses Modell nicht mehr an.',
    'request-refused': 'Der Dienst hat diese Bearbeitung abgelehnt.',
    'rate-limited': 'Zu viele Anfragen; der Lauf wartet und geht von selbst weiter.',
    offline: 'Kein Netz. Der Lauf wartet und startet von selbst.',
    'service-unreachable': 'Der Dienst ist nicht erreichbar. Nichts wurde gesendet.',
    'service-down': 'Der Dienst nimmt gerade keine Bearbeitungen an. Nichts wurde abgerechnet.',
    certificate:
      'Dem Zertifikat des Dienstes ist nicht zu trauen, darum wurde nichts gesendet. Vielleicht steht ein Proxy oder ein Virenscanner dazwischen, oder die Uhr dieses Rechners geht falsch.',
    'proxy-login':
      'Der Proxy dieses Netzes verlangt Namen und Passwort (407). An 1min.ai wurde nichts gesendet. In den Einstellungen des Betriebssystems am Proxy anmelden, einen ohne Anmeldung verwenden oder in den Einstellungen „Proxy des Systems nutzen“ ausschalten.',
    'outcome-unknown': 'Gesendet, aber es kam keine Antwort. Möglicherweise wurde abgerechnet.',
    'result-missing': 'Die Bearbeitung wurde ausgeführt, aber ihr Ergebnis ließ sich nicht holen.',
    'result-refused': 'Der Dienst hat etwas geschickt, das kein Bild ist.',
    interrupted: 'Reseed wurde geschlossen, bevor dieser Lauf fertig war.',
  },

  fields: {
    seed: (min, max) => `Der Seed ist eine ganze Zahl von ${min} bis ${max}.`,
    noPrompt: 'In ein paar Worten sagen, was sich ändern soll.',
    promptTooLong: (max) => `Der Prompt ist länger als ${max} Zeichen.`,
    number: (label, min, max) => `${label} ist eine Zahl von ${min} bis ${max}.`,
    integer: (label, min, max) => `${label} ist eine ganze Zahl von ${min} bis ${max}.`,
    range: (label, min, max) => `${label} geht von ${min} bis ${max}.`,
    choice: (label, choices) => `${label} ist eines von ${choices}.`,
    onOff: (label) => `${label} ist an oder aus.`,
    unknownParam: (model, name) => `${model} hat keine Einstellung namens ${name}.`,
    noEngine: (engine) => `Die Engine ${engine} ist nicht verfügbar.`,
    notItsModel: (model, engine) => `${model} ist kein Modell von ${engine}.`,
    nameTaken: 'Diesen Namen gibt es schon.',
  },

  library: {
    cannotOpen: 'Reseed kann seine Bibliothek nicht öffnen',
    pictureGone: 'Dieses Bild ist nicht mehr in der Bibliothek.',
    editGone: 'Diese Bearbeitung ist nicht mehr in der Bibliothek.',
    runGone: 'Dieser Lauf ist nicht mehr in der Bibliothek.',
    sourceMissing: 'Die Datei des Ausgangsbildes fehlt im Ordner der Bibliothek.',
    taken: (name) => `„${name}“ gibt es schon.`,
    listChanged: 'Die Liste hat sich geändert. Die Bilder noch einmal auswählen.',
    stepDamaged: 'Dieser Schritt ist in der Bibliothek beschädigt und lässt sich nicht zurücknehmen.',
    damaged: (what, detail) => `${what} ist in der Bibliothek beschädigt und nicht lesbar${detail}.`,
    edit: (id) => `Bearbeitung ${id}`,
    run: (id) => `Lauf ${id}`,
    verdictOn: (id) => `Der Befund zu Bild ${id}`,
    receiptOf: (id) => `Der Beleg zu Lauf ${id}`,
    receiptTooLong: 'Dieser Beleg ist zu lang, um gezeigt zu werden.',
  },

  files: {
    tooLarge: (megabytes) => `Die Datei ist größer als ${number(megabytes)} MB.`,
    notOrdinary: 'Das ist keine gewöhnliche Datei.',
    gone: 'Die Datei ist nicht mehr da.',
    noPermission: 'Die Datei darf nicht gelesen werden: Die Berechtigung fehlt.',
    linkCircle: 'Das ist eine Verknüpfung, die zu sich selbst zurückführt.',
    nameTooLong: 'Der Name ist zu lang für diesen Datenträger.',
    insideFile: 'Der Pfad führt durch eine Datei statt durch einen Ordner.',
    mayNotWrite: 'In diesen Ordner darf nicht geschrieben werden. Einen anderen wählen.',
    pictureMissing: 'Die Datei des Bildes fehlt im Ordner der Bibliothek oder ist nicht lesbar.',
    cannotBeMade: (format) =>
      `Reseed kann kein ${format} schreiben. Das Bild als PNG, JPEG oder WebP sichern.`,
    notWritten: (name) => `${name} ließ sich dort nicht schreiben. Einen anderen Ordner wählen.`,
    edgeTooLong: (format, max, others) =>
      `${format} fasst höchstens ${number(max)} Pixel je Kante, und dieses Bild ist länger. Bitte wählen: ${[...others, 'eine kürzere längste Kante'].join(' oder ')}. Nichts wurde gespeichert.`,
    diskFullNothingSaved: 'Der Datenträger ist voll. Nichts wurde gespeichert.',
  },

  runs: {
    otherPress:
      'Derselbe Druck hat vorher etwas anderes verlangt. Nichts wurde gesendet; bitte noch einmal drücken.',
    queuedAlready: 'Diese Bearbeitung ist schon in der Warteschlange.',
    doneAlready: 'Diese Bearbeitung hat schon ihr Ergebnis. Für ein neues gibt es Wiederholen.',
    onlyWaiting: 'In der Warteschlange lassen sich nur wartende Läufe verschieben.',
    beforeGone: 'Der Lauf, vor den verschoben werden soll, ist nicht mehr in der Warteschlange.',
    known: 'Wie dieser Lauf ausging, ist bekannt: Es gibt nichts zu prüfen oder beiseitezulegen.',
    cannotAsk: 'Diese Engine kann nicht nach ihren Läufen gefragt werden.',
    noNumber:
      'Der Dienst hat für diesen Lauf keine Nummer gegeben und kann nicht danach gefragt werden. Im Verlauf des Kontos bei 1min.ai nachsehen, dann neu starten oder beiseitelegen.',
    cancelledAfterSending: 'Nach dem Senden abgebrochen. Möglicherweise wurde abgerechnet.',
    noPicture: 'Die Engine hat kein Bild geliefert.',
    notAPicture: (cause) => `Die Engine hat etwas geliefert, das kein Bild ist: ${cause}`,
    capZero: 'Bezahlte Läufe sind ausgeschaltet: Ihre Obergrenze ist 0 am Tag. In den Einstellungen erhöhen.',
    capReached: (cap) =>
      `Die heutige Obergrenze von ${counted(cap, { one: '1 bezahltem Lauf', other: `${number(cap)} bezahlten Läufen` })} ist erreicht. In den Einstellungen erhöhen oder morgen weitermachen.`,
  },

  key: {
    pasted: {
      empty: 'Im Eingefügten ist kein Schlüssel. Bitte bei 1min.ai noch einmal kopieren.',
      spaces:
        'In diesem Schlüssel ist ein Leerzeichen oder ein Zeilenumbruch. Bitte bei 1min.ai noch einmal am Stück kopieren.',
      notAKey: (sign) =>
        `Das ist kein API-Schlüssel: Er enthält „${sign}“. Bitte bei 1min.ai noch einmal kopieren.`,
      'too-long': 'Das ist länger als jeder API-Schlüssel. Bitte bei 1min.ai nur den Schlüssel kopieren.',
    },
    cannotBeOpened:
      'Der gespeicherte API-Schlüssel lässt sich auf diesem Rechner nicht öffnen. In den Einstellungen neu eintragen.',
    fromEnvironment:
      'Der Schlüssel kommt aus RESEED_API_KEY. Für einen anderen Reseed ohne diese Variable starten.',
    offline: 'Kein Netz, der Schlüssel ließ sich nicht prüfen.',
    unreachable: 'Der Dienst ist nicht erreichbar, der Schlüssel ließ sich nicht prüfen.',
  },

  service: {
    errorAfterSending: (status) =>
      `Der Dienst hat nach dem Senden mit Fehler ${status} geantwortet. Möglicherweise wurde abgerechnet.`,
    foundWrong: (fields) =>
      `Der Dienst fand die Anfrage falsch${fields && `: ${fields}`}. Nichts wurde abgerechnet.`,
    refusedEdit: (cause, status) =>
      `Der Dienst hat diese Bearbeitung abgelehnt${because(cause, status)}. Ob abgerechnet wurde, ist nicht bekannt.`,
    refusedPicture: (cause, status) =>
      `Der Dienst hat das Bild abgelehnt${because(cause, status)}. Nichts wurde abgerechnet.`,
    couldNotTake: (status) =>
      `Der Dienst konnte das Bild nicht annehmen (Fehler ${status}). Nichts wurde abgerechnet.`,
    couldNotCarryOut: (cause) =>
      `Der Dienst konnte diese Bearbeitung nicht ausführen${cause && `: ${cause}`}. Ob abgerechnet wurde, ist nicht bekannt.`,
    moderated: (cause) =>
      `Der Sicherheitsfilter des Dienstes hat diese Bearbeitung gestoppt${cause && ` (${cause})`}. Andere Worte oder ein anderes Bild versuchen.`,
    tooLarge: 'Das Bild ist zu groß für den Dienst: höchstens 50 MB. Nichts wurde abgerechnet.',
    tryLater: 'Der Dienst bittet, es später noch einmal zu versuchen.',
    credits: (needed, present) =>
      `Das Guthaben reicht nicht: Diese Bearbeitung braucht ${needed}, auf dem Konto sind ${present}. Nichts wurde abgerechnet.`,
    noAnswer: 'Gesendet, aber in fünf Minuten kam keine Antwort. Möglicherweise wurde abgerechnet.',
    brokeOff: 'Die Verbindung brach ab, während das Bild gesendet wurde. Nichts wurde abgerechnet.',
    moved: 'Der Dienst ist umgezogen. Die Bearbeitung wurde nicht weitergesendet; nichts wurde abgerechnet.',
    stopped: 'Nach dem Senden angehalten. Möglicherweise wurde abgerechnet.',
    unreadable: 'Die Antwort des Dienstes war nicht lesbar. Möglicherweise wurde abgerechnet.',
    noPath: 'Der Dienst hat das Bild angenommen, aber nicht gesagt, wo es liegt. Nichts wurde abgerechnet.',
    noResult: 'Der Dienst sagt, die Bearbeitung sei fertig, nennt aber kein Ergebnis.',
    diskFull:
      'Die Bearbeitung ist fertig, aber der Datenträger ist voll. Platz schaffen: Das Ergebnis wird von selbst geholt.',
    unknownNow:
      'Der Dienst hat die Bearbeitung angenommen und weiß nun nichts mehr davon. Möglicherweise wurde abgerechnet.',
    notFinished:
      'Der Dienst hat die Bearbeitung angenommen und ist in fünf Minuten nicht fertig geworden. Wahrscheinlich wurde abgerechnet.',
    fetchedLater:
      'Der Dienst hat die Bearbeitung angenommen. Das Ergebnis wird geholt, sobald er erreichbar ist.',
    keyRefused:
      'Der API-Schlüssel wurde abgelehnt, das Ergebnis liegt noch bei 1min.ai. In den Einstellungen einen gültigen Schlüssel eintragen, dann wird es geholt.',
    keyMissing:
      'Es gibt keinen API-Schlüssel, das Ergebnis liegt noch bei 1min.ai. In den Einstellungen den Schlüssel eintragen, dann wird es geholt.',
    noId: 'Der Dienst hat die Bearbeitung angenommen, aber keine Nummer genannt, unter der er danach gefragt werden kann.',
    uploadExpired: 'Das hochgeladene Bild war abgelaufen; es wird neu hochgeladen.',
  },

  damaged: {
    settings: (copy: string | null) =>
      copy === null
        ? 'Die Datei mit den Einstellungen ist beschädigt. Was nicht lesbar war, wurde zurückgesetzt.'
        : `Die Datei mit den Einstellungen war beschädigt. Was nicht lesbar war, wurde zurückgesetzt; die beschädigte Datei liegt noch da als ${copy}.`,
    capLost:
      'Die Tagesgrenze für bezahlte Läufe ist verloren und steht jetzt auf 0: in den Einstellungen neu festlegen.',
    pauseLost: 'Die Warteschlange ist angehalten, falls sie es vorher war.',
    key: 'Der gespeicherte API-Schlüssel ist nicht lesbar. In den Einstellungen neu eintragen.',
  },

  environment: {
    unusable: (name) => `${name} enthält etwas, womit Reseed nichts anfangen kann, und wurde übergangen.`,
    baseNotSafe:
      'RESEED_API_BASE muss https sein oder eine Adresse auf diesem Rechner; sie wurde übergangen.',
  },
};
