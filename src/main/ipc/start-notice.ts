import type { StartNotice } from '@shared/domain/start-notice.ts';
import type { SettingsDamage } from '../settings/settings-store.ts';

/** Returns the notices to show at start. */
export function startNotices(found: {
  /** Environment variables that were ignored. */
  readonly environment: readonly StartNotice[];
  readonly settings: SettingsDamage | null;
  readonly keyDamaged: boolean;
}): StartNotice[] {
  const { environment, settings, keyDamaged } = found;
  return [
    ...(settings ? [{ kind: 'settings-damaged', copy: settings.keptAs } as const] : []),
    ...(settings?.lost.includes('dailyCap') ? [{ kind: 'cap-lost' } as const] : []),
    ...(settings?.lost.includes('queuePaused') ? [{ kind: 'pause-lost' } as const] : []),
    ...(keyDamaged ? [{ kind: 'key-damaged' } as const] : []),
    ...environment,
  ];
}
