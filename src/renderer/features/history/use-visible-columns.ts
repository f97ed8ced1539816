import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Extra columns rendered on each side, so that fast scrolling shows no gap. */
const OVERSCAN = 3;

/** A row of columns of equal width, in CSS pixels. */
export interface Columns {
  readonly count: number;
  readonly width: number;
  /** Space before the first and after the last. */
  readonly padding: number;
}

/** Returns the first and last column to render at a scroll position and view width. */
export function columnRange(
  { count, width, padding }: Columns,
  scrollLeft: number,
  viewWidth: number,
): readonly [from: number, to: number] {
  const last = count - 1;
  const from = Math.floor((scrollLeft - padding) / width) - OVERSCAN;
  const to = Math.floor((scrollLeft + viewWidth - padding) / width) + OVERSCAN;
  return [Math.min(Math.max(from, 0), last), Math.max(Math.min(to, last), 0)];
}

/** Returns the scroll position that shows a column with the least movement. */
export function scrollToShow(
  { width, padding }: Pick<Columns, 'width' | 'padding'>,
  index: number,
  scrollLeft: number,
  viewWidth: number,
): number {
  const left = index * width;
  const right = left + width + 2 * padding;
  if (left < scrollLeft) return left;
  return right > scrollLeft + viewWidth ? right - viewWidth : scrollLeft;
}

/** Virtual list of equal columns: which to render, their positions, and scrolling to one. */
export function useVisibleColumns(scroller: RefObject<HTMLElement | null>, columns: Columns) {
  const { count, width, padding } = columns;
  const [view, setView] = useState({ scrollLeft: 0, width: 0 });
  const [from, to] = columnRange(columns, view.scrollLeft, view.width);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const next = { scrollLeft: element.scrollLeft, width: element.clientWidth };
      setView((now) => {
        const [oldFrom, oldTo] = columnRange({ count, width, padding }, now.scrollLeft, now.width);
        const [newFrom, newTo] = columnRange({ count, width, padding }, next.scrollLeft, next.width);
        return oldFrom === newFrom && oldTo === newTo ? now : next;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, count, width, padding]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      element.scrollLeft = scrollToShow({ width, padding }, index, element.scrollLeft, element.clientWidth);
    },
    [scroller, width, padding],
  );

  return {
    from,
    to,
    indexes: Array.from({ length: to - from + 1 }, (_, at) => from + at),
    left: (index: number) => padding + index * width,
    total: 2 * padding + count * width,
    scrollTo,
  };
}
