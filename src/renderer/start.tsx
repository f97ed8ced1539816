import type { Bridge } from '@shared/contract.ts';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { ask, sentenceOf, windowBridge } from './bridge/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { StoresProvider } from './stores/context.tsx';
import { createStores, type Stores } from './stores/index.ts';
import './styles/tokens.css';
import './styles/base.css';
import { TooltipProvider } from './ui/tooltip.tsx';

// The page's policy forbids compiling code, which zod would try.
z.config({ jitless: true });

/** Starts a window: asks the main process for what it needs, then shows `page`. */
export async function startWindow(
  page: ReactNode,
  prepare: (bridge: Bridge, stores: Stores) => void | Promise<void> = () => undefined,
): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  const bridge = windowBridge();
  const stores = createStores(bridge);
  try {
    const start = await ask(bridge.app.start({}));
    stores.settings.getState().started(start);
    stores.key.getState().changed(start.key);
    stores.network.getState().changed(start.network);
  } catch (error) {
    showFailure(root, sentenceOf(error));
    return;
  }
  showTheme(stores);
  stores.settings.subscribe(() => showTheme(stores));
  await prepare(bridge, stores);
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <StoresProvider stores={stores}>
          <TooltipProvider>{page}</TooltipProvider>
        </StoresProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}

/** The tokens follow this attribute; without it they follow the system. */
function showTheme({ settings }: Stores): void {
  const { theme } = settings.getState().settings;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** When the library cannot be opened there is nothing to show but why. */
function showFailure(root: HTMLElement, sentence: string): void {
  createRoot(root).render(
    <main className="start-failure" role="alert">
      <h1>Reseed cannot open its library</h1>
      <p className="selectable">{sentence}</p>
    </main>,
  );
  document.documentElement.dataset.appState = 'failed';
}
