import { SettingsPage } from './features/settings/settings-page.tsx';
import { Toaster } from './features/toasts/toaster.tsx';
import { startWindow } from './start.tsx';
import { connectCommon } from './stores/connect.ts';

void startWindow(
  <>
    <SettingsPage />
    <Toaster />
  </>,
  (bridge, stores) => {
    connectCommon(bridge, stores);
    document.documentElement.dataset.appState = 'ready';
  },
);
