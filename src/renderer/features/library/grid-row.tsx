import type { ThumbSize } from '@shared/domain/image.ts';
import { type Chunks, idAt } from '../../stores/library-chunks.ts';
import { type GridLayout, positionOf } from './grid-layout.ts';
import type { ThumbLine } from './thumbnail-queue.ts';
import { Tile } from './tile.tsx';

interface GridRowProps {
  readonly row: number;
  /** Inside the element, in CSS pixels. */
  readonly top: number;
  readonly layout: GridLayout;
  readonly total: number;
  readonly chunks: Chunks;
  readonly thumb: ThumbSize;
  readonly line: ThumbLine;
  readonly activeId: number | null;
  readonly activeAt: number | null;
  readonly isSelected: (id: number, position: number) => boolean;
}

/** One row of the grid, with skeletons for pictures that aren't loaded yet. */
export function GridRow(props: GridRowProps) {
  const { row, top, layout, total, chunks, thumb, line, activeId, activeAt, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is not a table
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    <div
      role="row"
      aria-rowindex={row + 1}
      className="grid-row"
      style={{ height: layout.cell, transform: `translateY(${top}px)` }}
    >
      {Array.from({ length: layout.columns }, (_, column) => {
        const position = positionOf(row, column, layout);
        const style = { width: layout.cell, height: layout.cell };
        if (position < 0) return <div key={position} style={style} />;
        if (position >= total) return null;
        const id = idAt(chunks, position);
        if (id === undefined)
          return <div key={position} aria-hidden className="tile skeleton" style={style} />;
        return (
          <Tile
            key={id}
            id={id}
            position={position}
            column={column}
            cell={layout.cell}
            thumb={thumb}
            selected={isSelected(id, position)}
            active={id === activeId}
            focusable={activeAt === null ? position === 0 : position === activeAt}
            line={line}
          />
        );
      })}
    </div>
  );
}
