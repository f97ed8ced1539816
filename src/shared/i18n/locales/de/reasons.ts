import { engineNameIn, modelNameIn } from '../../../domain/engine-catalog.ts';
import { formatName } from '../../../domain/format-name.ts';
import type { AlignmentFailure, FileKind } from '../../../error-reasons.ts';
import { choiceIn, labelIn } from '../../labels.ts';
import type { ReasonTranslations } from '../../reason-text.ts';
import { counted, number } from './grammar.ts';
import { model } from './model.ts';
import { sentences } from './sentences.ts';
import { updateReasons } from './update-reasons.ts';

const unsupported = (seems: string) =>
  `Diese Datei wird nicht unterstützt (${seems}). Möglich sind JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF, JPEG XL und Raw-Dateien.`;

const errorNumber = (status: number | null) => (status === null ? '' : ` (Fehler ${status})`);

const kinds: Readonly<Record<FileKind, string>> = {
  pdf: 'ein PDF-Dokument',
  photoshop: 'ein Photoshop-Dokument',
  jpeg2000: 'ein JPEG-2000-Bild',
  svg: 'eine SVG-Zeichnung',
  page: 'eine Webseite',
  link: 'ein Link auf eine Webseite',
  text: 'eine Textdatei',
  video: 'ein Video',
  sound: 'eine Audiodatei',
  unknown: 'unbekannter Dateityp',
};

/** What a workflow has places for. */
export const slotRoles: Readonly<Record<string, string>> = {
  source: 'das Bild',
  reference: 'weitere Bilder',
  mask: 'die Maske',
  prompt: 'den Prompt',
  seed: 'den Seed',
  steps: 'die Schritte',
  guidance: 'die Prompt-Treue',
  strength: 'die Stärke',
  width: 'die Breite',
  height: 'die Höhe',
  output: 'das Ergebnis',
};

const rows = {
  edit: (id: number) => `Bearbeitung ${id}`,
  run: (id: number) => `Lauf ${id}`,
  verdict: (id: number) => `Die Übereinstimmung von Bild ${id}`,
  receipt: (id: number) => `Der Beleg zu Lauf ${id}`,
};

const problems = {
  'no-network': 'Der Server des Bilds wurde nicht gefunden. Die Verbindung prüfen.',
  unreachable: 'Der Server des Bilds ist nicht erreichbar.',
  'proxy-login': 'Der Proxy dieses Netzwerks verlangt Name und Passwort (407).',
  untrusted: 'Das Sicherheitszertifikat des Servers ist nicht vertrauenswürdig.',
  blocked:
    'Reseed lädt keine Bilder aus privaten Netzwerken. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
  broken: 'Die Verbindung wurde unterbrochen, bevor das Bild vollständig geladen war.',
  timeout: 'Das Laden hat länger als 20 Sekunden gedauert.',
};

const misaligned: Readonly<Record<AlignmentFailure, string>> = {
  'too-small':
    'Das Ergebnis ließ sich nicht am Original ausrichten, weil eines der beiden Bilder zu klein ist.',
  'no-detail': 'Das Ergebnis ließ sich nicht am Original ausrichten, weil zu wenig Details vorhanden sind.',
  'no-match': 'Das Ergebnis ließ sich nicht am Original ausrichten, weil es ein anderes Bild zeigt.',
  uncertain: 'Das Ergebnis ließ sich nicht am Original ausrichten: Mehr als eine Lage würde passen.',
};

export const reasons: ReasonTranslations = {
  ...updateReasons,
  'invalid-value': 'Dieser Wert ist ungültig.',
  'no-picture-selected': 'Zuerst ein Bild auswählen.',
  'seed-range': ({ min, max }) => `Eine ganze Zahl von ${min} bis ${max} eingeben.`,
  'prompt-missing': 'Beschreiben, was sich ändern soll.',
  'prompt-too-long': ({ max }) => `Den Prompt auf höchstens ${max} Zeichen kürzen.`,
  'param-number': ({ param, min, max }) =>
    `${labelIn(model, param)} muss eine Zahl von ${min} bis ${max} sein.`,
  'param-integer': ({ param, min, max }) =>
    `${labelIn(model, param)} muss eine ganze Zahl von ${min} bis ${max} sein.`,
  'param-range': ({ param, min, max }) => `${labelIn(model, param)} muss zwischen ${min} und ${max} liegen.`,
  'param-choice': ({ param, choices }) =>
    `${labelIn(model, param)} muss einer dieser Werte sein: ${choices.map((value) => choiceIn(model, value)).join(', ')}.`,
  'param-switch': ({ param }) => `${labelIn(model, param)} muss ein- oder ausgeschaltet sein.`,
  'param-unknown': ({ model: id, param }) =>
    `Das Modell „${modelNameIn('de', id)}“ hat keine Einstellung namens ${param}.`,
  'engine-unavailable': ({ engine }) => `Die Engine ${engineNameIn('de', engine)} ist nicht verfügbar.`,
  'model-of-other-engine': ({ model: id, engine }) =>
    `Die Engine ${engineNameIn('de', engine)} bietet ${modelNameIn('de', id)} nicht an.`,
  'name-taken': 'Diesen Namen gibt es bereits.',

  'picture-gone': 'Dieses Bild ist nicht mehr in der Bibliothek.',
  'edit-gone': 'Diese Bearbeitung ist nicht mehr in der Bibliothek.',
  'run-gone': 'Dieser Lauf ist nicht mehr in der Bibliothek.',
  'source-missing': 'Die Datei des Ausgangsbilds fehlt im Bibliotheksordner.',
  'part-damaged':
    'Die Datei eines Bilds oder einer Maske, die hierfür nötig ist, ist beschädigt, und es gibt keine Kopie davon. Nichts wurde erstellt. Welche es ist, zeigt die Prüfung der Bibliothek.',
  'source-damaged':
    'Die Datei des Ausgangsbilds ist beschädigt, und es gibt keine Kopie davon. Nichts wurde gesendet. Die Originaldatei noch einmal importieren, um sie zu reparieren.',
  'source-purged':
    'Das Ausgangsbild dieser Bearbeitung wurde endgültig gelöscht. Das Bild erneut hinzufügen, um es wieder zu bearbeiten.',
  'reference-gone': 'Ein Referenzbild ist nicht mehr in der Bibliothek. Aus der Bearbeitung entfernen.',
  'reference-missing': 'Die Datei eines Referenzbilds fehlt im Bibliotheksordner.',
  'reference-damaged':
    'Die Datei eines Referenzbilds ist beschädigt, und es gibt keine Kopie davon. Nichts wurde gesendet. Die Originaldatei noch einmal importieren, um sie zu reparieren.',
  'reference-purged': ({ number }) =>
    `Das Referenzbild ${number} dieser Bearbeitung wurde endgültig gelöscht. Das Bild erneut hinzufügen, um die Bearbeitung zu wiederholen.`,
  'references-too-many': ({ model: id, max }) =>
    max === 0
      ? `Das Modell „${modelNameIn('de', id)}“ nimmt keine Referenzbilder an.`
      : `Das Modell „${modelNameIn('de', id)}“ nimmt höchstens ${max === 1 ? 'ein Referenzbild' : `${max} Referenzbilder`} an.`,
  'label-taken': ({ name }) => `„${name}“ gibt es bereits.`,
  'not-for-many': 'Region und gezeichnete Masken gehören zu einem Bild. Ein einzelnes Bild auswählen.',
  'region-outside': 'Die Region liegt nicht im Bild. Neu zeichnen.',
  'mask-missing': 'Die Maske ist nicht mehr da. Neu zeichnen.',
  'mask-needed': 'Dieses Modell ändert, was eine Maske bedeckt. Eine Maske auf das Bild malen.',
  'mask-not-with-pad':
    'Dieses Modell braucht eine Maske, und ein Bild mit Rand hat keine. Den Rand entfernen.',
  'mask-size': 'Die Maske ist nicht so groß wie das Bild. Neu zeichnen.',
  'mask-format': 'Die Maske ist kein graues PNG mit 8 Bit.',
  'not-a-result': 'Das geht nur beim Ergebnis einer Bearbeitung. Ein Ergebnis auswählen.',
  'colors-flat': 'Eines der beiden Bilder ist einfarbig. Deshalb lassen sich die Farben nicht angleichen.',
  'colors-alike': 'Das Bild hat diese Farben schon.',
  'colors-picture-gone': 'Das Bild, an das die Farben angeglichen wurden, ist nicht mehr in der Bibliothek.',
  'finish-cancelled': 'Abgebrochen.',
  'finish-crashed': 'Reseed wurde jedes Mal geschlossen, bevor es fertig war.',
  'merge-same': 'Zum Zusammenführen zwei verschiedene Ergebnisse auswählen.',
  'merge-other-original':
    'Diese Bilder stammen von verschiedenen Originalen. Nur Ergebnisse eines Originals lassen sich zusammenführen.',
  'merge-ancestor':
    'Eines dieser Bilder ist aus dem anderen entstanden und enthält dessen Änderungen bereits.',
  'merge-size': ({ name, width, height }) =>
    `${name} ist nicht ${number(width)} × ${number(height)} px groß wie das Original. Zuerst „Einsetzen“ für dieses Bild wählen.`,
  'merge-nothing': 'Es gibt nichts zusammenzuführen: Eines dieser Bilder enthält bereits alle Änderungen.',
  'merge-choices': 'Die Konflikte haben sich geändert. „Zusammenführen“ erneut öffnen.',
  'merge-cancelled': 'Abgebrochen.',
  'list-changed': 'Die Liste hat sich geändert. Die Bilder erneut auswählen.',
  'step-damaged': 'Diese Änderung kann nicht rückgängig gemacht werden, weil ihr Eintrag beschädigt ist.',
  'row-damaged': ({ row, id, where }) =>
    `${rows[row](id)} ist beschädigt und kann nicht gelesen werden${where.length > 0 ? ` (${where.join(', ')})` : ''}.`,
  'table-damaged': ({ table, where }) =>
    `Eine Zeile von ${table} ist beschädigt und kann nicht gelesen werden${where.length > 0 ? ` (${where.join(', ')})` : ''}.`,
  'edits-busy': ({ count }) =>
    counted(count, {
      one: 'Eine Bearbeitung dieses Bilds wartet oder läuft noch. Sie abbrechen oder ihr Ende abwarten.',
      other: `Bearbeitungen dieser ${number(count)} Bilder warten oder laufen noch. Sie abbrechen oder ihr Ende abwarten.`,
    }),
  'no-trash':
    'Reseed kann den Systempapierkorb für seinen Ordner nicht verwenden. Es wurde nichts gelöscht, die Bilder liegen weiter im Papierkorb von Reseed.',
  'trash-failed': ({ failed, all }) =>
    `${number(failed)} von ${number(all)} Bildern konnten nicht in den Systempapierkorb verschoben werden. Sie liegen weiter im Papierkorb von Reseed.`,

  'not-regular': 'Dies ist keine normale Datei.',
  'larger-than': ({ megabytes }) => `Die Datei ist größer als ${number(megabytes)} MB.`,
  'file-gone': 'Die Datei ist nicht mehr vorhanden.',
  'no-permission': 'Keine Berechtigung, diese Datei zu lesen.',
  'link-circle': 'Das ist eine Verknüpfung, die zu sich selbst zurückführt.',
  'name-too-long': 'Der Name ist zu lang für diesen Datenträger.',
  'path-through-file': 'Der Pfad führt durch eine Datei statt durch einen Ordner.',
  'may-not-write': 'Keine Berechtigung, in diesem Ordner zu speichern. Einen anderen wählen.',
  'picture-file-missing': 'Die Datei des Bilds fehlt im Bibliotheksordner oder kann nicht gelesen werden.',
  'format-not-written': ({ format }) =>
    `Reseed kann keine ${format}-Dateien speichern. Das Bild als PNG, JPEG oder WebP speichern.`,
  'not-written': ({ name }) => `${name} konnte dort nicht gespeichert werden. Einen anderen Ordner wählen.`,
  'edge-too-long': ({ mime, max, others }) =>
    `${formatName(mime)} fasst höchstens ${number(max)} Pixel je Kante, und dieses Bild ist länger. Bitte wählen: ${[...others.map(formatName), 'eine kürzere längste Kante'].join(' oder ')}. Es wurde nichts gespeichert.`,
  'nothing-saved': 'Der Datenträger ist voll. Es wurde nichts gespeichert.',

  'looks-like': ({ kind }) => unsupported(kinds[kind]),
  'picture-format': ({ format }) => unsupported(`ein Bild im Format ${format}`),
  'file-format': ({ format }) => unsupported(`eine ${format}-Datei`),
  'folder-too-many': ({ max }) => `Nur die ersten ${number(max)} Dateien dieses Ordners wurden geprüft.`,
  'folder-too-deep': ({ levels }) => `Unterordner tiefer als ${levels} Ebenen wurden übersprungen.`,
  'folder-unreadable': 'Der Ordner kann nicht gelesen werden.',
  'folder-link': 'Das ist eine Verknüpfung zu einem Ordner. Diesen Ordner selbst hierher ziehen.',
  'dead-link': 'Das ist eine Verknüpfung zu etwas, das es nicht gibt.',
  'never-came': 'Der Inhalt der Datei ist nicht angekommen. Die Datei erneut ablegen.',
  'https-only':
    'Reseed lädt Bilder nur von https-Adressen. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
  'other-host':
    'Die Adresse leitet auf eine andere Website um, das Bild wurde deshalb nicht geladen. Das Bild zuerst speichern, dann die Datei hierher ziehen.',
  'link-to-no-picture':
    'Das ist ein Link, aber nicht auf ein Bild. Die Seite öffnen und das Bild selbst ziehen oder zuerst speichern.',
  'page-status': ({ status }) => `Die Website hat das Bild nicht geliefert (Fehler ${status}).`,
  'page-unreachable': ({ problem }) => problems[problem],

  'no-folder': 'Zuerst einen Ordner wählen.',
  'export-folder-gone': ({ name }) => `Der Ordner ${name} ist nicht mehr vorhanden. Einen anderen wählen.`,
  'move-other-library': 'In diesem Ordner liegt schon eine Bibliothek. Einen leeren Ordner wählen.',
  'move-not-empty': 'Dieser Ordner ist nicht leer. Einen leeren Ordner wählen oder einen neuen anlegen.',
  'move-no-room': ({ needed, free }) =>
    `Die Bibliothek benötigt ${number(needed)} MB, dort sind nur ${number(free)} MB frei. Einen Ordner auf einem anderen Datenträger wählen. Es wurde nichts verschoben.`,
  'previous-not-trashed':
    'Der Papierkorb des Systems kann diesen Ordner nicht aufnehmen. Es wurde nichts gelöscht. Wird er nicht mehr benötigt, lässt er sich in der Dateiverwaltung löschen.',
  'move-not-closed':
    'Die Bibliothek ist noch beschäftigt. Es wurde nichts verschoben. Erneut versuchen, wenn alles fertig ist.',
  'inside-library': 'Das ist der Ordner von Reseed selbst. Einen anderen wählen.',
  'drag-too-many': ({ max }) =>
    `Es lassen sich höchstens ${number(max)} Bilder auf einmal ziehen. Mehr Bilder in einen Ordner exportieren.`,
  'drag-too-large':
    'Diese Bilder sind zu groß, um sie auf einmal zu ziehen. Stattdessen in einen Ordner exportieren.',

  'not-aligned': ({ why }) => misaligned[why],
  'content-changed':
    'Das Ergebnis zeigt andere Inhalte. Licht und Farbe lassen sich deshalb nicht übertragen. Stattdessen nur die geänderten Stellen einsetzen.',
  'no-change-found': 'Das Ergebnis zeigt keine Änderung, die sich einsetzen ließe.',
  'certificate-failed': ({ count }) =>
    counted(count, {
      one: 'Ein Pixel außerhalb der Maske weicht vom Original ab. Es wurde nichts gespeichert.',
      other: `${number(count)} Pixel außerhalb der Maske weichen vom Original ab. Es wurde nichts gespeichert.`,
    }),
  'sizes-differ': 'Die Maske oder die Region passt nicht zur Größe des Bilds.',

  'too-many-presets': ({ max }) =>
    `Es lassen sich höchstens ${number(max)} Vorlagen speichern. Zuerst einige löschen.`,
  'preset-file-not-json': ({ file }) => `${file} ist keine JSON-Datei.`,
  'preset-file-other': ({ file }) => `${file} enthält keine Vorlagen von Reseed.`,
  'preset-file-newer': ({ file }) =>
    `${file} wurde mit einer neueren Version von Reseed erstellt. Zum Importieren Reseed aktualisieren.`,
  'preset-file-too-many': ({ file, max }) => `${file} enthält mehr als ${number(max)} Vorlagen.`,
  'preset-file-too-large': 'Die Datei ist größer als 20 MB.',
  'preset-no-object': 'Es hat keine Felder.',
  'preset-bad-name': 'Der Name muss 1 bis 100 Zeichen lang sein.',
  'preset-unknown-field': 'Dieses Feld wird von dieser Version nicht unterstützt.',
  'preset-unknown-engine': ({ engine }) => `Die Engine ${engine} wird von dieser Version nicht unterstützt.`,
  'preset-unknown-model': ({ model: id }) => `Das Modell ${id} wird von dieser Version nicht unterstützt.`,
  'preset-no-text': 'Es muss Text sein.',
  'preset-sets-nothing': 'Es legt nichts fest.',

  'press-reused':
    'Derselbe Klick wurde schon für eine andere Bearbeitung verwendet. Es wurde nichts gesendet. Erneut versuchen.',
  'queued-already': 'Diese Bearbeitung ist bereits in der Warteschlange.',
  'done-already': 'Diese Bearbeitung hat bereits ein Ergebnis. Mit „Erneut ausführen“ entsteht ein neues.',
  'only-waiting': 'Nur wartende Bearbeitungen lassen sich verschieben.',
  'queue-changed': 'Die Warteschlange hat sich geändert. Erneut versuchen.',
  'outcome-known': 'Das Ergebnis dieser Bearbeitung ist bereits bekannt. Es gibt nichts zu prüfen.',
  'cannot-ask': 'Diese Engine kann keinen Status früherer Bearbeitungen liefern.',
  'no-remote-id':
    '1min.ai hat für diese Bearbeitung keine ID geliefert, ihr Status lässt sich deshalb nicht prüfen. Im Verlauf bei 1min.ai nachsehen, dann erneut ausführen oder als erledigt markieren.',
  'cancelled-after-sending': 'Nach dem Senden abgebrochen.',
  'no-picture': 'Die Engine hat kein Bild geliefert.',
  'result-unusable': ({ cause }) =>
    `Die Engine hat etwas geliefert, das sich nicht verwenden lässt: ${sentences[cause]}`,
  'none-watched': 'Keine Bearbeitung dieses Modells wird noch beobachtet.',
  'too-many-watches': ({ max }) =>
    `Höchstens ${number(max)} Bearbeitungen können beobachtet werden. Um Platz zu schaffen, das Beobachten einiger beenden.`,
  'too-many-watches-of-model': ({ max }) =>
    `Höchstens ${number(max)} Bearbeitungen eines Modells können beobachtet werden. Um Platz zu schaffen, das Beobachten einer anderen beenden.`,
  'too-many-pictures': ({ max }) =>
    `Es lassen sich höchstens ${number(max)} Bilder auf einmal bearbeiten. Weniger auswählen.`,
  'cap-zero':
    'Kostenpflichtige Bearbeitungen sind ausgeschaltet (Tageslimit 0). Das Limit in den Einstellungen erhöhen.',
  'cap-reached': ({ cap }) =>
    `Das heutige Limit von ${counted(cap, { one: '1 kostenpflichtigen Bearbeitung', other: `${number(cap)} kostenpflichtigen Bearbeitungen` })} ist erreicht. In den Einstellungen erhöhen oder morgen weitermachen.`,
  'over-cap': ({ runs, left }) =>
    `Das sind ${number(runs)} kostenpflichtige Bearbeitungen, heute ${counted(left, { one: 'ist', other: 'sind' })} aber nur noch ${number(left)} frei. Weniger auswählen oder das Limit in den Einstellungen erhöhen.`,

  'key-empty': 'Im eingefügten Text ist kein Schlüssel. Bei 1min.ai noch einmal kopieren.',
  'key-spaces':
    'In diesem Schlüssel ist ein Leerzeichen oder ein Zeilenumbruch. Bei 1min.ai noch einmal am Stück kopieren.',
  'key-foreign-sign': ({ sign }) =>
    `Das ist kein API-Schlüssel: Er enthält „${sign}“. Bei 1min.ai noch einmal kopieren.`,
  'key-too-long': 'Das ist länger als jeder API-Schlüssel. Bei 1min.ai nur den Schlüssel kopieren.',
  'key-cannot-be-opened':
    'Der gespeicherte API-Schlüssel kann auf diesem Computer nicht gelesen werden. In den Einstellungen neu eingeben.',
  'key-from-environment':
    'Der Schlüssel wurde beim Start gesetzt. Für einen anderen Schlüssel Reseed ohne RESEED_API_KEY oder RESEED_API_KEY_FD starten.',
  'key-test-offline': 'Keine Internetverbindung, der Schlüssel konnte nicht getestet werden.',
  'key-test-unreachable': '1min.ai ist nicht erreichbar, der Schlüssel konnte nicht getestet werden.',

  'server-error': ({ status }) => `1min.ai hat nach dem Senden Fehler ${status} gemeldet.`,
  'invalid-request': '1min.ai hat die Anfrage als ungültig abgelehnt.',
  'edit-refused': ({ status }) => `1min.ai hat diese Bearbeitung abgelehnt${errorNumber(status)}.`,
  'picture-refused': ({ status }) => `1min.ai hat das Bild abgelehnt${errorNumber(status)}.`,
  'upload-error': ({ status }) => `1min.ai konnte das Bild nicht annehmen (Fehler ${status}).`,
  'edit-given-up': '1min.ai konnte diese Bearbeitung nicht ausführen.',
  'over-service-limit': 'Das Bild überschreitet das Limit von 1min.ai (50 MB).',
  'try-later': '1min.ai ist ausgelastet. Reseed versucht es später erneut.',
  credits: ({ needed, present }) =>
    `Nicht genügend Credits: Diese Bearbeitung kostet ${number(needed)}, auf dem Konto sind ${number(present)}.`,
  'no-answer-in-time':
    'Die Bearbeitung wurde gesendet, aber 1min.ai hat innerhalb von fünf Minuten nicht geantwortet.',
  'upload-broke-off': 'Die Verbindung wurde beim Hochladen unterbrochen.',
  redirected: '1min.ai hat die Anfrage umgeleitet, die Bearbeitung wurde deshalb nicht gesendet.',
  stopped: 'Nach dem Senden gestoppt.',
  'unreadable-answer': 'Die Antwort von 1min.ai war nicht lesbar.',
  'no-upload-path': '1min.ai hat das Bild angenommen, aber keine Adresse dafür geliefert.',
  'no-result': '1min.ai meldet die Bearbeitung als fertig, liefert aber kein Ergebnis.',
  'result-on-full-disk':
    'Die Bearbeitung ist fertig, aber der Datenträger ist voll. Speicherplatz freigeben, dann lädt Reseed das Ergebnis automatisch herunter.',
  'record-gone': '1min.ai hat die Bearbeitung angenommen, kennt sie aber nicht mehr.',
  'not-finished': '1min.ai hat die Bearbeitung angenommen, ist aber nach fünf Minuten nicht fertig.',
  'fetched-later':
    '1min.ai hat die Bearbeitung angenommen. Das Ergebnis wird heruntergeladen, sobald 1min.ai erreichbar ist.',
  'result-key-refused':
    '1min.ai hat den API-Schlüssel abgelehnt, das Ergebnis liegt noch bei 1min.ai. Den Schlüssel in den Einstellungen ändern, dann lädt Reseed es herunter.',
  'result-key-missing':
    'Ohne API-Schlüssel bleibt das Ergebnis bei 1min.ai. Den Schlüssel in den Einstellungen hinzufügen, dann lädt Reseed es herunter.',
  'no-edit-id':
    '1min.ai hat die Bearbeitung angenommen, aber keine ID geliefert. Ihr Status lässt sich nicht prüfen.',
  'upload-expired': 'Das hochgeladene Bild ist abgelaufen. Es wird erneut hochgeladen.',

  'server-unset': 'Noch kein Server. Seine Adresse in den Einstellungen eingeben.',
  'server-unreachable': 'Der Server ist nicht erreichbar. Reseed versucht es automatisch erneut.',
  'server-certificate':
    'Dem Sicherheitszertifikat des Servers wird nicht vertraut, deshalb wurde nichts gesendet. Vielleicht ist ein Proxy oder Virenscanner dazwischen, oder die Uhr dieses Computers geht falsch.',
  'server-proxy-login':
    'Der Proxy dieses Netzwerks verlangt Name und Passwort (407). An den Server wurde nichts gesendet. In den Systemeinstellungen am Proxy anmelden oder einen ohne Anmeldung verwenden.',
  'server-key-refused': 'Der Server hat den Schlüssel oder das Token abgelehnt. In den Einstellungen prüfen.',
  'server-key-missing':
    'Der Server verlangt einen Schlüssel oder ein Token. In den Einstellungen hinzufügen.',
  'server-redirected':
    'Der Server hat die Anfrage an eine andere Adresse umgeleitet, deshalb hat Reseed angehalten. Die Adresse in den Einstellungen prüfen.',
  'server-status': ({ status }) => `Der Server hat Fehler ${status} gemeldet.`,
  'server-busy': 'Der Server hat zu viele Anfragen. Reseed versucht es automatisch erneut.',
  'server-too-large': 'Der Server nimmt kein Bild dieser Größe an.',
  'server-refused': ({ status }) => `Der Server hat diese Bearbeitung abgelehnt${errorNumber(status)}.`,
  'server-moderated': 'Der Sicherheitsfilter des Servers hat diese Bearbeitung blockiert.',
  'server-quota': 'Das Konto beim Server hat kein Guthaben mehr.',
  'server-no-answer': 'Die Bearbeitung wurde gesendet, aber der Server hat nicht geantwortet.',
  'server-unreadable':
    'Die Antwort des Servers war nicht lesbar. Prüfen, ob unter der Adresse die richtige Art von Server läuft.',
  'server-no-picture': 'Der Server meldet die Bearbeitung als fertig, liefert aber kein Bild.',
  'server-not-picture': 'Der Server hat etwas geliefert, das kein Bild ist.',
  'server-forgot':
    'Der Server kennt diese Bearbeitung nicht mehr. Vielleicht wurde er neu gestartet. Es wurde nichts berechnet.',
  'server-removed':
    'Der Server dieser Bearbeitung steht nicht mehr in den Einstellungen. Wieder hinzufügen, um das Ergebnis zu erhalten.',
  'server-lacks': ({ names }) => `Dem Server fehlt, was der Workflow braucht: ${names.join(', ')}.`,
  'never-arrived': 'Die Bearbeitung kam nicht beim Server an. Reseed sendet sie noch einmal.',
  'interrupted-on-server': 'Diese Bearbeitung wurde auf dem Server angehalten.',
  'node-failed': ({ node }) => `Ein Knoten des Workflows ist fehlgeschlagen: ${node}.`,
  'workflow-refused': 'ComfyUI hat den Workflow abgelehnt.',
  'workflow-gone':
    'Der Workflow dieser Bearbeitung fehlt, sie lässt sich also nicht genauso wiederholen. Dieselbe Datei in den Einstellungen noch einmal wählen oder eine neue Bearbeitung starten.',
  'workflow-incomplete': ({ roles }) =>
    `Der Workflow ist nicht verwendbar: Ihm fehlt ein Platz für ${roles.map((role) => slotRoles[role] ?? role).join(', ')}.`,
};
