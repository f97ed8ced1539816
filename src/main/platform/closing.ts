import { setTimeout as sleep } from 'node:timers/promises';
import type { PaidOut } from '@shared/domain/closing.ts';
import { t } from '@shared/i18n/index.ts';
import { app, BrowserWindow, dialog, powerMonitor } from 'electron';
import { type CloseGuard, createCloseGuard, type GuardedQueue } from '../closing/close-guard.ts';
import { send } from '../ipc/send.ts';
import { trustedSenders } from '../ipc/sender.ts';
import type { Log } from '../ports.ts';

/** Time limit (ms) for the windows to close once everything is saved. */
const LEAVE_LIMIT_MS = 3_000;
/** Time limit (ms) for a page to close. */
const WINDOW_LIMIT_MS = 1_000;

interface ClosingDeps {
  readonly mainWindow: () => BrowserWindow | null;
  readonly queue: () => GuardedQueue | null;
  readonly closeServices: (closeWindows: () => Promise<void>) => Promise<void>;
  readonly log: Log;
}

export interface Closing {
  readonly guard: CloseGuard;
  /** Closing this window closes the app, except on macOS. */
  watch(window: BrowserWindow): void;
}

/** All ways to close the app use one guard: windows, shortcuts, menus, signals, the end of the session. */
export function createClosing({ mainWindow, queue, closeServices, log }: ClosingDeps): Closing {
  const guard = createCloseGuard({
    queue,
    closeServices,
    closeWindows,
    log,
    show(closing) {
      const window = mainWindow();
      if (closing.phase === 'asking' && window) {
        if (window.isMinimized()) window.restore();
        window.show();
      }
      send('app.closing', closing);
    },
    async askPlainly(out) {
      const window = mainWindow();
      const { closing } = t.shell;
      const options: Electron.MessageBoxOptions = {
        type: 'question',
        title: closing.title(countOf(out)),
        message: closing.title(countOf(out)),
        detail: detailOf(out),
        buttons: [closing.wait, closing.closeAnyway, closing.stay],
        defaultId: 0,
        cancelId: 2,
      };
      const { response } = await (window
        ? dialog.showMessageBox(window, options)
        : dialog.showMessageBox(options));
      return (['wait', 'close', 'stay'] as const)[response] ?? 'stay';
    },
    leave() {
      // A page that hangs would keep its window open, and a thread that hangs the process.
      setTimeout(() => app.exit(0), LEAVE_LIMIT_MS);
      app.quit();
    },
  });

  app.on('before-quit', (event) => {
    if (guard.isDone) return;
    event.preventDefault();
    guard.requested();
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      log.info('termination signal received', { signal });
      guard.sessionEnds();
    });
  // Linux and macOS wait for an app that requests it.
  powerMonitor.on(
    'shutdown' as never,
    ((event?: { preventDefault?: () => void }) => {
      event?.preventDefault?.();
      guard.sessionEnds();
    }) as never,
  );

  return {
    guard,
    watch(window) {
      window.on('close', (event) => {
        // On macOS the app continues without a window, and so do its paid calls.
        if (guard.isLeaving || process.platform === 'darwin') return;
        event.preventDefault();
        guard.requested();
      });
      // Windows ends the process when this returns.
      if (process.platform === 'win32') window.on('session-end', () => guard.sessionEnds());
    },
  };
}

/** Closes every window with a page as its close button would, and by force after a time limit. */
async function closeWindows(): Promise<void> {
  const windows = trustedSenders().flatMap((contents) => BrowserWindow.fromWebContents(contents) ?? []);
  const closed = windows.map(
    (window) =>
      new Promise<void>((done) => {
        window.once('closed', done);
        window.close();
      }),
  );
  await Promise.race([Promise.all(closed), sleep(WINDOW_LIMIT_MS)]);
  for (const window of windows) if (!window.isDestroyed()) window.destroy();
}

function countOf({ atRisk, safe, unwritten }: PaidOut): number {
  return atRisk + safe + unwritten;
}

function detailOf({ atRisk, safe, unwritten }: PaidOut): string {
  const { closing } = t.shell;
  return [
    atRisk > 0 ? closing.atRisk(atRisk) : '',
    unwritten > 0 ? closing.unwritten(unwritten) : '',
    safe > 0 ? closing.safe(safe) : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}
