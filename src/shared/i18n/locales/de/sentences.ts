import type { sentences as English } from '../en/sentences.ts';

export const sentences: typeof English = {
  'bad-request': 'Etwas an dieser Anfrage ist ungültig. Die Angaben prüfen und erneut versuchen.',
  'not-allowed': 'Diese Aktion ist nicht erlaubt.',
  'not-found': 'Dieses Element ist nicht mehr in der Bibliothek.',
  internal: 'In Reseed ist ein Fehler aufgetreten. Details stehen im Protokoll.',
  unknown: 'Ein unbekanntes Problem, festgehalten von einer neueren Version von Reseed.',
  'disk-full': 'Der Datenträger ist voll. Speicherplatz freigeben und erneut versuchen.',
  'disk-failed': 'Der Datenträger meldet einen Fehler. Es wurde nichts gespeichert.',
  'library-newer':
    'Diese Bibliothek wurde mit einer neueren Version von Reseed erstellt. Zum Öffnen Reseed aktualisieren. Es wurde nichts geändert.',
  'library-damaged':
    'Die Bibliotheksdatenbank ist beschädigt. Es wurde nichts geändert, die Bilder sind noch im Bibliotheksordner.',
  'library-missing': 'Die Bibliotheksdatenbank fehlt. Die Bilder sind noch im Bibliotheksordner.',
  'library-locked': 'Die Bibliothek wird von einem anderen Programm verwendet.',
  'library-in-use': 'Ein anderes Reseed hat diese Bibliothek geöffnet.',
  'library-read-only': 'Der Bibliotheksordner ist schreibgeschützt. Es wurde nichts gespeichert.',
  'library-of-other-user': 'Die Bibliothek gehört einem anderen Benutzer dieses Computers.',
  'library-gone':
    'Der Bibliotheksordner fehlt. Bis er wieder da ist, kann nichts gespeichert werden. Den Datenträger anschließen oder den Ordner zurücklegen.',
  'folder-gone': 'Der Ordner ist nicht mehr vorhanden. Einen anderen wählen.',
  'folder-read-only': 'Der Ordner liegt auf einem schreibgeschützten Datenträger. Einen anderen wählen.',
  'file-empty': 'Die Datei ist leer.',
  'file-too-large': 'Die Datei ist zu groß.',
  'file-unreadable': 'Die Datei kann nicht gelesen werden.',
  'not-a-picture':
    'Dieses Format wird nicht unterstützt. Möglich sind JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF und JPEG XL sowie Raw-Dateien mit Vorschau.',
  'picture-damaged': 'Das Bild ist beschädigt oder unvollständig.',
  'picture-too-large': 'Das Bild hat mehr als 100 Megapixel.',
  'picture-timeout': 'Das Öffnen des Bilds hat zu lange gedauert.',
  'picture-unsupported': 'Reseed kann diese Variante des Formats nicht lesen.',
  'raw-without-preview': 'Die Raw-Datei enthält keine Vorschau, die sich anzeigen ließe.',
  'imaging-crashed': 'Das Bild hat den Decoder zum Absturz gebracht und wurde nicht hinzugefügt.',
  'import-cancelled': 'Abgebrochen.',
  'format-too-small': 'Das Bild ist länger, als dieses Format fassen kann. Es wurde nichts gespeichert.',
  'finish-failed': 'Das Ergebnis konnte nicht ins Original eingesetzt werden.',
  'update-refused': 'Reseed hat dieses Update abgelehnt. Es wurde nichts installiert.',
  'missing-key': 'Noch kein API-Schlüssel vorhanden. In den Einstellungen hinzufügen.',
  'key-refused': '1min.ai hat den API-Schlüssel abgelehnt. In den Einstellungen prüfen.',
  'no-credits': 'Nicht genügend Credits auf dem 1min.ai-Konto.',
  'daily-cap':
    'Das heutige Limit für kostenpflichtige Bearbeitungen ist erreicht. Es lässt sich in den Einstellungen ändern.',
  moderated: 'Der Sicherheitsfilter von 1min.ai hat diese Bearbeitung blockiert.',
  'model-unsupported': '1min.ai bietet dieses Modell nicht mehr an.',
  'request-refused': '1min.ai hat diese Bearbeitung abgelehnt.',
  'rate-limited': 'Zu viele Anfragen. Reseed versucht es automatisch erneut.',
  offline: 'Keine Internetverbindung. Die Bearbeitung startet, sobald sie wieder besteht.',
  'service-unreachable': '1min.ai ist nicht erreichbar. Es wurde nichts gesendet.',
  'service-down': '1min.ai nimmt gerade keine Bearbeitungen an.',
  certificate:
    'Das Sicherheitszertifikat von 1min.ai ist nicht vertrauenswürdig, deshalb wurde nichts gesendet. Vielleicht ist ein Proxy oder ein Virenscanner dazwischen, oder die Uhr dieses Computers geht falsch.',
  'proxy-login':
    'Der Proxy dieses Netzwerks verlangt Name und Passwort (407). An 1min.ai wurde nichts gesendet. In den Einstellungen des Betriebssystems am Proxy anmelden, einen ohne Anmeldung verwenden oder in den Einstellungen „System-Proxy verwenden“ ausschalten.',
  'outcome-unknown': 'Die Bearbeitung wurde gesendet, aber es wurde keine Antwort gespeichert.',
  'result-missing': 'Die Bearbeitung ist fertig, das Ergebnis konnte aber nicht heruntergeladen werden.',
  'result-refused': '1min.ai hat etwas geliefert, das kein Bild ist.',
  interrupted: 'Reseed wurde beendet, bevor diese Bearbeitung fertig war.',
};
