import type { SettingsSection } from '@shared/domain/settings.ts';
import { catalogs, type Translations, t } from '@shared/i18n/index.ts';

export type SettingId = keyof Translations['settings']['rows'];

/** Section of each setting, in page order. Its texts are `t.settings.rows[id]`. */
export const SETTING_SECTIONS: Readonly<Record<SettingId, SettingsSection>> = {
  theme: 'general',
  density: 'general',
  interfaceZoom: 'general',
  language: 'general',
  engine: 'general',
  concurrency: 'general',
  notifyWhenDone: 'general',
  keepCameraData: 'general',
  keepLocation: 'general',
  firstSteps: 'general',
  keys: 'keys',
  folder: 'library',
  backups: 'backups',
  health: 'health',
  key: 'engine',
  dailyCap: 'engine',
  asynchronous: 'engine',
  systemProxy: 'engine',
  servers: 'servers',
  usage: 'usage',
  updates: 'updates',
  version: 'about',
};

export interface SettingWords {
  readonly id: SettingId;
  readonly section: SettingsSection;
  readonly name: string;
  readonly help: string;
  /** Additional search words: synonyms, and its texts in other languages. */
  readonly also: string;
}

/** Searchable texts of every setting. */
export function wordsOfSettings(): readonly SettingWords[] {
  return (Object.keys(SETTING_SECTIONS) as SettingId[]).map((id) => {
    const elsewhere = catalogs().map(({ settings }) => settings.rows[id]);
    return {
      id,
      section: SETTING_SECTIONS[id],
      name: t.settings.rows[id].name,
      help: t.settings.rows[id].help,
      also: elsewhere.map(({ name, help, also }) => `${name} ${help} ${also}`).join(' '),
    };
  });
}
