import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { type RefObject, useEffect, useSyncExternalStore } from 'react';
import type { CanvasEngine } from '../../canvas/engine.ts';
import type { CompareMode } from '../../stores/comparing.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import type { ZoomAction } from '../../stores/view-store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { hexOf } from './colors.ts';
import type { ProbeStore } from './probe-store.ts';
import type { Shown } from './shown.ts';

/** Passes requests of keys and menus to the engine, once each. */
export function useViewRequests(engine: RefObject<CanvasEngine | null>): void {
  const { view } = useStores();
  useEffect(() => {
    const actions: Readonly<Record<ZoomAction, () => void>> = {
      in: () => engine.current?.zoomStep('in'),
      out: () => engine.current?.zoomStep('out'),
      fit: () => engine.current?.fit(),
      actual: () => engine.current?.zoomTo(1),
    };
    return view.subscribe((state, before) => {
      if (state.zoom && state.zoom !== before.zoom) actions[state.zoom.action]();
      if (state.blinkStep && state.blinkStep !== before.blinkStep) engine.current?.step();
    });
  }, [engine, view]);
}

/** Copies the color under the pointer on request, from the active picture. */
export function useColorCopy(probe: ProbeStore, { subject }: Shown): void {
  const { view, toasts } = useStores();
  useEffect(
    () =>
      view.subscribe((state, before) => {
        if (!state.colorCopy || state.colorCopy === before.colorCopy) return;
        const color = probe.getState().reading?.looks[subject]?.color;
        if (!color) return;
        const hex = hexOf(color);
        copyText(hex);
        toasts.getState().show({ message: () => t.canvas.colorCopied(hex), tone: 'good' });
      }),
    [view, toasts, probe, subject],
  );
}

/** Removes a deleted picture from the comparison, except in the Trash. */
export function useRemovedLeave(images: readonly ImageRecord[], mode: CompareMode | null): void {
  const { view, library } = useStores();
  useEffect(() => {
    if (mode !== 'grid' || library.getState().listed.place === 'trash') return;
    for (const { id, deletedAt } of images) if (deletedAt !== null) view.getState().removeFromComparison(id);
  }, [images, mode, view, library]);
}

/** Remembers the mode for new pairs. */
export function useRestMode(): void {
  const { view, settings } = useStores();
  const mode = useSettings((state) => state.settings.compareMode);
  useEffect(() => view.getState().setDefaultMode(mode), [view, mode]);
  useEffect(
    () =>
      view.subscribe((state, before) => {
        if (
          state.defaultMode !== before.defaultMode &&
          state.defaultMode !== settings.getState().settings.compareMode
        )
          settings.getState().save({ compareMode: state.defaultMode });
      }),
    [view, settings],
  );
}

const REDUCED = '(prefers-reduced-motion: reduce)';

/** Whether the user prefers reduced motion. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(REDUCED);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(REDUCED).matches,
  );
}
