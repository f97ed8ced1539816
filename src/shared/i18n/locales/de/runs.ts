import type { runs as English } from '../en/runs.ts';
import { counted, number } from './grammar.ts';

const step = (at: number, of: number) => `${at} von ${of}`;

export const runs: typeof English = {
  charge: {
    no: 'Es wurden keine Credits abgebucht.',
    yes: 'Es wurden Credits abgebucht.',
    unknown: 'Möglicherweise wurden Credits abgebucht.',
  },

  waiting: 'Wartet',
  waitingPaused: 'Wartet (Warteschlange angehalten)',
  waitingOffline: 'Offline. Startet, sobald die Verbindung wieder besteht.',
  waitingUnreachable: (engine) => `${engine} ist nicht erreichbar. Wird automatisch erneut versucht.`,
  waitingRate: 'Zu viele Anfragen. Wird automatisch erneut versucht.',
  waitingCap: (cap) => `Tageslimit von ${number(cap)} erreicht. Geht morgen weiter.`,
  waitingFor: (why) => `Wartet: ${why}`,
  uploadingPicture: 'Bild wird hochgeladen …',
  rendering: (at, of) => `Schritt ${step(at, of)} wird berechnet …`,
  sentWaiting: (time) => `Um ${time} gesendet, wartet auf die Antwort …`,
  answerUnwritten: 'Das Ergebnis ist da und wird gespeichert, sobald auf dem Datenträger Platz ist',
  sentAccepted: (time) => `Angenommen (um ${time} gesendet), wartet auf das Ergebnis …`,
  inServerQueue: (place) => `Platz ${number(place)} in der Warteschlange des Servers`,
  preview: 'Unfertiges Ergebnis',
  starting: 'Startet …',
  fetching: 'Ergebnis wird heruntergeladen …',
  saving: 'Wird gespeichert …',
  saved: 'Fertig',
  echoOne: (name, sent, used) => `${name} ${used} statt ${sent}`,
  echoDiffers: (differences) =>
    `1min.ai hat nach eigener Angabe verwendet: ${differences}. Dieses Ergebnis lässt sich über den Seed nicht wiederholen.`,
  savedEcho: (echo) => `Fertig. ${echo}`,
  cancelled: 'Abgebrochen',
  setAside: 'Erledigt',
  setAsideCharge: (charge) => `Erledigt. ${charge}`,

  uploading: 'Wird hochgeladen',
  step: (at, of) => `Schritt ${step(at, of)}`,
  working: 'In Arbeit',
  sent: 'Gesendet, wartet',
  done: 'Fertig',
  failed: 'Fehlgeschlagen',
  moderated: 'Blockiert',
  noAnswer: 'Ergebnis unbekannt',

  problem: (title, why) => `${title}: ${why}`,
  sentNoAnswer: (time, charge) => `Um ${time} gesendet, aber es wurde keine Antwort gespeichert. ${charge}`,
  sentThen: (time, what) => `Um ${time} gesendet. ${what}`,
  took: (began, duration) => `${began} (${duration})`,

  check: 'Status prüfen',
  runAgainMayCharge: 'Erneut ausführen (kostet evtl. noch einmal Credits)',
  setAsideAction: 'Als erledigt markieren',
  retry: 'Erneut versuchen',
  steps: 'Schritte',

  noticeUncertain: 'Status einer Bearbeitung unbekannt',
  noticeDiskFull: 'Der Datenträger ist voll',
  noticeFailed: 'Bearbeitung fehlgeschlagen',
  noticeDone: (count) =>
    counted(count, {
      one: 'Bearbeitung fertig',
      other: `${number(count)} Bearbeitungen fertig`,
    }),
  noticeLast: (name) => `Neueste: ${name}`,
  promptOn: (prompt, source) => `„${prompt}“ für ${source}`,
  csvName: (from, to) => `Reseed Läufe ${from} bis ${to}.csv`,
};
