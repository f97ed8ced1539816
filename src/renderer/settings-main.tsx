import { SettingsPage } from './features/settings/settings-page.tsx';
import { startWindow } from './start.tsx';

void startWindow(<SettingsPage />, (bridge, { settings }) => {
  bridge.on('settings.changed', (next) => settings.getState().changedElsewhere(next));
  document.documentElement.dataset.appState = 'ready';
});
