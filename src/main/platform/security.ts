import { IMAGING_ORIGIN } from '@shared/imaging-origin.ts';
import { app, type Session, session, type WebContents } from 'electron';
import { isOwnPage } from '../ipc/sender.ts';
import type { Log } from '../ports.ts';

/** An unreachable proxy, so that requests through it fail. */
const NO_PROXY = '0.0.0.0:9';

/**
 * Removes frames from a page that has none of its own. A frame with `about:blank` passes every content
 * security policy.
 */
const REMOVE_FRAMES =
  "for (const frame of document.querySelectorAll('iframe, frame, object, embed, fencedframe')) frame.remove();";

/**
 * Denies permissions, navigation, new windows, frames and WebRTC for all web contents, regardless of their
 * opener.
 */
export function hardenApp(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    const refuse = (what: string) => (event: { readonly url: string; preventDefault(): void }) => {
      log.warn(`${what} refused`, { url: event.url.slice(0, 200) });
      event.preventDefault();
    };
    contents.on('will-navigate', refuse('navigation'));
    contents.on('will-frame-navigate', (event) => {
      // The main frame is handled above.
      if (!event.isMainFrame) refuse('navigation of a frame')(event);
    });
    contents.on('will-redirect', refuse('redirection'));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('window refused', { url: url.slice(0, 200) });
      return { action: 'deny' };
    });
    // WebRTC would send UDP past the content security policy. `refuseConnections` blocks its TCP.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    keepOnOwnPages(contents, log);
  });
}

const isOwnAddress = (url: string) => isOwnPage(url) || url.startsWith(`${IMAGING_ORIGIN}/`);

/**
 * Chromium shows `about:blank` and error pages without an event that can prevent it, and stopping the load
 * crashes Electron 33. So the previous page is reloaded. The preload prevents such navigations early; pages
 * without a preload get here.
 */
function keepOnOwnPages(contents: WebContents, log: Log): void {
  let own: string | null = null;
  const back = (url: string) => {
    if (isOwnAddress(url)) own = url;
    else if (own !== null) {
      log.warn('foreign page replaced', { url: url.slice(0, 200) });
      const page = own;
      // Deferred, because the navigation isn't finished.
      setImmediate(() => {
        if (!contents.isDestroyed()) contents.loadURL(page).catch(() => {});
      });
    }
  };
  contents.on('did-navigate', (_, url) => back(url));
  contents.on('did-fail-load', (_, _code, _what, url, isMainFrame) => {
    if (isMainFrame && !isOwnAddress(url)) back(url);
  });
  contents.on('frame-created', (_, { frame }) => {
    if (own === null || !frame?.parent) return;
    log.warn('frame removed');
    void contents.executeJavaScript(REMOVE_FRAMES).catch(() => {});
  });
}

/** Denies every permission and download. */
export function hardenSession(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  // Even if disabled, the spell checker fetches dictionaries from Google at start.
  target.setSpellCheckerLanguages([]);
  target.setSpellCheckerEnabled(false);
}

/** Restricts a session's pages to `app://`, including WebRTC. */
export async function refuseConnections(target: Session): Promise<void> {
  await target.setProxy({
    mode: 'fixed_servers',
    proxyRules: NO_PROXY,
    // Otherwise servers on this machine would remain reachable.
    proxyBypassRules: '<-loopback>',
  });
}
