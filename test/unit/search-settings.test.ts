import { afterEach, describe, expect, it } from 'vitest';
import { SETTING_SECTIONS, wordsOfSettings } from '../../src/renderer/features/settings/registry.ts';
import { searchSettings } from '../../src/renderer/features/settings/search-settings.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';

const ids = (text: string) => searchSettings(text).map(({ id }) => id);

describe('searching the settings', () => {
  afterEach(() => setLocale('en'));

  it('finds every setting by its name in either language', () => {
    const names = (['en', 'de'] as const).flatMap((language) => {
      setLocale(language);
      return wordsOfSettings().map(({ id, name }) => ({ id, name }));
    });
    expect(names).toHaveLength(2 * Object.keys(SETTING_SECTIONS).length);
    for (const language of ['en', 'de'] as const) {
      setLocale(language);
      for (const { id, name } of names) expect(ids(name), `${name} in ${language}`).toContain(id);
    }
  });

  it('finds them by description, name matches first', () => {
    expect(ids('proxy')[0]).toBe('systemProxy');
    expect(ids('budget')).toEqual(['dailyCap']);
    expect(ids('GROSSE schrift')).toEqual(['interfaceZoom']);
    expect(ids('größe')).toContain('interfaceZoom');
    expect(ids('xyzzy')).toEqual([]);
  });
});
