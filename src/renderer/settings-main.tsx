import { SettingsPage } from './features/settings/settings-page.tsx';
import { Toaster } from './features/toasts/toaster.tsx';
import { startWindow } from './start.tsx';

void startWindow(
  <>
    <SettingsPage />
    <Toaster />
  </>,
  (bridge, { settings }) => {
    bridge.on('settings.changed', (next) => settings.getState().changedElsewhere(next));
    document.documentElement.dataset.appState = 'ready';
  },
);
