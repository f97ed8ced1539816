import { t } from '@shared/i18n/index.ts';
import type { Stores } from '../../stores/index.ts';

/** After an update, shows once where the changes are listed. */
export function announceUpdate({ settings, toasts }: Pick<Stores, 'settings' | 'toasts'>): void {
  const { version, settings: kept, saveQuietly, openHelp } = settings.getState();
  if (version === kept.lastVersion) return;
  saveQuietly({ lastVersion: version });
  // The first start isn't an update, and an older version has nothing new.
  if (kept.lastVersion === '' || !isNewer(version, kept.lastVersion)) return;
  toasts.getState().show({
    message: () => t.help.updated(version),
    action: { label: () => t.commands['whats-new'], run: () => void openHelp('changes') },
  });
}

/** Compares two versions such as "0.10.1" by their numbers. */
function isNewer(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) > 0;
}
