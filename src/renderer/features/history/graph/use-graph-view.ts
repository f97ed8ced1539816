import type { Point, Size } from '@shared/geometry.ts';
import {
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { GraphLayout } from './layout.ts';
import { type Cull, leftOf, topOf } from './lines.tsx';
import { type Cell, cellOf, MARGIN, ROW_MAX, ROW_MIN, zoomToFit } from './scale.ts';
import type { NodeKey } from './tree.ts';

/** Row height if there is room. */
const USUAL = 64;
/** Initially a tree isn't drawn smaller than this. It scrolls instead. */
const FIRST_MIN = 40;
/** The rendered part changes in blocks of rows or columns, because each change costs about the same. */
const BLOCK = 4;
const STEP = 1.25;

export interface GraphView {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly cell: Cell;
  readonly cull: Cull;
  readonly onScroll: () => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  /** Zooms around the center. */
  zoomBy(steps: number): void;
  fit(): void;
  /** Scrolls as little as needed to show a node, or centers it. */
  show(key: NodeKey, middle?: boolean): void;
}

/** Zoom and visible range of a graph. Zooming keeps the point under the pointer in place. */
export function useGraphView(layout: GraphLayout): GraphView {
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [zoom, setZoom] = useState<number | null>(null);
  const first = size && Math.max(FIRST_MIN, zoomToFit(layout, size, USUAL));
  const row = zoom ?? first ?? USUAL;
  const cell = useMemo(() => cellOf(row), [row]);
  const [cull, setCull] = useState<Cull>({ columns: [0, 0], rows: [0, 0] });
  /** Scroll position to set once the new zoom is rendered. */
  const next = useRef<{ readonly left: number; readonly top: number } | null>(null);

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const near = (from: number, length: number, step: number): readonly [number, number] => [
      Math.floor((from - MARGIN) / step / BLOCK) * BLOCK - 1,
      Math.ceil((from + length - MARGIN) / step / BLOCK) * BLOCK + 1,
    ];
    const columns = near(box.scrollLeft, box.clientWidth, cell.column);
    const rows = near(box.scrollTop, box.clientHeight, cell.row);
    setCull((old) => (`${old.columns} ${old.rows}` === `${columns} ${rows}` ? old : { columns, rows }));
  }, [cell]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measured = () => setSize({ width: box.clientWidth, height: box.clientHeight });
    const observer = new ResizeObserver(measured);
    observer.observe(box);
    measured();
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size or another tree is another stretch in sight
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && next.current) {
      box.scrollLeft = next.current.left;
      box.scrollTop = next.current.top;
      next.current = null;
    }
    look();
  }, [look, size, layout]);

  /** `at`: a point of the view that stays in place, in CSS pixels from its corner. */
  const zoomTo = useCallback(
    (wanted: number, at: Point) => {
      const box = scroller.current;
      if (!box) return;
      const height = Math.min(ROW_MAX, Math.max(ROW_MIN, wanted));
      const to = cellOf(height);
      next.current = {
        left: ((box.scrollLeft + at.x - MARGIN) / cell.column) * to.column + MARGIN - at.x,
        top: ((box.scrollTop + at.y - MARGIN) / cell.row) * to.row + MARGIN - at.y,
      };
      setZoom(height);
    },
    [cell],
  );

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const { left, top } = box.getBoundingClientRect();
        zoomTo(cell.row * Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top });
      } else if (event.deltaX === 0 && !event.shiftKey && box.scrollHeight <= box.clientHeight)
        // A mouse has one wheel, and this tree scrolls in one direction.
        box.scrollLeft += event.deltaY;
    };
    box.addEventListener('wheel', wheel, { passive: false });
    return () => box.removeEventListener('wheel', wheel);
  }, [cell, zoomTo]);

  const show = useCallback(
    (key: NodeKey, middle = false) => {
      const box = scroller.current;
      const placed = layout.byKey.get(key);
      if (!box || !placed) return;
      const along = (from: number, length: number, start: number, room: number) => {
        if (middle) return from + length / 2 - room / 2;
        if (from - MARGIN < start) return from - MARGIN;
        return from + length + MARGIN > start + room ? from + length + MARGIN - room : start;
      };
      box.scrollLeft = along(
        leftOf(cell, placed.column),
        cell.thumb + cell.words,
        box.scrollLeft,
        box.clientWidth,
      );
      box.scrollTop = along(topOf(cell, placed.row), cell.row, box.scrollTop, box.clientHeight);
    },
    [cell, layout],
  );

  return {
    scroller,
    cell,
    cull,
    onScroll: look,
    onPointerDown: dragging,
    show,
    zoomBy: (steps) => {
      const box = scroller.current;
      if (box) zoomTo(row * STEP ** steps, { x: box.clientWidth / 2, y: box.clientHeight / 2 });
    },
    fit: () => {
      if (!size) return;
      next.current = { left: 0, top: 0 };
      setZoom(zoomToFit(layout, size, USUAL + 8));
    },
  };
}

/** Pans the graph. */
function dragging(event: PointerEvent<HTMLElement>): void {
  const box = event.currentTarget;
  const onNode = event.target instanceof Element && event.target.closest('button');
  // The scrollbars are outside its inner size.
  const { left, top } = box.getBoundingClientRect();
  if (event.clientX - left > box.clientWidth || event.clientY - top > box.clientHeight) return;
  if (event.button !== 1 && (event.button !== 0 || onNode)) return;
  if (event.button === 1) event.preventDefault();
  const start = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop };
  const move = (at: globalThis.PointerEvent) => {
    box.scrollLeft = start.x - at.clientX;
    box.scrollTop = start.y - at.clientY;
    box.dataset.dragging = '';
  };
  const end = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
    // Ignore the click that ends a drag.
    setTimeout(() => delete box.dataset.dragging);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
}
