import type { ReasonTranslations } from '../../reason-text.ts';
import { number } from './grammar.ts';

const unreachable = {
  'no-network': 'Der Update-Server wurde nicht gefunden. Die Verbindung und die Adresse prüfen.',
  unreachable: 'Der Update-Server ist nicht erreichbar. Später erneut versuchen.',
  'proxy-login': 'Der Proxy dieses Netzwerks verlangt Name und Passwort (407). Zuerst dort anmelden.',
  untrusted:
    'Das Sicherheitszertifikat des Update-Servers ist nicht vertrauenswürdig. Vielleicht ist ein Proxy dazwischen, oder die Uhr dieses Computers geht falsch.',
  blocked: 'Die Adresse des Update-Servers ist nicht erlaubt.',
  broken: 'Die Verbindung zum Update-Server ist abgebrochen. Erneut versuchen.',
  timeout: 'Der Update-Server hat zu lange gebraucht. Später erneut versuchen.',
};

/** Sentences of refused updates: what happened, and what to do. */
export const updateReasons: Pick<
  ReasonTranslations,
  Extract<keyof ReasonTranslations, `update-${string}`>
> = {
  'update-no-feed': 'Es ist keine Update-Adresse eingetragen. Eine eintragen, um nach Updates zu suchen.',
  'update-no-key':
    'Diese Ausgabe von Reseed enthält keinen Schlüssel, um Updates zu prüfen, und kann deshalb nicht nach ihnen suchen. Neue Versionen gibt es dort, wo diese herkommt.',
  'update-by-system':
    'Diese Installation aktualisiert das Betriebssystem zusammen mit seinen anderen Paketen.',
  'update-unreachable': ({ problem }) => unreachable[problem],
  'update-status': ({ status }) =>
    `Der Update-Server hat mit Fehler ${status} geantwortet. Die Adresse prüfen oder es später erneut versuchen.`,
  'update-redirect': ({ host }) =>
    `Der Update-Server verweist auf eine andere Adresse (${host}). Von dort wurde nichts geladen. Wer diesem Server vertraut, trägt seine Adresse selbst ein.`,
  'update-slow': ({ seconds }) =>
    `Der Update-Server hat innerhalb von ${number(seconds)} s zu wenig gesendet, Reseed hat deshalb abgebrochen. Später oder in einem anderen Netzwerk erneut versuchen.`,
  'update-list-too-large':
    'Der Update-Server hat weit mehr als eine Liste von Versionen gesendet. Es wurde nichts geladen. Die Adresse prüfen.',
  'update-no-list':
    'Unter dieser Adresse steht keine Liste von Versionen, sondern vielleicht eine Webseite. Die Adresse prüfen oder sich zuerst in diesem Netzwerk anmelden.',
  'update-signature':
    'Die Liste der Versionen ist nicht vom Herausgeber von Reseed signiert. Vielleicht wurde sie verändert. Es wurde nichts geladen. Die Adresse prüfen.',
  'update-other-system':
    'Die Liste der Versionen gilt für ein anderes Betriebssystem. Es wurde nichts geladen. Dem Betreiber des Update-Servers Bescheid geben.',
  'update-expired': ({ day }) =>
    `Die Liste der Versionen galt bis ${day}. Vielleicht ist der Server veraltet, oder die Uhr dieses Computers geht falsch. Es wurde nichts geladen.`,
  'update-replayed':
    'Der Update-Server hat eine ältere Liste von Versionen gesendet als beim letzten Mal. Vielleicht hält jemand neue Versionen zurück. Es wurde nichts geladen. Später oder in einem anderen Netzwerk erneut versuchen.',
  'update-older': ({ offered, present }) =>
    `Der Update-Server bietet Version ${offered} an, die älter ist als die installierte (${present}). Reseed wechselt nie von selbst zu einer älteren. Die installierte Version kann bleiben.`,
  'update-no-file': ({ version }) =>
    `Version ${version} ist erschienen, aber ohne Datei für diese Art der Installation. Sie lässt sich von Hand installieren.`,
  'update-other-file': ({ file }) =>
    `Die Signatur von ${file} gehört zu einer anderen Datei oder Version. Es wurde nichts geladen. Dem Betreiber des Update-Servers Bescheid geben.`,
  'update-too-large': ({ file }) =>
    `${file} ist größer, als die signierte Liste angibt. Der Download wurde abgebrochen und gelöscht. Später erneut versuchen.`,
  'update-truncated': ({ bytes, expected }) =>
    `Der Download endete nach ${number(bytes)} von ${number(expected)} Bytes und wurde gelöscht. Erneut versuchen.`,
  'update-hash': ({ file }) =>
    `${file} ist nicht die Datei, die der Herausgeber von Reseed signiert hat. Sie wurde nicht ausgeführt. Erneut versuchen; hilft das nicht, dem Betreiber des Update-Servers Bescheid geben.`,
};
