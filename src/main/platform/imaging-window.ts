import { DECODE_LIMIT_MS, IMAGING_ORIGIN } from '@shared/imaging.ts';
import { session, WebContentsView } from 'electron';
import { createBroker } from '../imaging/broker.ts';
import { createImaging } from '../imaging/imaging.ts';
import { parseRoute } from '../imaging/route.ts';
import type { Imaging, Log } from '../ports.ts';
import { imagingPage } from './imaging-pages.ts';
import type { Pages } from './protocol.ts';
import { hardenSession, refuseConnections } from './security.ts';

/** Not `persist:`, so the session lives in memory and leaves nothing on disk. */
const PARTITION = 'imaging';

export interface ImagingWindowOptions {
  readonly pages: Pages;
  readonly log: Log;
  /** How long a picture may take to decode, in milliseconds. */
  readonly decodeLimitMs?: number;
  /** How long it stays open with nothing to do, in milliseconds. */
  readonly restMs?: number;
}

export interface ImagingWindow {
  readonly imaging: Imaging;
  /** Opens the window ahead of a job, so that the first picture need not wait for it. It ends when none comes for a while. */
  expect(): void;
  /** Ends every job and the window. */
  close(): void;
}

/**
 * The hidden window in which untrusted pictures are decoded. It has no preload: all it can do is ask main for a job
 * over its own `app://imaging/` and hand back what it made. Call once, after the app is ready.
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
  confine();

  /** Its session asks for nothing, downloads nothing, and reaches nothing but this handler. */
  function confine(): void {
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

  function start(): void {
    if (view || closed) return;
    // A view that no window shows, not a hidden window: that would keep the app open when its last window is closed.
    const opened = new WebContentsView({
      webPreferences: {
        partition: PARTITION,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        // It is never seen; throttled timers would stretch its time limits.
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
    // Led away, by what it decodes: nothing it was doing or asked for is its own any more.
    opened.webContents.on('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument || url.startsWith(`${IMAGING_ORIGIN}/`)) return;
      log.warn('imaging page closed after navigation', { url: url.slice(0, 200) });
      // Not inside the event: to end a page there crashes Electron.
      setImmediate(() => end(opened));
    });
    opened.webContents.loadURL(`${IMAGING_ORIGIN}/imaging.html`).catch((error: unknown) => {
      log.warn('failed to load imaging page', { error: String(error) });
      end(opened);
    });
  }

  function end(ended: WebContentsView | null): void {
    if (!ended || ended !== view) return;
    view = null;
    // Also ends a page that is stuck in a loop, which a plain close would wait for.
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
