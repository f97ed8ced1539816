import { type RefObject, useEffect } from 'react';

/** Idle time (ms) after which the bar over a whole-window picture fades. */
const QUIET_MS = 2500;

/** Sets `data-quiet` on an element while the user is idle, but not while something in its bar has the focus. */
export function useQuiet(root: RefObject<HTMLElement | null>, enabled: boolean): void {
  useEffect(() => {
    const element = root.current;
    if (!enabled || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      element.removeAttribute('data-quiet');
      clearTimeout(timer);
      timer = setTimeout(() => element.setAttribute('data-quiet', ''), QUIET_MS);
    };
    const stop = new AbortController();
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel'] as const)
      window.addEventListener(type, stir, { signal: stop.signal, passive: true });
    stir();
    return () => {
      stop.abort();
      clearTimeout(timer);
      element.removeAttribute('data-quiet');
    };
  }, [root, enabled]);
}
