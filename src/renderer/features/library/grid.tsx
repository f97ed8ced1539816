import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { pictureAt } from '../../stores/library-chunks.ts';
import { Skeleton } from '../../ui/status.tsx';
import { gridLayout, keyMove } from './grid-layout.ts';
import { Tile } from './tile.tsx';

/** Space between tiles and around them, in CSS pixels: `--s-8`. */
const GAP = 8;

interface GridProps {
  /** Enter on a picture. */
  readonly onOpen: () => void;
}

/** All pictures, newest first; only the rows in sight are in the page. */
export function Grid({ onOpen }: GridProps) {
  const { library } = useStores();
  const chunks = useLibrary((state) => state.chunks);
  const total = useLibrary((state) => state.total);
  const selectedAt = useLibrary((state) => state.selectedAt) ?? -1;
  const selection = useLibrary((state) => state.selection);
  const shown = useLibrary((state) => state.shown);
  const size = useSettings((state) => state.settings.thumbSize);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const { columns, cell } = gridLayout(width, size, GAP);
  const rowCount = Math.ceil(total / columns);
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
  const first = (inSight[0]?.index ?? 0) * columns;
  const last = ((inSight.at(-1)?.index ?? 0) + 1) * columns - 1;
  useEffect(() => library.getState().inSight(first, last), [first, last, library]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each asking
  useEffect(() => {
    if (shown) rows.scrollToIndex(Math.floor(shown.position / columns), { align: 'center' });
  }, [shown]);

  // A panel that was folded or hidden comes back where the selection is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a width to lay out in
  useEffect(() => {
    if (width > 0 && selectedAt >= 0)
      rows.scrollToIndex(Math.floor(selectedAt / columns), { align: 'center' });
  }, [width > 0]);

  const focusTile = (id: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus({ preventScroll: true });
  const move = (by: number) => {
    void library.getState().moveSelection(by);
    const { selectedId: next, selectedAt: at } = library.getState();
    if (next === null || at === null) return;
    rows.scrollToIndex(Math.floor(at / columns));
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
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const at = row.index * columns + column;
              const image = pictureAt(chunks, at);
              return image ? (
                <Tile
                  key={at}
                  image={image}
                  size={cell}
                  selected={selection.isSelected(image.id, at)}
                  focusable={selectedAt < 0 ? at === 0 : at === selectedAt}
                />
              ) : (
                <Skeleton key={at} className="tile" />
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
