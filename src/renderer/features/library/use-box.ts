import type { Size } from '@shared/geometry.ts';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Returns an element's current inner size in CSS pixels; 0 before layout. */
export function useBox(element: RefObject<HTMLElement | null>): Size {
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element.current) return;
    // The observer reports it only after a frame without content.
    setBox(innerSize(element.current));
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setBox((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

function innerSize(element: HTMLElement): Size {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
  const inner = (outer: number, ...paddings: string[]) =>
    Math.max(0, outer - paddings.reduce((sum, padding) => sum + (Number.parseFloat(padding) || 0), 0));
  return {
    width: inner(element.clientWidth, paddingLeft, paddingRight),
    height: inner(element.clientHeight, paddingTop, paddingBottom),
  };
}
