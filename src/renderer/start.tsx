import type { Bridge } from '@shared/contract.ts';
import { t } from '@shared/i18n/index.ts';
import { Fragment, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { callMain, messageOf, windowBridge } from './bridge/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { LibraryProblem } from './features/rescue/library-problem.tsx';
import { createRescueStore } from './features/rescue/rescue-store.ts';
import { showLook } from './show-look.ts';
import { StoresProvider, useSettings } from './stores/context.tsx';
import { createStores, type Stores } from './stores/index.ts';
import { languageOf } from './stores/settings-store.ts';
import './styles/tokens.css';
import './styles/base.css';
import { allowWorkers } from './trusted-types.ts';
import { leaveComposingAlone } from './ui/composing.ts';
import { cutPastes } from './ui/text-limit.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

allowWorkers();

/** Time (ms) after which a slow start shows a message. */
const WAITING_AFTER_MS = 1000;

/** Starts a window: requests its data from main, then shows `page`. */
export async function startWindow(
  page: ReactNode,
  prepare: (bridge: Bridge, stores: Stores) => void | Promise<void> = () => undefined,
): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  const bridge = windowBridge();
  const stores = createStores(bridge);
  leaveComposingAlone(window);
  cutPastes(window, (limit) =>
    stores.toasts.getState().show({ message: () => t.common.cut(limit), tone: 'warn' }),
  );
  // With a slow disk or a pending lock, an empty window would look broken.
  const waiting = setTimeout(() => showWaiting(root), WAITING_AFTER_MS);
  try {
    const [start] = await Promise.all([callMain(bridge.app.start({})), stores.engines.getState().load()]);
    clearTimeout(waiting);
    root.replaceChildren();
    stores.troubles.getState().setTroubles(start.troubles);
    stores.settings.getState().start(start);
    for (const status of start.keys) stores.key.getState().setStatus(status);
    stores.network.getState().setNetwork(start.network);
    stores.changes.getState().start(start.undoable);
    stores.exports.getState().setDragsFiles(start.dragsFiles);
  } catch (error) {
    clearTimeout(waiting);
    root.replaceChildren();
    await showProblem(root, bridge, error);
    return;
  }
  showSettings(stores);
  // Before the page is notified, so that it is rendered in the new language.
  stores.settings.subscribe(() => showSettings(stores));
  window.addEventListener('pagehide', () => stores.settings.getState().flush());
  await prepare(bridge, stores);
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <StoresProvider stores={stores}>
          <TooltipProvider>
            <Spoken>{page}</Spoken>
          </TooltipProvider>
        </StoresProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}

/** Remounts the page when the language changes, so that no component has to subscribe. */
function Spoken({ children }: { readonly children: ReactNode }) {
  return <Fragment key={useSettings(languageOf)}>{children}</Fragment>;
}

function showSettings({ settings }: Stores): void {
  const state = settings.getState();
  showLook({ ...state.settings, language: languageOf(state) });
}

/** Plain DOM, because it runs before the page is rendered. */
function showWaiting(root: HTMLElement): void {
  const words = document.createElement('p');
  words.className = 'start-failure';
  words.setAttribute('role', 'status');
  words.textContent = t.rescue.opening;
  root.replaceChildren(words);
}

/** The library isn't open: shows the problem and the available actions. */
async function showProblem(root: HTMLElement, bridge: Bridge, error: unknown): Promise<void> {
  const rescue = await callMain(bridge.rescue.state({})).catch(() => null);
  if (!rescue?.problem) return showFailure(root, messageOf(error));
  showLook(rescue);
  createRoot(root).render(
    <StrictMode>
      <LibraryProblem store={createRescueStore(bridge, rescue)} />
    </StrictMode>,
  );
  document.documentElement.dataset.appState = 'problem';
}

/** If even that is unknown, shows only the error. */
function showFailure(root: HTMLElement, sentence: string): void {
  createRoot(root).render(
    <main className="start-failure" role="alert">
      <h1>{t.errors.cannotOpen}</h1>
      <p className="selectable">{sentence}</p>
    </main>,
  );
  document.documentElement.dataset.appState = 'failed';
}
