import { EVERYTHING } from '@shared/domain/library-query.ts';
import { App } from './app.tsx';
import { dispatch } from './features/commands/dispatch.ts';
import { syncMenuState } from './features/commands/sync-menu-state.ts';
import { keepDraft } from './features/edit/keep-draft.ts';
import { announceUpdate } from './features/help/announce-update.ts';
import { followLinks } from './features/link/follow-links.ts';
import { startWindow } from './start.tsx';
import { watchAttention } from './stores/attention.ts';
import { connectStores } from './stores/connect.ts';

/**
 * Time (ms) the window stays blank so that it is drawn once with its pictures. After that it shows a loading
 * state.
 */
const FIRST_PAGE_MS = 150;

void startWindow(<App />, async (bridge, stores) => {
  const { settings, engineAtStart } = stores.settings.getState();
  stores.edit.getState().start(engineAtStart, settings);
  keepDraft(stores);
  watchAttention(stores.attention, window);
  connectStores(bridge, stores);
  bridge.on('command', ({ command }) => dispatch(stores, command));
  syncMenuState(stores);
  const { librarySort: sort, libraryReversed: reversed } = settings;
  stores.library.setState({ query: { ...EVERYTHING, sort, reversed } });
  const pictures = stores.library.getState().start(settings.lastImageId);
  void stores.queue.getState().load();
  void stores.usage.getState().load();
  void pictures.then(() => followLinks(bridge, stores));
  void pictures.then(() => stores.watch.getState().load());
  void pictures.then(() => announceUpdate(stores));
  await Promise.race([pictures, new Promise((resolve) => setTimeout(resolve, FIRST_PAGE_MS))]);
});
