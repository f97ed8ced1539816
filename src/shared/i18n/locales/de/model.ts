import type { model as English } from '../en/model.ts';

export const model: typeof English = {
  strength: {
    label: 'Stärke',
    help: 'Wie stark die Bearbeitung wirkt. Niedrigere Werte bleiben näher am Ausgangsbild.',
    practice: 'Wie stark der Filter über das Ausgangsbild gelegt wird.',
  },
  steps: {
    label: 'Schritte',
    help: 'Anzahl der Entrauschungsschritte. Mehr Schritte dauern länger und können mehr Details liefern.',
    practice: 'Anzahl der Filterdurchgänge. Mehr Durchgänge verstärken den Effekt.',
  },
  guidance: {
    label: 'Prompt-Treue',
    help: 'Wie genau sich das Modell an den Prompt hält.',
    practice: 'Intensität des Filters. 0 ist kaum sichtbar, 10 ist extrem.',
  },
  aspectRatio: {
    label: 'Seitenverhältnis',
    help: 'Seitenverhältnis des Ergebnisses.',
    practice: 'Seitenverhältnis des Ergebnisses, mittig aus dem Ausgangsbild geschnitten.',
    sameAsSource: 'Wie das Ausgangsbild',
  },
  megapixels: {
    label: 'Megapixel',
    help: 'Größe des Ergebnisses. 0,25 MP sind etwa 512 × 512.',
    one: '1 MP',
    quarter: '0,25 MP',
  },
  format: {
    label: 'Dateiformat',
    help: 'Dateiformat des Ergebnisses. PNG ist verlustfrei, die Dateien sind aber größer.',
  },
  quality: { label: 'Qualität', help: 'Kompressionsqualität des Ergebnisses. Bei PNG ohne Wirkung.' },
  goFast: {
    label: 'Schnellmodus',
    help: 'Schneller, aber nicht reproduzierbar: Laut Anbieter kann derselbe Seed ein anderes Ergebnis liefern.',
    practice: 'Filtert in halber Auflösung. Im Übungsmodus reproduzierbar, mit FLUX nicht.',
  },
  disableSafetyChecker: {
    label: 'Sicherheitsprüfung deaktivieren',
    help: 'Bittet 1min.ai, Ergebnisse nicht zu filtern. 1min.ai kann sie trotzdem filtern.',
    practice: 'Die integrierten Filter haben keine Sicherheitsprüfung.',
    noEffect: 'Im Übungsmodus ohne Wirkung: Die integrierten Filter haben keine Sicherheitsprüfung.',
  },
};
