import { type ReactNode, useDeferredValue } from 'react';

interface DeferredProps {
  readonly children: ReactNode;
  /** Shown until then, at the same size. */
  readonly fallback?: ReactNode;
}

/**
 * Renders its children after the first paint of what surrounds them, in slices between which the page responds.
 * Rendered at once, everything that belongs to the first picture takes 100 ms.
 */
export function Deferred({ children, fallback = null }: DeferredProps) {
  return useDeferredValue(true, false) ? children : fallback;
}
