import { memo } from 'react';
import type { TreeLayout, TreeRail } from './tree-layout.ts';

interface TreeBandProps {
  readonly layout: TreeLayout;
  readonly chosenId: number | null;
  /** Distance of two columns, in CSS pixels. */
  readonly column: number;
  /** Room to the left of the middle of the first column, in CSS pixels. */
  readonly inset: number;
}

const DOT = 4;
const LANE_MAX = 14;
/** Many lanes move closer together: the pictures need the room. */
const BAND_MAX = 56;

/** Height of the band with the tree's lines, in CSS pixels. */
export function bandHeight(lanes: number): number {
  return Math.min(lanes * LANE_MAX, BAND_MAX) + DOT;
}

/** The lines of the tree above the cards: dots are edits, lines lead to the picture they started from. */
export const TreeBand = memo(function TreeBand({ layout, chosenId, column, inset }: TreeBandProps) {
  const height = bandHeight(layout.lanes);
  const lane = (height - DOT) / layout.lanes;
  const x = (at: number) => inset + at * column;
  const y = (at: number) => DOT / 2 + (at + 0.5) * lane;
  const railPath = (rail: TreeRail): string => {
    const start = `M ${x(rail.to)} ${y(rail.startLane)}`;
    if (rail.startLane === rail.lane) return `${start} H ${x(rail.from)}`;
    const bend = Math.min(column / 4, 24);
    const end = `${x(rail.to) - bend} ${y(rail.lane)}`;
    return `${start} C ${x(rail.to) - bend} ${y(rail.startLane)} ${x(rail.to)} ${y(rail.lane)} ${end} H ${x(rail.from)}`;
  };
  return (
    <svg className="history-band" width={x(layout.rootColumn) + inset} height={height} aria-hidden>
      {layout.rails.map((rail) => (
        <path key={rail.imageId} className="history-rail" d={railPath(rail)} />
      ))}
      {layout.nodes.map((node) => (
        <circle
          key={node.editId}
          className="history-dot"
          data-chosen={node.editId === chosenId || undefined}
          cx={x(node.column)}
          cy={y(node.lane)}
          r={DOT}
        />
      ))}
      {layout.rails[0] ? (
        <rect
          className="history-root-dot"
          x={x(layout.rootColumn) - DOT}
          y={y(0) - DOT}
          width={2 * DOT}
          height={2 * DOT}
        />
      ) : null}
    </svg>
  );
});
