import type { settings as English } from '../en/settings.ts';

export const settings: typeof English = {
  windowTitle: 'Reseed-Einstellungen',
  keyWorks: 'Der Schlüssel funktioniert. Die Prüfung war kostenlos.',
  pasteKey: 'Zuerst den API-Schlüssel von 1min.ai einfügen.',
};
