import { t } from '@shared/i18n/index.ts';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { useActiveFocus } from '../../ui/use-active-focus.ts';
import './grid.css';
import { gridLayout, keyMove, positionOf, rowOf, rowsOf } from './grid-layout.ts';
import { GridRows } from './grid-rows.tsx';
import { type Band, isInCells } from './rubber-band.ts';
import { elementHeight } from './scroll-scale.ts';
import { overscan, thumbSize } from './thumb-budget.ts';
import { createThumbnailQueue } from './thumbnail-queue.ts';
import { TileMenu } from './tile-menu.tsx';
import { useBox } from './use-box.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { useRubberBand } from './use-rubber-band.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { useTileDrag } from './use-tile-drag.ts';

/** Space between and around tiles, in CSS pixels: `--s-8`. */
const GAP = 8;

interface GridProps {
  /** Enter on a picture. */
  readonly onOpen: () => void;
}

/** All pictures of the list. Only visible rows are rendered, and only their surroundings are loaded. */
export function Grid({ onOpen }: GridProps) {
  const { library } = useStores();
  const chunks = useLibrary((state) => state.chunks);
  const total = useLibrary((state) => state.total);
  const selectedId = useLibrary((state) => state.selectedId);
  const selectedAt = useLibrary((state) => state.selectedAt);
  const selection = useLibrary((state) => state.selection);
  const size = useSettings((state) => state.settings.thumbSize);
  const element = useRef<HTMLDivElement>(null);
  const box = useBox(element);
  const [pad, setPad] = useState(0);
  const layout = gridLayout(box.width, size, GAP, pad);
  const rowCount = rowsOf(total, layout);
  const extent = { content: GAP + rowCount * layout.pitch, view: box.height };
  const scroll = useGridScroll(element, extent, { pitch: layout.pitch, padding: GAP });
  const { first, last, shift, hurried } = scroll.seen;
  const band = useRubberBand(element, scroll, layout, GAP, total);
  const drag = useTileDrag();
  const [line] = useState(() => createThumbnailQueue());
  useEffect(() => line.hold(hurried), [line, hurried]);
  const { isShown, showPosition } = useScrollAnchor({ scroll, layout, box, padding: GAP, setPad });

  const from = Math.min(Math.max(0, positionOf(first, 0, layout)), Math.max(0, total - 1));
  const to = Math.min(positionOf(last, layout.columns - 1, layout), Math.max(0, total - 1));
  useEffect(() => {
    if (isShown) library.getState().setVisibleRange(from, Math.max(from, to));
  }, [isShown, from, to, library]);

  const focus = useActiveFocus(
    element,
    () => element.current?.querySelector<HTMLElement>(`[data-id="${library.getState().selectedId}"]`) ?? null,
  );
  // The layout may have changed by the time a picture is loaded.
  const show = useRef(showPosition);
  show.current = showPosition;

  const goTo = async (moved: Promise<void>) => {
    await moved;
    const { selectedAt: at } = library.getState();
    if (at !== null) show.current(at);
    focus.request();
  };

  const keyed = (event: KeyboardEvent) => {
    const { moveSelection, selectAll, clearSelection, selection: chosen } = library.getState();
    const mod = event.ctrlKey || event.metaKey;
    const by = mod || event.altKey ? null : keyMove(event.key, layout.columns, last - first - 1);
    if (by !== null) void goTo(moveSelection(by, event.shiftKey));
    else if (mod && !event.altKey && event.key.toLowerCase() === 'a') void selectAll();
    else if (event.key === 'Escape' && chosen.count > 1) clearSelection();
    else if (event.key === 'Enter' && !mod) onOpen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const clicked = (event: MouseEvent) => {
    if (band.tookClick()) return;
    const { select, selectAt, toggle, clearSelection } = library.getState();
    const tile = tileOf(event);
    if (!tile) return clearSelection();
    if (event.shiftKey) return void goTo(selectAt(tile.position, true));
    if (event.ctrlKey || event.metaKey) toggle(tile.id, tile.position);
    else select(tile.id, tile.position);
    focus.take();
  };

  /** The menu applies to the selected pictures, so an unselected one is selected first. */
  const menuAsked = (event: MouseEvent) => {
    const tile = tileOf(event);
    if (!tile) return event.preventDefault();
    if (!selection.isSelected(tile.id, tile.position)) library.getState().select(tile.id, tile.position);
  };

  const around = overscan(last - first + 1, layout.columns);
  const rows = rowsBetween(first - around, last + around, rowCount);
  // The active tile keeps the focus wherever the grid is scrolled.
  const activeRow = selectedAt === null ? null : rowOf(selectedAt, layout);
  if (activeRow !== null && activeRow < rowCount && !rows.includes(activeRow))
    rows.splice(activeRow < first ? 0 : rows.length, 0, activeRow);
  const thumb = thumbSize(layout.cell, devicePixelRatio, rows.length * layout.columns);
  const isSelected = (id: number, position: number) =>
    band.cells && isInCells(position, band.cells, layout)
      ? true
      : (!band.cells || band.add) && selection.isSelected(id, position);

  return (
    <ContextMenu label={t.grid.menu(selection.count)} content={<TileMenu />} onClosed={focus.take}>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table */}
      <div
        ref={element}
        className="grid"
        role="grid"
        aria-label={t.grid.label}
        aria-multiselectable
        aria-rowcount={rowCount}
        aria-colcount={layout.columns}
        tabIndex={-1}
        onScroll={scroll.onScroll}
        onClick={clicked}
        onDoubleClick={(event) => tileOf(event) && !event.shiftKey && !event.ctrlKey && onOpen()}
        onContextMenu={menuAsked}
        onKeyDown={keyed}
        onPointerDown={band.onPointerDown}
        onDragStart={drag}
        {...focus.handlers}
      >
        <div className="grid-rows" role="presentation" style={{ height: elementHeight(extent) }}>
          {box.width > 0 ? (
            <GridRows
              rows={rows}
              topOf={(row) => GAP + row * layout.pitch - shift}
              layout={layout}
              total={total}
              chunks={chunks}
              thumb={thumb}
              line={line}
              activeId={selectedId}
              activeAt={selectedAt}
              isSelected={isSelected}
              onActive={focus.settle}
            />
          ) : null}
          {band.band ? <BandBox band={band.band} shift={shift} /> : null}
        </div>
      </div>
    </ContextMenu>
  );
}

function BandBox({ band, shift }: { readonly band: Band; readonly shift: number }) {
  const { fromX, fromY, toX, toY } = band;
  return (
    <div
      className="grid-band"
      style={{
        transform: `translate(${Math.min(fromX, toX) - GAP}px, ${Math.min(fromY, toY) - shift}px)`,
        width: Math.abs(toX - fromX),
        height: Math.abs(toY - fromY),
      }}
    />
  );
}

function tileOf(event: MouseEvent): { readonly id: number; readonly position: number } | null {
  const tile = event.target instanceof Element && event.target.closest<HTMLElement>('[data-at]');
  return tile ? { id: Number(tile.dataset.id), position: Number(tile.dataset.at) } : null;
}

function rowsBetween(from: number, to: number, count: number): number[] {
  const first = Math.max(0, from);
  return Array.from({ length: Math.max(0, Math.min(count - 1, to) - first + 1) }, (_, at) => first + at);
}
