import { app, type Session, session } from 'electron';
import type { Log } from '../ports.ts';

/** No permission, no navigation, no new window, no webview: for every window, whoever makes it. */
export function hardenApp(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      log.warn('navigation refused', { url: event.url });
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('window refused', { url });
      return { action: 'deny' };
    });
  });
}

/** Denies every permission a page could ask for, and every download. */
export function hardenSession(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  // Switched off alone, it still fetches its dictionaries from Google when the app starts.
  target.setSpellCheckerLanguages([]);
  target.setSpellCheckerEnabled(false);
}
