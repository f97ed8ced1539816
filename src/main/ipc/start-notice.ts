import { t } from '@shared/words/index.ts';
import type { SettingsDamage } from '../settings/settings-store.ts';

/** What the user has to know at start, as one text; null when there is nothing. */
export function startNotice(found: {
  /** Sentences about variables of the environment that were ignored. */
  readonly environment: readonly string[];
  readonly settings: SettingsDamage | null;
  readonly keyDamaged: boolean;
}): string | null {
  const { environment, settings, keyDamaged } = found;
  const words = t.errors.damaged;
  const sentences = [
    ...(settings ? [words.settings(settings.keptAs)] : []),
    ...(settings?.lost.includes('dailyCap') ? [words.capLost] : []),
    ...(settings?.lost.includes('queuePaused') ? [words.pauseLost] : []),
    ...(keyDamaged ? [words.key] : []),
    ...environment,
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
