import type { Bridge } from '@shared/contract.ts';
import { setLocale, t } from '@shared/i18n/index.ts';
import { Fragment, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { callMain, messageOf, windowBridge } from './bridge/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { LibraryProblem } from './features/rescue/library-problem.tsx';
import { createRescueStore } from './features/rescue/rescue-store.ts';
import { StoresProvider, useSettings } from './stores/context.tsx';
import { createStores, type Stores } from './stores/index.ts';
import { languageOf } from './stores/settings-store.ts';
import './styles/tokens.css';
import './styles/base.css';
import { leaveComposingAlone } from './ui/composing.ts';
import { cutPastes } from './ui/text-limit.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

// The page's policy forbids compiling code, which zod would try.
z.config({ jitless: true });

/** From when on a start is slow enough to say so, in milliseconds. */
const WAITING_AFTER_MS = 1000;

/** Starts a window: asks the main process for what it needs, then shows `page`. */
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
  // A slow disk, or a lock that is waited for: an empty window would look broken.
  const waiting = setTimeout(() => showWaiting(root), WAITING_AFTER_MS);
  try {
    const start = await callMain(bridge.app.start({}));
    clearTimeout(waiting);
    root.replaceChildren();
    stores.troubles.getState().setTroubles(start.troubles);
    stores.settings.getState().start(start);
    stores.key.getState().setStatus(start.key);
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
  // Before the page hears of it, so that it is drawn in the new language.
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

/** Puts the page up anew when another language is chosen: no part has to listen for it. */
function Spoken({ children }: { readonly children: ReactNode }) {
  return <Fragment key={useSettings(languageOf)}>{children}</Fragment>;
}

/** The tokens follow the theme's attribute; without it they follow the system. */
function showSettings({ settings }: Stores): void {
  const spoken = languageOf(settings.getState());
  setLocale(spoken);
  document.documentElement.lang = spoken;
  const { theme, density } = settings.getState().settings;
  document.documentElement.dataset.density = density;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** In plain DOM: it goes before the page is drawn. */
function showWaiting(root: HTMLElement): void {
  const words = document.createElement('p');
  words.className = 'start-failure';
  words.setAttribute('role', 'status');
  words.textContent = t.rescue.opening;
  root.replaceChildren(words);
}

/** The library is not open: what is wrong, and the ways to put it right. */
async function showProblem(root: HTMLElement, bridge: Bridge, error: unknown): Promise<void> {
  const rescue = await callMain(bridge.rescue.state({})).catch(() => null);
  if (!rescue?.problem) return showFailure(root, messageOf(error));
  const { language, theme } = rescue;
  setLocale(language);
  document.documentElement.lang = language;
  if (theme !== 'system') document.documentElement.dataset.theme = theme;
  createRoot(root).render(
    <StrictMode>
      <LibraryProblem store={createRescueStore(bridge, rescue)} />
    </StrictMode>,
  );
  document.documentElement.dataset.appState = 'problem';
}

/** When even that is not known there is nothing to show but why. */
function showFailure(root: HTMLElement, sentence: string): void {
  createRoot(root).render(
    <main className="start-failure" role="alert">
      <h1>{t.errors.cannotOpen}</h1>
      <p className="selectable">{sentence}</p>
    </main>,
  );
  document.documentElement.dataset.appState = 'failed';
}
