import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Extent, isStuck, placeOf, type Scroll, scrolled, scrolledTo, TOP } from './scroll-scale.ts';

/** Time (ms) without movement after which scrolling has ended. */
const IDLE_MS = 120;

/** Share of the visible range per scrollbar movement from which on no pictures are requested. */
const TOO_FAST = 0.25;

/** The visible range, and the offset between content and element. */
export interface Seen {
  /** Rows, inclusive, including partly visible ones. */
  readonly first: number;
  readonly last: number;
  /** Offset from content to element coordinates. */
  readonly shift: number;
  /** Scrolling too fast to see pictures, so none are requested. */
  readonly hurried: boolean;
}

export interface GridScroll {
  readonly seen: Seen;
  /** Start of the visible part in the content, in CSS pixels. */
  place(): number;
  scrollTo(place: number): void;
  /** Call it on the element's scroll events. */
  onScroll(): void;
}

interface Rows {
  /** Row distance, and the space above the first row, in CSS pixels. */
  readonly pitch: number;
  readonly padding: number;
}

/** Scrolls content that may be taller than the maximum element height. */
export function useGridScroll(
  element: RefObject<HTMLElement | null>,
  extent: Extent,
  rows: Rows,
): GridScroll {
  const [seen, setSeen] = useState<Seen>({ first: 0, last: 0, shift: 0, hurried: false });
  const latest = useRef({ extent, rows });
  latest.current = { extent, rows };
  const { place, scrollTo, onScroll, extentChanged } = useMemo(() => {
    let scroll: Scroll = TOP;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const now = () => placeOf(scroll, latest.current.extent);

    const show = (hurried: boolean) => {
      const { extent: all, rows: each } = latest.current;
      const from = now() - each.padding;
      const first = Math.max(0, Math.floor(from / each.pitch));
      const last = Math.max(first, Math.floor((from + all.view - 1) / each.pitch));
      const { shift } = scroll;
      setSeen((before) =>
        before.first === first && before.last === last && before.shift === shift && before.hurried === hurried
          ? before
          : { first, last, shift, hurried },
      );
    };

    /** Moves the content to its position and the scrollbar with it. */
    const put = (next: Scroll) => {
      if (element.current) element.current.scrollTop = next.top;
      // The element may round it.
      const top = element.current?.scrollTop ?? next.top;
      scroll = { top, shift: next.top + next.shift - top };
      show(false);
    };

    const settle = () => {
      const next = scrolledTo(now(), latest.current.extent);
      if (Math.abs(next.top - scroll.top) > 1) put(next);
      else show(false);
    };

    return {
      place: now,
      scrollTo: (to: number) => put(scrolledTo(to, latest.current.extent)),
      onScroll: () => {
        const top = element.current?.scrollTop ?? 0;
        if (top === scroll.top) return;
        const { extent: all } = latest.current;
        const hurried = Math.abs(top - scroll.top) > all.view * TOO_FAST;
        scroll = scrolled(scroll, top, all);
        if (isStuck(scroll, all)) settle();
        else show(hurried);
        clearTimeout(idle);
        idle = setTimeout(settle, IDLE_MS);
      },
      extentChanged: () => {
        const { extent: all } = latest.current;
        if (scroll.shift !== 0 || isStuck(scroll, all)) settle();
        else show(false);
      },
    };
  }, [element]);

  const { content, view } = extent;
  const { pitch } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in sight follows from these
  useLayoutEffect(() => extentChanged(), [content, view, pitch, extentChanged]);
  return { seen, place, scrollTo, onScroll };
}
