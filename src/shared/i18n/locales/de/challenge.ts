import type { challenge as English } from '../en/challenge.ts';

/** Running an edit on another engine or model. */
export const challenge: typeof English = {
  title: 'Mit anderer Engine ausführen',
  action: 'Mit anderer Engine ausführen …',
  madeWith: (engine, model) => `Erstellt mit ${engine}, ${model}`,
  with: 'Engine und Modell',
  choice: (engine, model) => `${engine}: ${model}`,
  frozen:
    'Sendet diese Bearbeitung noch einmal: Quelle, Region, Masken, Prompt, Seed und Einstellungen, soweit das Modell sie annimmt. Das Ergebnis wird mit dem oben verglichen.',
  free: 'Kostenlos.',
  none: 'Es gibt keine andere Engine und kein anderes Modell.',
  run: (engine) => `Mit ${engine} ausführen`,

  noPrompt: (model) => `Das Modell „${model}“ nimmt keinen Prompt an.`,
  noSeed: (model) =>
    `Das Modell „${model}“ nimmt keinen Seed an, das Ergebnis ist also nicht reproduzierbar.`,
  missing: (model, settings) => `Das Modell „${model}“ hat diese Einstellungen nicht: ${settings}`,
  replaced: (setting, asked, used) => `${setting}: ${used} statt ${asked}`,
  added: (settings) => `Was diese Bearbeitung nicht einstellt, steht auf dem Standardwert: ${settings}`,

  ofEarlier: (engine, model) => `Wiederholt eine Bearbeitung mit ${engine}, ${model}`,
  match: (engine) => `Übereinstimmung mit ${engine}`,
  compare: (engine) => `Mit ${engine} vergleichen`,
  reruns: 'Wiederholungen',
  noReruns: 'Noch nicht wiederholt',
};
