import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { Skeleton } from '../../ui/status.tsx';
import { gridLayout, keyMove } from './grid-layout.ts';
import { Tile } from './tile.tsx';

/** Space between tiles and around them, in CSS pixels: `--s-8`. */
const GAP = 8;
/** Rows before the end of what is loaded at which the next page is asked for. */
const LOAD_AHEAD_ROWS = 6;

interface GridProps {
  /** Enter on a picture. */
  readonly onOpen: () => void;
}

/** All pictures, newest first; only the rows in sight are in the page. */
export function Grid({ onOpen }: GridProps) {
  const { library } = useStores();
  const ids = useLibrary((state) => state.ids);
  const byId = useLibrary((state) => state.byId);
  const more = useLibrary((state) => state.more);
  const selectedId = useLibrary((state) => state.selectedId);
  const size = useSettings((state) => state.settings.thumbSize);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const { columns, cell } = gridLayout(width, size, GAP);
  const selectedAt = selectedId === null ? -1 : ids.indexOf(selectedId);
  const rowCount = Math.ceil(ids.length / columns);
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => cell + GAP,
    paddingStart: GAP,
    overscan: 3,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: new sizes must be measured anew
  useEffect(() => rows.measure(), [cell, rows]);

  const inSight = rows.getVirtualItems();
  const lastRow = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastRow + LOAD_AHEAD_ROWS >= rowCount) void library.getState().loadMore();
  }, [more, lastRow, rowCount, library]);

  // A panel that was folded or hidden comes back where the selection is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a width to lay out in
  useEffect(() => {
    if (width > 0 && selectedAt >= 0)
      rows.scrollToIndex(Math.floor(selectedAt / columns), { align: 'center' });
  }, [width > 0]);

  const focusTile = (id: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus({ preventScroll: true });
  const move = (by: number) => {
    library.getState().moveSelection(by);
    const { selectedId: next, ids: now } = library.getState();
    if (next === null) return;
    rows.scrollToIndex(Math.floor(now.indexOf(next) / columns));
    // The tile may only now come into the page.
    requestAnimationFrame(() => focusTile(next));
  };
  const clicked = (event: MouseEvent) => {
    const id = Number(
      event.target instanceof Element && event.target.closest<HTMLElement>('[data-id]')?.dataset.id,
    );
    if (!id) return;
    library.getState().select(id);
    focusTile(id);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label="Pictures"
      aria-rowcount={rowCount}
      aria-colcount={columns}
      onClick={clicked}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        const by = keyMove(event.key, columns, inSight.length - 2);
        if (by !== null) move(by);
        else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onOpen();
        else return;
        event.preventDefault();
      }}
    >
      <div className="grid-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
        {inSight.map((row) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
          <div
            key={row.key}
            role="row"
            aria-rowindex={row.index + 1}
            className="grid-row"
            style={{ height: cell, transform: `translateY(${row.start}px)` }}
          >
            {ids.slice(row.index * columns, (row.index + 1) * columns).map((id, column) => {
              const image = byId.get(id);
              const at = row.index * columns + column;
              return image ? (
                <Tile
                  key={id}
                  image={image}
                  size={cell}
                  selected={id === selectedId}
                  focusable={selectedAt < 0 ? at === 0 : at === selectedAt}
                />
              ) : (
                <Skeleton key={id} className="tile" />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Inner width of an element, in CSS pixels, as it changes. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
