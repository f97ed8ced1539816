import type { EngineId } from '@shared/domain/model.ts';
import { useEffect } from 'react';
import { useStores } from './context.tsx';

/**
 * Asks main to look for changes from outside when an engine is chosen and when the window is used again. Waits until the
 * page is painted, so that it never delays the first paint.
 */
export function useRefreshedEngines(engine: EngineId | null): void {
  const { engines } = useStores();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => engines.getState().refresh(engine);
    // A frame's callback comes before its paint, and a timer started in it comes after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(refresh);
    });
    window.addEventListener('focus', refresh);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      window.removeEventListener('focus', refresh);
    };
  }, [engine, engines]);
}
