import type { Bridge } from '@shared/contract.ts';
import type { SettingsSection } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { CallError, callMain, messageOf } from '../bridge/index.ts';
import { isAboutSettings } from '../format/recovery-actions.ts';
import type { ToastStore } from './toast-store.ts';

/** Opens the Settings window, optionally at a section. `spot` is the id of a setting to highlight. */
export async function openSettings(
  bridge: Bridge,
  section?: SettingsSection,
  spot: string | null = null,
): Promise<void> {
  if (section) await callMain(bridge.settings.set({ settingsSection: section, settingsSpot: spot }));
  await callMain(bridge.app.openSettings({}));
}

/** Shows a toast with the error of a failed call. */
export function showErrorToast(toasts: ToastStore, error: unknown): void {
  toasts.getState().show({ message: () => messageOf(error), tone: 'bad' });
}

/** Shows a toast with the error of a failed call, and a Settings button if it can be fixed there. */
export function showErrorToastWithSettings(bridge: Bridge, toasts: ToastStore, error: unknown): void {
  const inSettings = error instanceof CallError && isAboutSettings(error.code);
  toasts.getState().show({
    message: () => messageOf(error),
    tone: 'bad',
    ...(inSettings && {
      action: {
        label: () => t.common.openSettings,
        run: () =>
          void openSettings(bridge, 'engine').catch((failure: unknown) =>
            showErrorToastWithSettings(bridge, toasts, failure),
          ),
      },
    }),
  });
}
