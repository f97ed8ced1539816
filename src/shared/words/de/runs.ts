import type { runs as English } from '../en/runs.ts';
import { counted, number } from './grammar.ts';

const step = (at: number, of: number) => `${at} von ${of}`;

export const runs: typeof English = {
  charge: {
    no: 'Nichts wurde abgerechnet.',
    yes: 'Es wurde abgerechnet.',
    unknown: 'Möglicherweise wurde abgerechnet.',
  },
  saysCharge: (sentence) => /abgerechnet|charged/i.test(sentence),

  waiting: 'Wartet',
  waitingPaused: 'Wartet: Die Warteschlange ist angehalten',
  waitingOffline: 'Wartet: offline. Startet von selbst.',
  waitingUnreachable: 'Wartet: Der Dienst ist nicht erreichbar. Startet von selbst.',
  waitingRate: 'Wartet: zu viele Anfragen. Geht von selbst weiter.',
  waitingCap: (cap) => `Wartet: Die heutige Obergrenze von ${number(cap)} ist erreicht`,
  waitingFor: (why) => `Wartet: ${why}`,
  uploadingPicture: 'Das Bild wird hochgeladen',
  rendering: (at, of) => `Schritt ${step(at, of)} wird gerechnet`,
  sentWaiting: (time) => `Um ${time} gesendet, wartet auf die Antwort`,
  answerUnwritten: 'Die Antwort ist da und wird geschrieben, sobald auf dem Datenträger Platz ist',
  sentAccepted: (time) => `Um ${time} gesendet, angenommen, wartet auf das Ergebnis`,
  starting: 'Startet',
  fetching: 'Das Ergebnis wird geholt',
  saving: 'Wird gespeichert',
  saved: 'Gespeichert',
  echoOne: (name, sent, used) => `${name} ${used} statt ${sent}`,
  echoDiffers: (differences) =>
    `1min.ai hat nach eigener Angabe verwendet: ${differences}. Dieses Ergebnis lässt sich über den Seed nicht wiederholen.`,
  savedEcho: (echo) => `Gespeichert. ${echo}`,
  cancelled: 'Abgebrochen',
  setAside: 'Beiseitegelegt',
  setAsideCharge: (charge) => `Beiseitegelegt. ${charge}`,

  uploading: 'Lädt hoch',
  step: (at, of) => `Schritt ${step(at, of)}`,
  working: 'Arbeitet',
  sent: 'Gesendet, wartet',
  done: 'Fertig',
  failed: 'Fehlgeschlagen',
  moderated: 'Gefiltert',
  noAnswer: 'Keine Antwort',

  problem: (title, why) => `${title}: ${why}`,
  sentNoAnswer: (time) => `Um ${time} gesendet, keine Antwort kam zurück. Möglicherweise wurde abgerechnet.`,
  sentThen: (time, what) => `Um ${time} gesendet. ${what}`,
  took: (began, duration) => `${began}, dauerte ${duration}`,

  check: 'Prüfen',
  runAgainMayCharge: 'Noch einmal (wird evtl. erneut abgerechnet)',
  setAsideAction: 'Beiseitelegen',
  retry: 'Noch einmal',
  steps: 'Schritte',

  noticeUncertain: 'Wie eine Bearbeitung ausging, weiß niemand',
  noticeDiskFull: 'Der Datenträger ist voll',
  noticeFailed: 'Eine Bearbeitung ist fehlgeschlagen',
  noticeDone: (count) =>
    counted(count, {
      one: 'Eine Bearbeitung ist fertig',
      other: `${number(count)} Bearbeitungen sind fertig`,
    }),
  noticeLast: (name) => `Die letzte: ${name}`,
  promptOn: (prompt, source) => `„${prompt}“ an ${source}`,
  csvName: (from, to) => `Reseed Läufe ${from} bis ${to}.csv`,
};
