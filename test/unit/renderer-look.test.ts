// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { showLook } from '../../src/renderer/show-look.ts';
import { locale, setLocale } from '../../src/shared/i18n/index.ts';

describe('showLook', () => {
  const { documentElement: html } = document;
  afterEach(() => setLocale('en'));

  it('applies the language, the theme and the density', () => {
    showLook({ language: 'de', theme: 'dark', density: 'compact' });
    expect(locale).toBe('de');
    expect(html.lang).toBe('de');
    expect(html.dataset).toMatchObject({ theme: 'dark', density: 'compact' });
  });

  it('leaves the theme to the system if the settings do', () => {
    showLook({ language: 'en', theme: 'dark', density: 'usual' });
    showLook({ language: 'en', theme: 'system', density: 'usual' });
    expect(html.dataset.theme).toBeUndefined();
  });
});
