import type { edit as English } from '../en/edit.ts';
import { counted, number } from './grammar.ts';

export const edit: typeof English = {
  title: 'Bearbeiten',
  choosePictureFirst: 'Zuerst ein Bild auswählen.',
  noPicture: 'Ein Bild auswählen, dann beschreiben, was sich ändern soll.',

  prompt: {
    label: 'Prompt',
    placeholder: 'mach ein Aquarell daraus',
    left: (count) => counted(count, { one: 'Noch 1 Zeichen', other: `Noch ${number(count)} Zeichen` }),
    over: (count) => counted(count, { one: '1 Zeichen zu lang', other: `${number(count)} Zeichen zu lang` }),
  },

  seed: {
    label: 'Seed',
    help: 'Wo der Zufall beginnt. Derselbe Seed mit denselben Worten und Einstellungen fragt wieder nach demselben Bild.',
    roll: 'Neuer Seed',
    keep: 'Seed behalten',
    isKept: 'Der Seed bleibt für die nächste Bearbeitung',
    keepThis: 'Diesen Seed für die nächste Bearbeitung behalten',
  },

  engine: {
    label: 'Engine',
    practice: 'Übung: eingebaute Filter, nicht FLUX',
    onemin: '1min.ai: FLUX.2 dev',
  },

  settings: {
    more: 'Weitere Einstellungen',
    changed: (count) => `${count} geändert`,
    reset: (label) => `${label} zurücksetzen`,
    resetAll: (count) => `Alle zurücksetzen (${count})`,
    wereReset: (count) =>
      counted(count, { one: '1 Einstellung zurückgesetzt', other: `${count} Einstellungen zurückgesetzt` }),
    on: 'Ein',
    off: 'Aus',
  },

  warnings: {
    noEffectOnPng: 'Bei PNG ohne Wirkung: Es ist verlustfrei.',
    notRepeatable: 'Nicht wiederholbar: Derselbe Seed kann ein anderes Bild ergeben.',
    strengthZero: 'Bei 0 kommt das Ausgangsbild unverändert zurück.',
    strengthZeroPaid: 'Bei 0 kommt das Ausgangsbild vielleicht unverändert zurück und kostet trotzdem.',
    noEffectAtZero: (strength) => `Ohne Wirkung, solange ${strength} 0 ist.`,
    sameShape: 'Das Ausgangsbild hat diese Form schon.',
    runNotRepeatable: (setting) => `Dieser Lauf ist nicht wiederholbar: „${setting}“ ist an.`,
    turnOff: 'Ausschalten',
  },

  paid: {
    noKey: 'Es gibt noch keinen API-Schlüssel. 1min.ai braucht den Schlüssel des Kontos dort.',
    usesCredits: 'Verbraucht Guthaben des 1min.ai-Kontos.',
    capReached: (cap) =>
      `Die heutige Grenze von ${cap} ${cap === 1 ? 'bezahltem Lauf' : 'bezahlten Läufen'} ist erreicht.`,
  },

  run: { run: 'Bearbeitung starten' },

  sent: {
    title: 'Was gesendet wird',
    alt: 'Zum Senden vorbereitet',
    prepared: (facts) => `${facts}. Aufrecht, ohne Metadaten.`,
    once: 'Das Bild wird einmal hochgeladen. Dann folgt eine Anfrage mit genau diesen Feldern:',
    picturePlace: 'wo der Dienst das Bild abgelegt hat',
    noPrompt: 'noch nicht geschrieben',
    noNumber: 'keine Zahl',
  },
};
