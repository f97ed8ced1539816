import { setLocale } from '@shared/i18n/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { callMain, windowBridge } from './bridge/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { HelpPage } from './features/help/help-page.tsx';
import './styles/tokens.css';
import './styles/base.css';
import { TooltipProvider } from './ui/tooltip.tsx';

// The page's policy forbids compiling code, which zod would try.
z.config({ jitless: true });

/** Starts the Help window. Unlike the others it needs no library, so that it also opens when that can't. */
async function start(): Promise<void> {
  const bridge = windowBridge();
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no #root');
  const root = createRoot(element);
  const { content } = await import('virtual:reseed-guides');
  const show = async () => {
    const { language, theme } = await callMain(bridge.rescue.state({}));
    setLocale(language);
    const { documentElement: html } = document;
    html.lang = language;
    if (theme === 'system') delete html.dataset.theme;
    else html.dataset.theme = theme;
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <TooltipProvider>
            {/* Remounted when the language changes. */}
            <HelpPage key={language} content={content} />
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
