import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { callMain, windowBridge } from './bridge/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { HelpPage } from './features/help/help-page.tsx';
import { showLook } from './show-look.ts';
import './styles/tokens.css';
import './styles/base.css';
import { leaveComposingAlone } from './ui/composing.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

/** Starts the Help window. Unlike the others it needs no library, so that it also opens when that can't. */
async function start(): Promise<void> {
  const bridge = windowBridge();
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no #root');
  leaveComposingAlone(window);
  const root = createRoot(element);
  const { content } = await import('virtual:reseed-guides');
  const show = async () => {
    const look = await callMain(bridge.rescue.state({}));
    showLook(look);
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <TooltipProvider>
            {/* Remounted when the language changes. */}
            <HelpPage key={look.language} content={content} />
          </TooltipProvider>
        </ErrorBoundary>
      </StrictMode>,
    );
  };
  await show();
  bridge.on('settings.changed', () => void show());
  document.documentElement.dataset.appState = 'ready';
}

void start();
