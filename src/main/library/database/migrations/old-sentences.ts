/* Frozen: the sentences that versions before 160 wrote to `runs.error_detail`, in every language and wording.
   Only migration 160 reads them. Never edit them, because existing libraries contain them. */

/** Sentences of codes. */
export const CODE_SENTENCES: Readonly<Record<string, readonly string[]>> = {
  'bad-request': ['Something in this request does not fit.', 'Etwas an dieser Anfrage passt nicht.'],
  'not-allowed': ['This call was refused.', 'Dieser Aufruf wurde abgelehnt.'],
  'not-found': ['It is no longer in the library.', 'Das ist nicht mehr in der Bibliothek.'],
  internal: [
    'Something went wrong inside Reseed. The log has the details.',
    'In Reseed ist etwas schiefgegangen. Einzelheiten stehen im Protokoll.',
  ],
  'disk-full': [
    'The disk is full. Make room and try again.',
    'Der Datenträger ist voll. Platz schaffen und noch einmal versuchen.',
  ],
  'library-newer': [
    'This library was written by a newer Reseed. Install the newest version; nothing was changed.',
    'Diese Bibliothek stammt von einem neueren Reseed. Bitte die neueste Version installieren; nichts wurde verändert.',
  ],
  'library-damaged': [
    'The library’s database is damaged. Nothing was changed; the pictures are still in the folder.',
    'Die Datenbank der Bibliothek ist beschädigt. Nichts wurde verändert; die Bilder liegen noch im Ordner.',
  ],
  'disk-failed': [
    'The disk reports an error. Nothing was saved.',
    'Der Datenträger meldet einen Fehler. Nichts wurde gespeichert.',
  ],
  'library-missing': [
    'The library’s database is missing. The pictures are still in its folder.',
    'Die Datenbank der Bibliothek fehlt. Die Bilder liegen noch in ihrem Ordner.',
  ],
  'library-locked': [
    'The library is in use by another program.',
    'Ein anderes Programm benutzt gerade die Bibliothek.',
  ],
  'library-read-only': [
    'The library’s folder is read-only. Nothing was saved.',
    'Der Ordner der Bibliothek ist schreibgeschützt. Nichts wurde gespeichert.',
  ],
  'library-gone': [
    'The library’s folder is gone. Nothing is saved until it’s back; connect its disk, or put the folder back.',
    'Der Ordner der Bibliothek ist weg. Bis er wieder da ist, wird nichts gespeichert: den Datenträger anschließen oder den Ordner zurücklegen.',
  ],
  'folder-gone': [
    'The folder is not there any more. Choose another one.',
    'Den Ordner gibt es nicht mehr. Einen anderen wählen.',
  ],
  'folder-read-only': [
    'The folder is on a disk that is read-only. Choose another one.',
    'Der Ordner liegt auf einem schreibgeschützten Datenträger. Einen anderen wählen.',
  ],
  'file-empty': ['The file is empty.', 'Die Datei ist leer.'],
  'file-too-large': [
    'The file is larger than 50 MB.',
    'The file is too large.',
    'Die Datei ist größer als 50 MB.',
    'Die Datei ist zu groß.',
  ],
  'file-unreadable': ['The file cannot be read.', 'Die Datei lässt sich nicht lesen.'],
  'not-a-picture': [
    'Not a picture we can read. JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF and JPEG XL work, and the previews of camera raw files.',
    'Not a picture we can read. JPEG, PNG, WebP, AVIF, GIF and BMP work.',
    'Kein lesbares Bild. JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF und JPEG XL gehen, und die Vorschau von Rohdateien.',
    'Kein lesbares Bild. JPEG, PNG, WebP, AVIF, GIF und BMP gehen.',
  ],
  'picture-damaged': ['The picture is damaged or cut off.', 'Das Bild ist beschädigt oder abgeschnitten.'],
  'picture-too-large': ['The picture has more than 100 megapixels.', 'Das Bild hat mehr als 100 Megapixel.'],
  'picture-timeout': [
    'The picture took too long to read.',
    'The picture took longer than 10 seconds to read.',
    'Das Lesen des Bildes hat zu lange gedauert.',
    'Das Lesen des Bildes dauerte länger als 10 Sekunden.',
  ],
  'picture-unsupported': [
    'Reseed can’t read this variant of the format.',
    'Diese Spielart des Formats kann Reseed nicht lesen.',
  ],
  'raw-without-preview': [
    'The raw file has no preview inside that could be shown.',
    'In der Rohdatei steckt keine Vorschau, die sich zeigen ließe.',
  ],
  'imaging-crashed': [
    'The picture made the decoder stop; it was not taken in.',
    'Das Bild hat den Decoder angehalten; es wurde nicht aufgenommen.',
  ],
  'import-cancelled': ['Cancelled.', 'Abgebrochen.'],
  'format-too-small': [
    'The picture is longer than this format can hold. Nothing was saved.',
    'Das Bild ist länger, als dieses Format fassen kann. Nichts wurde gespeichert.',
  ],
  'missing-key': [
    'There is no API key yet. Add one in Settings.',
    'Es gibt noch keinen API-Schlüssel. In den Einstellungen eintragen.',
  ],
  'key-refused': [
    'The API key was refused. Check it in Settings.',
    'Der API-Schlüssel wurde abgelehnt. In den Einstellungen prüfen.',
  ],
  'no-credits': ['There are not enough credits on the account.', 'Das Guthaben des Kontos reicht nicht.'],
  'daily-cap': [
    'The cap on paid runs for today is reached. It can be changed in Settings.',
    'Die Obergrenze bezahlter Läufe für heute ist erreicht. Sie lässt sich in den Einstellungen ändern.',
  ],
  moderated: [
    'The service’s safety filter stopped this edit. Try other words or another picture.',
    'Der Sicherheitsfilter des Dienstes hat diese Bearbeitung gestoppt. Andere Worte oder ein anderes Bild versuchen.',
  ],
  'model-unsupported': [
    'The service no longer offers this model.',
    'Der Dienst bietet dieses Modell nicht mehr an.',
  ],
  'request-refused': ['The service refused this edit.', 'Der Dienst hat diese Bearbeitung abgelehnt.'],
  'rate-limited': [
    'Too many requests; the run waits and goes on by itself.',
    'Zu viele Anfragen; der Lauf wartet und geht von selbst weiter.',
  ],
  offline: [
    'There is no network. The run waits and starts by itself.',
    'Kein Netz. Der Lauf wartet und startet von selbst.',
  ],
  'service-unreachable': [
    'The service cannot be reached. Nothing was sent.',
    'Der Dienst ist nicht erreichbar. Nichts wurde gesendet.',
  ],
  'service-down': [
    'The service cannot take edits at the moment. Nothing was charged.',
    'Der Dienst nimmt gerade keine Bearbeitungen an. Nichts wurde abgerechnet.',
  ],
  certificate: [
    'The service’s certificate cannot be trusted, so nothing was sent. A proxy or a virus scanner may sit in between, or this machine’s clock may be wrong.',
    'The service’s certificate is not to be trusted. Nothing was sent.',
    'Dem Zertifikat des Dienstes ist nicht zu trauen, darum wurde nichts gesendet. Vielleicht steht ein Proxy oder ein Virenscanner dazwischen, oder die Uhr dieses Rechners geht falsch.',
    'Dem Zertifikat des Dienstes ist nicht zu trauen. Nichts wurde gesendet.',
  ],
  'proxy-login': [
    'The proxy of this network asks for a name and a password (407). Nothing was sent to 1min.ai. Sign in to the proxy in the operating system’s settings, use one that asks for no login, or switch “Use the system’s proxy” off in Settings.',
    'Der Proxy dieses Netzes verlangt Namen und Passwort (407). An 1min.ai wurde nichts gesendet. In den Einstellungen des Betriebssystems am Proxy anmelden, einen ohne Anmeldung verwenden oder in den Einstellungen „Proxy des Systems nutzen“ ausschalten.',
    'Der Proxy dieses Netzes verlangt Namen und Passwort (407). An 1min.ai wurde nichts gesendet. In den Einstellungen des Betriebssystems am Proxy anmelden, einen ohne Anmeldung verwenden oder in den Einstellungen „Den Proxy des Systems verwenden“ ausschalten.',
  ],
  'outcome-unknown': [
    'It was sent and no answer came back. It may have been charged.',
    'Gesendet, aber es kam keine Antwort. Möglicherweise wurde abgerechnet.',
    'Waiting',
    'Wartet',
  ],
  'result-missing': [
    'The edit was carried out, but its result could not be fetched.',
    'Die Bearbeitung wurde ausgeführt, aber ihr Ergebnis ließ sich nicht holen.',
  ],
  'result-refused': [
    'The service sent something that is not a picture.',
    'Der Dienst hat etwas geschickt, das kein Bild ist.',
  ],
  interrupted: [
    'Reseed was closed before this run was done.',
    'Reseed wurde geschlossen, bevor dieser Lauf fertig war.',
  ],
};

/** Sentences more specific than their code, by their current reason. */
export const REASON_SENTENCES: Readonly<Record<string, readonly string[]>> = {
  'cancelled-after-sending': [
    'It was cancelled after it had been sent. It may have been charged.',
    'Nach dem Senden abgebrochen. Möglicherweise wurde abgerechnet.',
  ],
  'no-picture': ['The engine gave no picture.', 'Die Engine hat kein Bild geliefert.'],
  'source-missing': [
    'The source picture’s file is missing from the library’s folder.',
    'Die Datei des Ausgangsbildes fehlt im Ordner der Bibliothek.',
  ],
  'key-cannot-be-opened': [
    'The stored API key cannot be opened on this machine. Enter it again in Settings.',
    'Der gespeicherte API-Schlüssel lässt sich auf diesem Rechner nicht öffnen. In den Einstellungen neu eintragen.',
  ],
  'picture-file-missing': [
    'The picture’s file is missing from the library’s folder, or cannot be read.',
    'Die Datei des Bildes fehlt im Ordner der Bibliothek oder ist nicht lesbar.',
  ],
  'nothing-saved': [
    'The disk is full. Nothing was saved.',
    'Der Datenträger ist voll. Nichts wurde gespeichert.',
  ],
  'over-service-limit': [
    'The picture is too large for the service: 50 MB at most. Nothing was charged.',
    'Das Bild ist zu groß für den Dienst: höchstens 50 MB. Nichts wurde abgerechnet.',
  ],
  'try-later': [
    'The service asks to try again later.',
    'Der Dienst bittet, es später noch einmal zu versuchen.',
  ],
  'no-answer-in-time': [
    'The edit was sent and no answer came in five minutes. It may have been charged.',
    'Gesendet, aber in fünf Minuten kam keine Antwort. Möglicherweise wurde abgerechnet.',
  ],
  'upload-broke-off': [
    'The connection broke while the picture was sent. Nothing was charged.',
    'Die Verbindung brach ab, während das Bild gesendet wurde. Nichts wurde abgerechnet.',
  ],
  redirected: [
    'The service has moved. The edit was not sent on; nothing was charged.',
    'Der Dienst ist umgezogen. Die Bearbeitung wurde nicht weitergesendet; nichts wurde abgerechnet.',
  ],
  stopped: [
    'It was stopped after it had been sent. It may have been charged.',
    'Nach dem Senden angehalten. Möglicherweise wurde abgerechnet.',
  ],
  'unreadable-answer': [
    'The service’s answer could not be read. The edit may have been charged.',
    'Die Antwort des Dienstes war nicht lesbar. Möglicherweise wurde abgerechnet.',
  ],
  'no-upload-path': [
    'The service took the picture but did not say where it is. Nothing was charged.',
    'Der Dienst hat das Bild angenommen, aber nicht gesagt, wo es liegt. Nichts wurde abgerechnet.',
  ],
  'no-result': [
    'The service says the edit is done but names no result.',
    'Der Dienst sagt, die Bearbeitung sei fertig, nennt aber kein Ergebnis.',
  ],
  'result-on-full-disk': [
    'The edit is done, but the disk is full. Make room: its result is fetched by itself.',
    'Die Bearbeitung ist fertig, aber der Datenträger ist voll. Platz schaffen: Das Ergebnis wird von selbst geholt.',
    'The edit is done, but the disk is full. Make room, then use Check to fetch the result.',
    'Die Bearbeitung ist fertig, aber der Datenträger ist voll. Platz schaffen, dann das Ergebnis mit Prüfen holen.',
  ],
  'record-gone': [
    'The service took the edit and now knows nothing of it. It may have been charged.',
    'Der Dienst hat die Bearbeitung angenommen und weiß nun nichts mehr davon. Möglicherweise wurde abgerechnet.',
  ],
  'not-finished': [
    'The service took the edit and has not finished it in five minutes. It has probably been charged.',
    'Der Dienst hat die Bearbeitung angenommen und ist in fünf Minuten nicht fertig geworden. Wahrscheinlich wurde abgerechnet.',
  ],
  'fetched-later': [
    'The service took the edit. Its result is fetched as soon as the service can be reached.',
    'Der Dienst hat die Bearbeitung angenommen. Das Ergebnis wird geholt, sobald er erreichbar ist.',
  ],
  'result-key-refused': [
    'The API key was refused, so the result of this edit waits at 1min.ai. Put a good key in Settings and it is fetched.',
    'Der API-Schlüssel wurde abgelehnt, das Ergebnis liegt noch bei 1min.ai. In den Einstellungen einen gültigen Schlüssel eintragen, dann wird es geholt.',
    'The API key was refused, so the result of this edit cannot be fetched. Put a key in Settings, then use Check.',
    'Der API-Schlüssel wurde abgelehnt, das Ergebnis lässt sich nicht holen. In den Einstellungen einen Schlüssel eintragen, dann Prüfen.',
  ],
  'result-key-missing': [
    'There is no API key, so the result of this edit waits at 1min.ai. Put the key in Settings and it is fetched.',
    'Es gibt keinen API-Schlüssel, das Ergebnis liegt noch bei 1min.ai. In den Einstellungen den Schlüssel eintragen, dann wird es geholt.',
    'There is no API key, so the result of this edit cannot be fetched. Put a key in Settings, then use Check.',
    'Es gibt keinen API-Schlüssel, das Ergebnis lässt sich nicht holen. In den Einstellungen einen Schlüssel eintragen, dann Prüfen.',
  ],
  'no-edit-id': [
    'The service took the edit but gave no id to ask for it by.',
    'Der Dienst hat die Bearbeitung angenommen, aber keine Nummer genannt, unter der er danach gefragt werden kann.',
  ],
  'upload-expired': [
    'The uploaded picture had expired; it is uploaded again.',
    'Das hochgeladene Bild war abgelaufen; es wird neu hochgeladen.',
  ],
  'source-purged': [
    'The picture this edit started from was deleted for good. Add it again, then describe the edit on it.',
    'Das Bild, von dem diese Bearbeitung ausging, wurde endgültig gelöscht. Das Bild neu hinzufügen und die Bearbeitung dort beschreiben.',
  ],
};

/**
 * Sentence templates. `{status}`, `{needed}` and `{present}` are numbers, `{cause}` is the sentence of a
 * code, `{quote}` is the service's text. Reason null: the code is sufficient.
 */
export const SENTENCES_WITH_BLANKS: readonly (readonly [reason: string | null, ...templates: string[]])[] = [
  [
    'server-error',
    'The service answered with error {status} after the edit was sent. It may have been charged.',
    'Der Dienst hat nach dem Senden mit Fehler {status} geantwortet. Möglicherweise wurde abgerechnet.',
  ],
  [
    'invalid-request',
    'The service found the request wrong. Nothing was charged.',
    'Der Dienst fand die Anfrage falsch. Nichts wurde abgerechnet.',
    'The service found the request wrong: {quote}. Nothing was charged.',
    'Der Dienst fand die Anfrage falsch: {quote}. Nichts wurde abgerechnet.',
  ],
  [
    'edit-refused',
    'The service refused this edit (error {status}). Whether it was charged is not known.',
    'Der Dienst hat diese Bearbeitung abgelehnt (Fehler {status}). Ob abgerechnet wurde, ist nicht bekannt.',
  ],
  [
    'edit-refused',
    'The service refused this edit: {quote}. Whether it was charged is not known.',
    'Der Dienst hat diese Bearbeitung abgelehnt: {quote}. Ob abgerechnet wurde, ist nicht bekannt.',
  ],
  [
    'picture-refused',
    'The service refused the picture (error {status}). Nothing was charged.',
    'Der Dienst hat das Bild abgelehnt (Fehler {status}). Nichts wurde abgerechnet.',
  ],
  [
    'picture-refused',
    'The service refused the picture: {quote}. Nothing was charged.',
    'Der Dienst hat das Bild abgelehnt: {quote}. Nichts wurde abgerechnet.',
  ],
  [
    'upload-error',
    'The service could not take the picture (error {status}). Nothing was charged.',
    'Der Dienst konnte das Bild nicht annehmen (Fehler {status}). Nichts wurde abgerechnet.',
    'The service could not take the picture (error {status}). Nothing was charged; try again.',
    'Der Dienst konnte das Bild nicht annehmen (Fehler {status}). Nichts wurde abgerechnet; noch einmal versuchen.',
  ],
  [
    'edit-given-up',
    'The service could not carry out this edit. Whether it was charged is not known.',
    'Der Dienst konnte diese Bearbeitung nicht ausführen. Ob abgerechnet wurde, ist nicht bekannt.',
    'The service could not carry out this edit: {quote}. Whether it was charged is not known.',
    'Der Dienst konnte diese Bearbeitung nicht ausführen: {quote}. Ob abgerechnet wurde, ist nicht bekannt.',
  ],
  [
    null,
    'The service’s safety filter stopped this edit ({quote}). Try other words or another picture.',
    'Der Sicherheitsfilter des Dienstes hat diese Bearbeitung gestoppt ({quote}). Andere Worte oder ein anderes Bild versuchen.',
  ],
  [
    'credits',
    'There are not enough credits: this edit needs {needed} and the account has {present}. Nothing was charged.',
    'Das Guthaben reicht nicht: Diese Bearbeitung braucht {needed}, auf dem Konto sind {present}. Nichts wurde abgerechnet.',
  ],
  [
    'result-unusable',
    'The engine gave something that is no picture: {cause}',
    'Die Engine hat etwas geliefert, das kein Bild ist: {cause}',
  ],
];
