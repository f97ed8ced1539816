import { memo } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import type { GraphLayout, Placed } from './layout.ts';
import { type Cell, MARGIN } from './scale.ts';
import type { NodeKey } from './tree.ts';
import './lines.css';

/** The drawn part of the graph, in columns and rows. */
export interface Cull {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

interface LinesProps {
  readonly layout: GraphLayout;
  readonly cell: Cell;
  readonly cull: Cull;
  /** The selected node and its ancestors. */
  readonly lineage: ReadonlySet<NodeKey>;
  readonly chosen: NodeKey | null;
  /** Whether nodes are drawn here, as dots. */
  readonly dots: boolean;
}

export const leftOf = (cell: Cell, column: number): number => MARGIN + column * cell.column;
export const topOf = (cell: Cell, row: number): number => MARGIN + row * cell.row;
/** Center of a row, on a half pixel so that a thin line is sharp. */
const middleOf = (cell: Cell, row: number): number => Math.round(topOf(cell, row) + cell.row / 2) + 0.5;

/** The graph's lines, batched into a few paths. */
export const Lines = memo(function Lines({ layout, cell, cull, lineage, chosen, dots }: LinesProps) {
  const edges = { plain: '', adrift: '', lineage: '', rerun: '', rerunChosen: '' };
  for (const placed of layout.places) {
    const { node } = placed;
    const parent = node.parent && layout.byKey.get(node.parent.key);
    if (!parent || !isNear(parent, placed, cull)) continue;
    const path = edge(cell, parent, placed);
    if (lineage.has(node.key)) edges.lineage += path;
    else if (node.adrift) edges.adrift += path;
    else edges.plain += path;
    const other = node.otherParent === null ? undefined : layout.byKey.get(node.otherParent);
    if (other && other.column < placed.column) {
      const second = edge(cell, other, placed);
      if (lineage.has(node.key)) edges.lineage += second;
      else edges.plain += second;
    }
    const rerunOf = node.entry?.edit.rerunOf;
    const repeated = rerunOf == null ? undefined : layout.byKey.get(`edit-${rerunOf}`);
    if (!repeated || repeated.column !== placed.column) continue;
    const tie = arc(cell, repeated, placed);
    if (chosen === node.key || chosen === repeated.node.key) edges.rerunChosen += tie;
    else edges.rerun += tie;
  }
  return (
    <svg
      className="graph-lines"
      width={2 * MARGIN + layout.columns * cell.column}
      height={2 * MARGIN + layout.rows * cell.row}
      aria-hidden
    >
      <path className="graph-edge" d={edges.plain} />
      <path className="graph-edge graph-edge-adrift" d={edges.adrift} />
      <path className="graph-edge graph-edge-rerun" d={edges.rerun} />
      <path className="graph-edge graph-edge-rerun" data-chosen d={edges.rerunChosen} />
      <path className="graph-edge" data-lineage d={edges.lineage} />
      {dots ? <Dots layout={layout} cell={cell} cull={cull} lineage={lineage} chosen={chosen} /> : null}
    </svg>
  );
});

type Tone = 'plain' | 'going' | 'bad' | 'warn' | 'lineage' | 'chosen' | 'stack';

function Dots({ layout, cell, cull, lineage, chosen }: Omit<LinesProps, 'dots'>) {
  const paths = new Map<Tone, string>();
  const radius = Math.max(2, cell.thumb / 2);
  for (const placed of layout.places) {
    if (!isInside(placed, cull)) continue;
    const tone = toneOf(placed, lineage, chosen);
    const x = leftOf(cell, placed.column) + radius;
    const y = middleOf(cell, placed.row);
    const dot = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
    paths.set(tone, (paths.get(tone) ?? '') + dot);
  }
  return [...paths].map(([tone, d]) => (
    <path key={tone} className={classNames('graph-dot', `graph-dot-${tone}`)} d={d} />
  ));
}

function toneOf({ node }: Placed, lineage: ReadonlySet<NodeKey>, chosen: NodeKey | null): Tone {
  if (node.key === chosen) return 'chosen';
  if (node.stacked.length > 0) return 'stack';
  const state = node.entry?.run.state ?? 'saved';
  if (state === 'failed') return 'bad';
  if (state === 'uncertain') return 'warn';
  if (state !== 'saved' && state !== 'cancelled') return 'going';
  return lineage.has(node.key) ? 'lineage' : 'plain';
}

export function isInside({ column, row }: Placed, { columns, rows }: Cull): boolean {
  return column >= columns[0] && column <= columns[1] && row >= rows[0] && row <= rows[1];
}

/** Whether a line may be visible: it spans two columns and all rows in between. */
function isNear(parent: Placed, child: Placed, { columns, rows }: Cull): boolean {
  return (
    child.column >= columns[0] && parent.column <= columns[1] && child.row >= rows[0] && parent.row <= rows[1]
  );
}

/** Path from the parent's right, down, to the child's left. */
function edge(cell: Cell, parent: Placed, child: Placed): string {
  const x0 = leftOf(cell, parent.column) + cell.thumb + cell.words;
  const x1 = leftOf(cell, child.column);
  const y0 = middleOf(cell, parent.row);
  const y1 = middleOf(cell, child.row);
  if (y0 === y1) return `M${x0} ${y0}H${x1}`;
  const turn = Math.round((x0 + x1) / 2) - 0.5;
  const bend = Math.min(8, cell.row / 2, (x1 - x0) / 2);
  return `M${x0} ${y0}H${turn - bend}Q${turn} ${y0} ${turn} ${y0 + bend}V${y1 - bend}Q${turn} ${y1} ${turn + bend} ${y1}H${x1}`;
}

/** An arc on the left connects a re-run with the edit it repeats. */
function arc(cell: Cell, first: Placed, again: Placed): string {
  const x = leftOf(cell, first.column) + Math.min(8, cell.thumb / 2);
  const from = topOf(cell, first.row) + cell.row / 2 + cell.thumb / 2;
  const to = topOf(cell, again.row) + cell.row / 2 - cell.thumb / 2;
  return `M${x} ${from}V${to}`;
}
