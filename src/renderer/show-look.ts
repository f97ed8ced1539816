import type { Look } from '@shared/domain/rescue.ts';
import { setLocale } from '@shared/i18n/index.ts';

/** Applies a window's language, theme and density to its page. */
export function showLook({ language, theme, density }: Look): void {
  setLocale(language);
  const { documentElement: html } = document;
  html.lang = language;
  html.dataset.density = density;
  // The tokens follow the theme attribute. Without it they follow the system.
  if (theme === 'system') delete html.dataset.theme;
  else html.dataset.theme = theme;
}
