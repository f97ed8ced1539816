import type { WebContents } from 'electron';
import type { Log } from '../ports.ts';
import { countCrashes } from './crash-count.ts';
import { TROUBLE_PATH, type TroubleWay, troubleWay } from './trouble-page.ts';

export const APP_PAGE = 'app://reseed/';
const TROUBLE_PAGE = `app://reseed${TROUBLE_PATH}`;

interface PageGuardDeps {
  readonly log: Log;
  /** Clears the selection, which may be what crashes the page. */
  readonly forgetSelection: () => Promise<void>;
  readonly showLog: () => void;
}

/**
 * Reloads the main window's page after a crash. After three crashes in a minute, shows a plain page with
 * options.
 */
export function guardPage(contents: WebContents, { log, forgetSelection, showLog }: PageGuardDeps): void {
  const crashes = countCrashes(() => performance.now());
  let inTrouble = false;
  const load = (address: string) => {
    inTrouble = address === TROUBLE_PAGE;
    contents
      .loadURL(address)
      .catch((error: unknown) => log.warn('failed to load page', { error: String(error) }));
  };

  const crashed = (reason: string, exitCode: number) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    log.error('page crashed', { reason, exitCode, inTrouble });
    const tooMany = crashes.crashed();
    // If even the plain page can't be shown, stop trying.
    if (inTrouble && tooMany) return;
    // Deferred, because the process is still being cleaned up.
    setImmediate(() => {
      if (!contents.isDestroyed()) load(tooMany ? TROUBLE_PAGE : APP_PAGE);
    });
  };
  contents.on('render-process-gone', (_, { reason, exitCode }) => crashed(reason, exitCode));
  // The first page is loaded before main is complete.
  if (contents.isCrashed()) crashed('crashed', 0);

  const ways: Readonly<Record<TroubleWay, () => void>> = {
    again: () => load(APP_PAGE),
    'without-selection': () => void forgetSelection().finally(() => load(APP_PAGE)),
    log: showLog,
  };
  // The navigation itself is prevented like any other.
  contents.on('will-navigate', ({ url }) => {
    const way = inTrouble ? troubleWay(url) : null;
    if (way === null) return;
    if (way !== 'log') crashes.reset();
    ways[way]();
  });
}
