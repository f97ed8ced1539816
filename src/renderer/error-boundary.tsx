import { t } from '@shared/i18n/index.ts';
import { Component, type ReactNode } from 'react';
import { Button } from './ui/button.tsx';

/** Shows an error with a way to reload instead of an empty window if rendering fails. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="start-failure" role="alert">
        <h1>{t.common.windowBroke}</h1>
        <p>{t.common.windowBrokeSafe}</p>
        <Button onClick={() => location.reload()}>{t.common.openAgain}</Button>
      </main>
    );
  }
}
