import { App } from './app.tsx';
import { dispatch } from './features/shortcuts/dispatch.ts';
import { startWindow } from './start.tsx';
import { connectStores } from './stores/connect.ts';

void startWindow(<App />, (bridge, stores) => {
  const { settings, engineAtStart } = stores.settings.getState();
  stores.edit.getState().started(engineAtStart, settings.seedLocked);
  connectStores(bridge, stores);
  bridge.on('command', ({ command }) => dispatch(stores, command));
  void stores.library.getState().start(settings.lastImageId);
  void stores.queue.getState().load();
  void stores.money.getState().load();
});
