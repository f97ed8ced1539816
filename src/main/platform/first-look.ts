import { readFileSync } from 'node:fs';

/** What the first window needs of the settings. */
export interface FirstLook {
  readonly theme: 'system' | 'light' | 'dark';
  readonly interfaceZoom: number;
}

const THEMES = ['system', 'light', 'dark'] as const;

/**
 * Reads from `settings.json` how the first window looks, without the schemas, which are loaded after it. Anything
 * unreadable has its default until the settings are open.
 */
export function readFirstLook(path: string): FirstLook {
  const { theme, interfaceZoom: zoom } = fieldsOf(path);
  return {
    theme: THEMES.find((known) => known === theme) ?? 'system',
    interfaceZoom: typeof zoom === 'number' && zoom >= 0.8 && zoom <= 2 ? zoom : 1,
  };
}

function fieldsOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
