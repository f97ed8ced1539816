import type { ThumbSize } from '@shared/domain/image.ts';
import type { ReactNode } from 'react';
import { type Chunks, idAt } from '../../stores/library-chunks.ts';
import { type GridLayout, positionOf } from './grid-layout.ts';
import type { ThumbLine } from './thumbnail-queue.ts';
import { Tile, tileElementId } from './tile.tsx';

interface GridRowsProps {
  /** The rendered rows in order. */
  readonly rows: readonly number[];
  /** Position of a row inside the element, in CSS pixels. */
  readonly topOf: (row: number) => number;
  readonly layout: GridLayout;
  readonly total: number;
  readonly chunks: Chunks;
  readonly thumb: ThumbSize;
  readonly line: ThumbLine;
  readonly activeId: number | null;
  readonly activeAt: number | null;
  readonly isSelected: (id: number, position: number) => boolean;
  /** The active tile is rendered. */
  readonly onActive: () => void;
}

/**
 * The rows of the grid. All tiles are in the first one, so that a tile that moves to another row keeps its element,
 * and with it its decoded thumbnail and the focus. For screen readers, the other rows refer to their tiles.
 */
export function GridRows(props: GridRowsProps) {
  const { rows, topOf, layout, total, chunks } = props;
  const [first = 0, ...others] = rows;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      <div role="row" aria-rowindex={first + 1} className="grid-row" style={{ height: layout.cell }}>
        {tilesOf(props)}
      </div>
      {others.map((row) => {
        const ids = positionsOf(row, layout, total).flatMap((position) => idAt(chunks, position) ?? []);
        if (ids.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={row}
            role="row"
            aria-rowindex={row + 1}
            aria-owns={ids.map(tileElementId).join(' ')}
            className="grid-row"
            style={{ height: layout.cell, transform: `translateY(${topOf(row)}px)` }}
          />
        );
      })}
    </>
  );
}

/** The tiles of all rows, with skeletons for pictures that aren't loaded yet. */
function tilesOf(props: GridRowsProps): ReactNode[] {
  const { rows, topOf, layout, total, chunks, thumb, line, activeId, activeAt, isSelected, onActive } = props;
  // While the list changes, two of its parts may contain the same picture.
  const rendered = new Set<number>();
  return rows.flatMap((row) => {
    const top = topOf(row);
    return positionsOf(row, layout, total).map((position) => {
      const column = position - positionOf(row, 0, layout);
      const left = column * layout.pitch;
      const id = idAt(chunks, position);
      if (id === undefined || rendered.has(id)) {
        const place = { transform: `translate(${left}px, ${top}px)` };
        const style = { width: layout.cell, height: layout.cell, ...place };
        return <div key={`at ${position}`} aria-hidden className="tile skeleton" style={style} />;
      }
      rendered.add(id);
      return (
        <Tile
          key={id}
          id={id}
          position={position}
          column={column}
          left={left}
          top={top}
          cell={layout.cell}
          thumb={thumb}
          selected={isSelected(id, position)}
          active={id === activeId}
          focusable={activeAt === null ? position === 0 : position === activeAt}
          line={line}
          onActive={onActive}
        />
      );
    });
  });
}

/** The positions of a row's pictures, without its empty cells. */
function positionsOf(row: number, layout: GridLayout, total: number): number[] {
  return Array.from({ length: layout.columns }, (_, column) => positionOf(row, column, layout)).filter(
    (position) => position >= 0 && position < total,
  );
}
