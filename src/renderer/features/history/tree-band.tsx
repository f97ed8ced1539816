import { memo } from 'react';
import { lineageOf, type TreeLayout, type TreeNode, type TreeRail } from './tree-layout.ts';
import './tree-band.css';

interface TreeBandProps {
  readonly layout: TreeLayout;
  readonly chosenId: number | null;
  /** Column spacing, in CSS pixels. */
  readonly column: number;
  /** Space to the left of the first column's center, in CSS pixels. */
  readonly inset: number;
  /** The first and last visible column. */
  readonly inSight: readonly [number, number];
}

const DOT = 4;
const ROW = 14;
/** More parallel lines than this are indistinguishable, and the pictures need the space. */
const ROWS_MAX = 4;

/** Number of rows: one per lane, or one per generation if there are too many lanes. */
function rowsOf(layout: TreeLayout): number {
  if (layout.lanes <= ROWS_MAX) return layout.lanes;
  return Math.min(
    layout.nodes.reduce((most, node) => Math.max(most, node.depth), 1),
    ROWS_MAX,
  );
}

/** Height of the band with the tree's lines, in CSS pixels. */
export function bandHeight(layout: TreeLayout): number {
  return rowsOf(layout) * ROW + DOT;
}

/**
 * The tree's lines above the cards: dots are edits, lines lead to their source. A tree with too many lines
 * shows each edit in the row of its generation, and only the selected edit's lines.
 */
export const TreeBand = memo(function TreeBand({
  layout,
  chosenId,
  column,
  inset,
  inSight: [first, last],
}: TreeBandProps) {
  const crowded = layout.lanes > ROWS_MAX;
  const lineage = lineageOf(layout.nodes, chosenId);
  const byId = new Map(layout.nodes.map((node) => [node.editId, node]));
  const inLineage = new Set(lineage.map((node) => node.editId));
  const x = (at: number) => inset + at * column;
  // Half pixels make a thin line sharp.
  const y = (row: number) => DOT / 2 + (Math.min(row, ROWS_MAX - 1) + 0.5) * ROW + 0.5;
  const yOf = (node: TreeNode) => y(crowded ? node.depth - 1 : node.lane);
  return (
    <svg
      className="history-band"
      width={x(layout.rootColumn) + inset}
      height={bandHeight(layout)}
      aria-hidden
    >
      {crowded
        ? null
        : layout.rails
            .filter(({ from, to }) => from <= last && to >= first)
            .map((rail) => (
              <path key={rail.imageId} className="history-rail" d={railPath(rail, x, y, column)} />
            ))}
      {layout.nodes.map((node) => {
        const other = node.otherParentId === undefined ? undefined : byId.get(node.otherParentId);
        return other ? (
          <path
            key={node.editId}
            className="history-line"
            d={curve(x(node.column), yOf(node), x(other.column), yOf(other))}
          />
        ) : null;
      })}
      {lineage.map((node, n) => {
        const parent = lineage[n + 1];
        const end = { x: x(parent?.column ?? layout.rootColumn), y: parent ? yOf(parent) : y(0) };
        return crowded ? (
          <path
            key={node.editId}
            className="history-line"
            d={curve(x(node.column), yOf(node), end.x, end.y)}
          />
        ) : null;
      })}
      {layout.nodes.slice(Math.max(0, first), last + 1).map((node) => (
        <circle
          key={node.editId}
          className="history-dot"
          data-chosen={node.editId === chosenId || undefined}
          data-lineage={inLineage.has(node.editId) || undefined}
          cx={x(node.column)}
          cy={yOf(node)}
          r={DOT}
        />
      ))}
      <rect
        className="history-root-dot"
        x={x(layout.rootColumn) - DOT}
        y={y(0) - DOT}
        width={2 * DOT}
        height={2 * DOT}
      />
    </svg>
  );
});

function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const bend = Math.min((toX - fromX) / 2, 40);
  return `M ${fromX} ${fromY} C ${fromX + bend} ${fromY} ${fromX} ${toY} ${fromX + bend} ${toY} H ${toX}`;
}

type Scale = (at: number) => number;

/** Path from the picture's dot to its own lane, and along it to its newest edit. */
function railPath(rail: TreeRail, x: Scale, y: Scale, column: number): string {
  const start = `M ${x(rail.to)} ${y(rail.startLane)}`;
  if (rail.startLane === rail.lane) return `${start} H ${x(rail.from)}`;
  const turn = x(rail.to) - Math.min(column / 4, 24);
  return `${start} C ${turn} ${y(rail.startLane)} ${x(rail.to)} ${y(rail.lane)} ${turn} ${y(rail.lane)} H ${x(rail.from)}`;
}
