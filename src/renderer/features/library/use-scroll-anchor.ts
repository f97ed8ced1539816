import type { Size } from '@shared/geometry.ts';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLibrary, useStores } from '../../stores/context.tsx';
import { followed, type GridLayout, rowOf } from './grid-layout.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface FollowProps {
  readonly scroll: GridScroll;
  readonly layout: GridLayout;
  readonly box: Size;
  /** Space above the first row, in CSS pixels. */
  readonly padding: number;
  readonly setPad: (pad: number) => void;
}

/**
 * Scroll anchoring: keeps the visible pictures in place when pictures are inserted above, the thumbnail size
 * changes, or a panel opens. Also scrolls to `shown` on request.
 */
export function useScrollAnchor({ scroll, layout, box, padding, setPad }: FollowProps) {
  const { library } = useStores();
  const moved = useLibrary((state) => state.moved);
  const shown = useLibrary((state) => state.shown);
  const isShown = box.width > 0 && box.height > 0;
  const handled = useRef({ moved, shown });
  const before = useRef<GridLayout | null>(null);

  const topOf = (position: number, of: GridLayout) => padding + rowOf(position, of) * of.pitch;

  const showPosition = (position: number, align: 'nearest' | 'center' = 'nearest') => {
    const top = topOf(position, layout);
    const place = scroll.place();
    const inside = top - padding >= place && top + layout.cell + padding <= place + box.height;
    if (inside) return;
    if (align === 'center') scroll.scrollTo(top - (box.height - layout.cell) / 2);
    else if (top - padding < place) scroll.scrollTo(top - padding);
    else scroll.scrollTo(top + layout.cell + padding - box.height);
  };

  // Keep the visible tiles in place when the tile size changes. On mount, scroll to the active picture.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs only when a size changes
  useLayoutEffect(() => {
    if (!isShown) return;
    const old = before.current;
    before.current = layout;
    const { selectedAt, total } = library.getState();
    if (!old) {
      if (selectedAt !== null) showPosition(Math.min(selectedAt, Math.max(0, total - 1)), 'center');
      return;
    }
    if (old.columns === layout.columns && old.pitch === layout.pitch) return;
    const place = scroll.place();
    const active = selectedAt === null ? null : topOf(selectedAt, old) - place;
    const activeSeen = active !== null && active > -old.cell && active < box.height;
    const firstSeen = Math.max(0, Math.round((place - padding) / old.pitch) * old.columns - old.pad);
    const held = activeSeen && selectedAt !== null ? selectedAt : firstSeen;
    if (place > 0) scroll.scrollTo(topOf(held, layout) - (topOf(held, old) - place));
  }, [isShown, layout.columns, layout.pitch]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each movement
  useLayoutEffect(() => {
    if (!moved || handled.current.moved === moved) return;
    handled.current.moved = moved;
    const next = followed(moved.by, layout);
    setPad(next.pad);
    scroll.scrollTo(scroll.place() + next.rows * layout.pitch);
  }, [moved]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each asking
  useEffect(() => {
    if (!shown || !isShown || handled.current.shown === shown) return;
    handled.current.shown = shown;
    showPosition(shown.position, 'center');
  }, [shown, isShown]);

  // At the top, nothing precedes the first picture.
  const { first } = scroll.seen;
  useEffect(() => {
    if (first === 0 && scroll.place() === 0) setPad(0);
  }, [first, scroll, setPad]);

  return { isShown, showPosition };
}
