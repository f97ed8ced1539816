import { PRACTICE_FILTERS } from '@shared/domain/practice-filters.ts';
import type { NewPreset, PresetContent } from '@shared/domain/preset.ts';
import { t } from '@shared/i18n/index.ts';

type Key = keyof typeof t.edit.presets.starter;
type Sets = Pick<PresetContent, 'params'> & { readonly prompt?: keyof typeof t.edit.presets.starterPrompt };

/** Starter presets: a prompt alone, a prompt with settings, settings alone. */
const STARTERS: Readonly<Record<Key, Sets>> = {
  watercolor: { prompt: 'watercolor' },
  sketch: { prompt: 'sketch', params: { guidance: 4 } },
  vintage: { prompt: 'vintage', params: { strength: 0.85 } },
  night: { prompt: 'night' },
  product: { prompt: 'product', params: { aspectRatio: '1:1', format: 'png' } },
  warmLight: { prompt: 'warmLight', params: { strength: 0.6 } },
  quickLook: { params: { megapixels: '0.25', steps: 12 } },
};

/** A built-in preset in the current language. It isn't stored in the library. */
export interface StarterPreset extends NewPreset {
  readonly key: string;
}

export function starterPresets(): readonly StarterPreset[] {
  return Object.entries(STARTERS).map(([key, { prompt, params }]) => ({
    key,
    name: t.edit.presets.starter[key as Key],
    content: {
      engine: PRACTICE_FILTERS.engine,
      model: PRACTICE_FILTERS.id,
      ...(prompt && { prompt: t.edit.presets.starterPrompt[prompt] }),
      ...(params && { params }),
    },
  }));
}
