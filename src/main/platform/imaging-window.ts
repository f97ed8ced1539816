import { DECODE_LIMIT_MS } from '@shared/imaging.ts';
import { IMAGING_ORIGIN } from '@shared/imaging-origin.ts';
import { session, WebContentsView } from 'electron';
import { createBroker } from '../imaging/broker.ts';
import { createImaging } from '../imaging/imaging.ts';
import { parseRoute } from '../imaging/route.ts';
import type { Imaging, Log } from '../ports.ts';
import { imagingPage } from './imaging-pages.ts';
import type { Pages } from './pages.ts';
import { hardenSession, refuseConnections } from './security.ts';

/** Without `persist:`, the session is in memory and leaves nothing on disk. */
const PARTITION = 'imaging';

export interface ImagingWindowOptions {
  readonly pages: Pages;
  readonly log: Log;
  /** Time limit for decoding an image, in milliseconds. */
  readonly decodeLimitMs?: number;
  /** Time (ms) the idle window stays open. */
  readonly restMs?: number;
}

export interface ImagingWindow {
  readonly imaging: Imaging;
  /**
   * Opens the window ahead of a job, so that the first image doesn't wait for it. It closes if none follows
   * soon.
   */
  expect(): void;
  /** Ends every job and the window. */
  close(): void;
}

/**
 * The hidden window that decodes untrusted images. It has no preload: it can only request jobs from main over
 * its own `app://imaging/` and return its outputs. Call it once, after the app is ready.
 */
export function createImagingWindow(options: ImagingWindowOptions): ImagingWindow {
  const { pages, log, decodeLimitMs = DECODE_LIMIT_MS, restMs } = options;
  let view: WebContentsView | null = null;
  let closed = false;

  const broker = createBroker({
    wake: start,
    restart: () => end(view),
    log,
    ...(restMs !== undefined && { restMs }),
  });
  let confined = false;

  /**
   * Its session has no permissions, no downloads, and reaches only this handler. Made with the first window: a session
   * takes as long as a part of the start.
   */
  function confine(): void {
    if (confined) return;
    confined = true;
    const own = session.fromPartition(PARTITION);
    hardenSession(own);
    void refuseConnections(own);
    own.webRequest.onBeforeRequest((details, answer) =>
      answer({ cancel: !details.url.startsWith(`${IMAGING_ORIGIN}/`) }),
    );
    own.protocol.handle('app', async (request) => {
      const url = new URL(request.url);
      if (parseRoute(request.method, url.pathname)) return broker.handle(request);
      const page = request.method === 'GET' ? await imagingPage(url, pages).catch(() => null) : null;
      return page ?? new Response(null, { status: 404 });
    });
  }

  function start(windowId: number): void {
    if (view || closed) return;
    confine();
    // A view without a window instead of a hidden window, which would keep the app open when its last window
    // closes.
    const opened = new WebContentsView({
      webPreferences: {
        partition: PARTITION,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        // It is never visible, and throttled timers would stretch its time limits.
        backgroundThrottling: false,
        spellcheck: false,
        navigateOnDragDrop: false,
      },
    });
    view = opened;
    opened.webContents.on('render-process-gone', (_, details) => {
      if (view !== opened) return;
      log.warn('imaging process exited', { reason: details.reason });
      end(opened);
    });
    // Navigated away by content it decodes: its jobs and requests can't be trusted anymore.
    opened.webContents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument || url.startsWith(`${IMAGING_ORIGIN}/`)) return;
      log.warn('imaging page closed after navigation', { url: url.slice(0, 200) });
      // Deferred, because ending a page inside the event crashes Electron.
      setImmediate(() => end(opened));
    });
    opened.webContents.loadURL(`${IMAGING_ORIGIN}/imaging.html?${windowId}`).catch((error: unknown) => {
      log.warn('failed to load imaging page', { error: String(error) });
      end(opened);
    });
  }

  function end(ended: WebContentsView | null): void {
    if (!ended || ended !== view) return;
    view = null;
    // Also ends a page stuck in a loop, which a plain close would wait for.
    if (!ended.webContents.isCrashed()) ended.webContents.forcefullyCrashRenderer();
    ended.webContents.close();
    broker.windowGone();
  }

  return {
    imaging: createImaging(broker, { decodeMs: decodeLimitMs }),
    expect: broker.expect,
    close() {
      closed = true;
      broker.close();
      end(view);
    },
  };
}
