import { isEverything } from '@shared/domain/library-query.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { Canvas } from './features/canvas/canvas.tsx';
import { dispatch } from './features/commands/dispatch.ts';
import { DropLayer } from './features/drop/drop-layer.tsx';
import { EditRegion } from './features/edit/edit-region.tsx';
import { EmptyState } from './features/empty/empty-state.tsx';
import { History } from './features/history/history.tsx';
import { LibraryRegion } from './features/library/library-region.tsx';
import type { LibraryState } from './features/library/library-state.ts';
import { QueueRegion } from './features/queue/queue-region.tsx';
import { Shell } from './features/shell/shell.tsx';
import { useShortcuts } from './features/shortcuts/use-shortcuts.ts';
import { TitleBar } from './features/titlebar/titlebar.tsx';
import { Toaster } from './features/toasts/toaster.tsx';
import { useLibrary, useStores } from './stores/context.tsx';
import type { Stores } from './stores/index.ts';

const isEmpty = (state: LibraryState) =>
  state.phase === 'ready' && state.total === 0 && isEverything(state.query) && state.selectedId === null;

/** The main window. */
export function App() {
  const stores = useStores();
  const phase = useLibrary((state) => state.phase);
  const empty = useLibrary(isEmpty);
  useShortcuts();
  useEffect(() => {
    // Read by tests and tools: the library is visible and accepts input.
    if (phase !== 'loading') document.documentElement.dataset.appState = 'ready';
  }, [phase]);
  useFocusBack(stores);
  return (
    <>
      <Shell
        titleBar={<TitleBar />}
        library={<LibraryRegion />}
        canvas={empty ? <EmptyState /> : <Canvas onAction={(action) => dispatch(stores, action)} />}
        history={<History />}
        edit={
          <EditRegion
            onRun={() => dispatch(stores, 'run-edit')}
            onWholePicture={() => dispatch(stores, 'whole-picture')}
          />
        }
        queue={<QueueRegion />}
      />
      <DropLayer />
      <Toaster />
      <Late />
    </>
  );
}

/** Lazily loaded overlays: their code is fetched after the first picture of the window is painted. */
function Late() {
  const phase = useLibrary((state) => state.phase);
  const [parts, setParts] = useState<ReactNode>(null);
  useEffect(() => {
    if (phase === 'loading') return;
    // After the frame that shows the library.
    const frame = requestAnimationFrame(() =>
      setTimeout(() => void import('./lazy-overlays.tsx').then(({ LateParts }) => setParts(<LateParts />))),
    );
    return () => cancelAnimationFrame(frame);
  }, [phase]);
  return parts;
}

/** Returns the focus to the selected picture when the whole-window view closes. */
function useFocusBack({ view }: Stores): void {
  useEffect(
    () =>
      view.subscribe((state, before) => {
        if (!before.fillsWindow || state.fillsWindow) return;
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body) return;
          document.querySelector<HTMLElement>('[role="gridcell"][aria-selected="true"]')?.focus();
        });
      }),
    [view],
  );
}
