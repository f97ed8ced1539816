import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import type { GridLayout } from './grid-layout.ts';
import { type Band, type Cells, cellsOf, edgeSpeed, runsOf } from './rubber-band.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** Distance (CSS px) after which a press becomes a drag. */
const SLOP = 4;

interface Drag {
  readonly pointer: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly add: boolean;
  x: number;
  y: number;
  drawn: boolean;
}

export interface RubberBand {
  readonly band: Band | null;
  readonly cells: Cells | null;
  /** Keeps the current selection. */
  readonly add: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  /** Whether a drag has just ended, so that the following click is ignored. */
  readonly tookClick: () => boolean;
}

/**
 * Selects by drawing a rectangle: from between the tiles, or from anywhere with Shift or Ctrl, because tiles
 * themselves are draggable. Near an edge the grid scrolls.
 */
export function useRubberBand(
  element: RefObject<HTMLElement | null>,
  scroll: GridScroll,
  layout: GridLayout,
  padding: number,
  total: number,
): RubberBand {
  const { library } = useStores();
  const [band, setBand] = useState<Band | null>(null);
  const [add, setAdd] = useState(false);
  const latest = useRef({ scroll, layout, total });
  latest.current = { scroll, layout, total };
  const clicked = useRef(false);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const grid = element.current;
    const onTile = event.target instanceof Element && event.target.closest('[data-at]') !== null;
    const held = event.shiftKey || event.ctrlKey || event.metaKey;
    clicked.current = false;
    if (!grid || event.button !== 0 || (onTile && !held)) return;
    const box = grid.getBoundingClientRect();
    // The element handles its own scrollbar.
    if (event.clientX - box.left >= grid.clientWidth) return;
    const drag: Drag = {
      pointer: event.pointerId,
      fromX: event.clientX - box.left,
      fromY: event.clientY - box.top + scroll.place(),
      add: held,
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      drawn: false,
    };
    let frame = 0;
    let before = 0;

    const draw = () => {
      const next = {
        fromX: drag.fromX,
        fromY: drag.fromY,
        toX: drag.x,
        toY: drag.y + latest.current.scroll.place(),
      };
      const far = Math.abs(next.toX - next.fromX) > SLOP || Math.abs(next.toY - next.fromY) > SLOP;
      if (!drag.drawn && !far) return null;
      if (!drag.drawn) grid.setPointerCapture(drag.pointer);
      drag.drawn = true;
      setBand(next);
      return next;
    };
    const along = (now: number) => {
      frame = requestAnimationFrame(along);
      const speed = drag.drawn ? edgeSpeed(drag.y, grid.clientHeight) : 0;
      if (speed !== 0 && before > 0) {
        const { scroll: at } = latest.current;
        at.scrollTo(at.place() + (speed * Math.min(50, now - before)) / 1000);
        draw();
      }
      before = now;
    };
    const moved = (move: globalThis.PointerEvent) => {
      if (move.pointerId !== drag.pointer) return;
      const at = grid.getBoundingClientRect();
      drag.x = move.clientX - at.left;
      drag.y = move.clientY - at.top;
      draw();
    };
    const end = (commit: boolean) => {
      stop.current();
      const drawn = drag.drawn ? draw() : null;
      setBand(null);
      if (!drawn) return;
      clicked.current = true;
      if (!commit) return;
      const cells = cellsOf(drawn, latest.current.layout, padding);
      const runs = cells ? runsOf(cells, latest.current.layout, latest.current.total) : [];
      void library.getState().selectRanges(runs, drag.add);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const key = (press: KeyboardEvent) => {
      if (press.key !== 'Escape' || !drag.drawn) return;
      press.preventDefault();
      press.stopPropagation();
      cancel();
    };
    stop.current();
    stop.current = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key, { capture: true });
      stop.current = () => {};
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, { capture: true });
    setAdd(drag.add);
    frame = requestAnimationFrame(along);
  };

  return {
    band,
    cells: band && cellsOf(band, layout, padding),
    add,
    onPointerDown,
    tookClick: () => clicked.current,
  };
}
