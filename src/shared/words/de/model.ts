import type { model as English } from '../en/model.ts';

export const model: typeof English = {
  models: {
    'flux-2-dev': 'FLUX.2 dev',
    'practice-filters': 'Eingebaute Filter',
  },
  strength: {
    label: 'Stärke',
    help: 'Wie stark die Bearbeitung wirkt. Weniger bleibt näher am Ausgangsbild.',
    practice: 'Wie viel vom gefilterten Bild über das Ausgangsbild gelegt wird.',
  },
  steps: {
    label: 'Schritte',
    help: 'Schritte beim Entrauschen. Mehr Schritte dauern länger und bringen vielleicht mehr Details.',
    practice: 'Wie viele verfeinernde Durchgänge der Filter macht. Mehr Durchgänge gehen weiter.',
  },
  guidance: {
    label: 'Führung',
    help: 'Wie eng sich das Modell an den Prompt halten soll.',
    practice: 'Wie weit der Filter getrieben wird. 0 ist kaum zu sehen, 10 ist extrem.',
  },
  aspectRatio: {
    label: 'Bildformat',
    help: 'Seitenverhältnis des Ergebnisses.',
    practice: 'Seitenverhältnis des Ergebnisses, aus der Mitte des Ausgangsbilds geschnitten.',
    sameAsSource: 'Wie das Ausgangsbild',
  },
  megapixels: {
    label: 'Megapixel',
    help: 'Größe des Ergebnisses. 0,25 MP sind etwa 512 × 512.',
    one: '1 MP',
    quarter: '0,25 MP',
  },
  format: { label: 'Dateiformat', help: 'Dateiformat des Ergebnisses. PNG ist verlustfrei und größer.' },
  quality: { label: 'Qualität', help: 'Qualität der Kompression. Bei PNG ohne Wirkung.' },
  goFast: {
    label: 'Schnell',
    help: 'Schneller, aber nicht wiederholbar: Laut Anbieter kann derselbe Seed ein anderes Bild ergeben.',
    practice: 'Filtert in halber Größe. In der Übung wiederholbar, mit FLUX nicht.',
  },
  disableSafetyChecker: {
    label: 'Ohne Sicherheitsfilter',
    help: 'Bittet den Dienst, Ergebnisse nicht zu filtern. Er kann es trotzdem tun.',
    practice: 'Die eingebauten Filter prüfen nichts.',
    noEffect: 'In der Übung ohne Wirkung: Die eingebauten Filter prüfen nichts.',
  },
};
