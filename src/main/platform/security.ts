import { IMAGING_ORIGIN } from '@shared/imaging.ts';
import { app, type Session, session, type WebContents } from 'electron';
import { isOwnPage } from '../ipc/sender.ts';
import type { Log } from '../ports.ts';

/** A proxy that is nowhere: what has to go through it goes nowhere. */
const NO_PROXY = '0.0.0.0:9';

/** Takes frames out of a page that has none of its own. A frame of `about:blank` passes every content security policy. */
const REMOVE_FRAMES =
  "for (const frame of document.querySelectorAll('iframe, frame, object, embed, fencedframe')) frame.remove();";

/** No permission, no navigation, no new window, no frame, no WebRTC: for every web contents, whatever opened it. */
export function hardenApp(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    const refuse = (what: string) => (event: { readonly url: string; preventDefault(): void }) => {
      log.warn(`${what} refused`, { url: event.url.slice(0, 200) });
      event.preventDefault();
    };
    contents.on('will-navigate', refuse('navigation'));
    contents.on('will-frame-navigate', (event) => {
      // That of the main frame comes above.
      if (!event.isMainFrame) refuse('navigation of a frame')(event);
    });
    contents.on('will-redirect', refuse('redirection'));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('window refused', { url: url.slice(0, 200) });
      return { action: 'deny' };
    });
    // WebRTC would send UDP past the content security policy; `refuseConnections` stops what it sends by TCP.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    keepOnOwnPages(contents, log);
  });
}

const isOwnAddress = (url: string) => isOwnPage(url) || url.startsWith(`${IMAGING_ORIGIN}/`);

/**
 * Chromium asks nobody before it shows `about:blank` or an error page; to stop it there crashes Electron 33. So the page that was
 * shown before is loaded again. The preload refuses such navigations before they begin; a page without preload gets here.
 */
function keepOnOwnPages(contents: WebContents, log: Log): void {
  let own: string | null = null;
  const back = (url: string) => {
    if (isOwnAddress(url)) own = url;
    else if (own !== null) {
      log.warn('foreign page replaced', { url: url.slice(0, 200) });
      const page = own;
      // Not inside the event: the navigation is not over yet.
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

/** Lets pages of a session reach `app://` and nothing else, not by WebRTC either. */
export async function refuseConnections(target: Session): Promise<void> {
  await target.setProxy({
    mode: 'fixed_servers',
    proxyRules: NO_PROXY,
    // Or this machine's own servers would be reached all the same.
    proxyBypassRules: '<-loopback>',
  });
}
