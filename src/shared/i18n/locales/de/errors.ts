import type { errors as English } from '../en/errors.ts';
import { reasons } from './reasons.ts';
import { sentences } from './sentences.ts';

const advice: (typeof English)['advice'] = {
  moderated: 'Einen anderen Prompt oder ein anderes Bild versuchen.',
  'model-unsupported': 'Ein anderes wählen.',
};

export const errors: typeof English = {
  sentences,
  reasons,
  advice,
  quote: (text) => `Meldung: „${text}“`,

  cannotOpen: 'Reseed kann die Bibliothek nicht öffnen',
  receiptTooLong: 'Dieser Beleg ist zu lang, um angezeigt zu werden.',

  notices: {
    settings: (copy) =>
      copy === null
        ? 'Die Einstellungsdatei ist beschädigt. Nicht lesbare Einstellungen wurden zurückgesetzt.'
        : `Die Einstellungsdatei war beschädigt. Nicht lesbare Einstellungen wurden zurückgesetzt. Die beschädigte Datei liegt noch da als ${copy}.`,
    capLost:
      'Das Tageslimit für kostenpflichtige Bearbeitungen ist verloren und steht jetzt auf 0. In den Einstellungen neu festlegen.',
    pauseLost: 'Die Warteschlange ist angehalten, falls sie es vorher war.',
    key: 'Der gespeicherte API-Schlüssel kann nicht gelesen werden. In den Einstellungen neu eingeben.',
    variable: (name) => `${name} hat einen ungültigen Wert und wird ignoriert.`,
    apiBase:
      'RESEED_API_BASE wird ignoriert: Erlaubt sind nur https-Adressen oder Adressen auf diesem Computer.',
  },
};
