import type { Snapshot } from '@shared/domain/history.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle } from '@shared/i18n/model-text.ts';
import { type MouseEvent, useState } from 'react';
import { GraphNodeView } from './graph-node-view.tsx';
import type { Placed } from './layout.ts';
import { Lines, leftOf, topOf } from './lines.tsx';
import { type Detail, MARGIN } from './scale.ts';
import type { Walk } from './use-graph-navigation.ts';
import type { GraphView } from './use-graph-view.ts';
import type { ShownTree } from './use-tree.ts';
import './graph-content.css';

const NO_SNAPSHOTS: readonly Snapshot[] = [];

interface GroundProps {
  readonly tree: ShownTree;
  readonly view: GraphView;
  readonly walk: Walk;
  readonly rootId: number;
  readonly detail: Detail;
  readonly inSight: readonly Placed[];
}

/** The visible part of the graph: lines, nodes, and branch names. */
export function GraphContent({ tree, view, walk, rootId, detail, inSight }: GroundProps) {
  const { layout, chosen, lineage, compared, snapshots } = tree;
  const { cell, cull, scroller } = view;
  const { at } = walk;
  const [tip, setTip] = useState<Placed | null>(null);
  const elements =
    detail === 'dots'
      ? inSight.filter(({ node }) => node.key === at)
      : withHere(inSight, layout.byKey.get(at));
  const names = inSight.filter(({ node }) => node.entry?.branch);
  /** A dot is found by its position. */
  const dotAt = (event: MouseEvent<HTMLElement>): Placed | null => {
    if (detail !== 'dots') return null;
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - MARGIN) / cell.column);
    const row = Math.floor((event.clientY - box.top - MARGIN) / cell.row);
    return layout.places.find((placed) => placed.column === column && placed.row === row) ?? null;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dots are too many to be elements; the keys reach each of them
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className="graph-ground"
      style={{
        width: 2 * MARGIN + layout.columns * cell.column,
        height: 2 * MARGIN + layout.rows * cell.row,
      }}
      onClick={(event) => {
        const dot = scroller.current?.dataset.dragging === undefined && dotAt(event);
        if (dot) walk.press(dot.node);
      }}
      onMouseMove={(event) => {
        const dot = dotAt(event);
        if (dot !== tip) setTip(dot);
      }}
      onMouseLeave={() => setTip(null)}
    >
      <Lines
        layout={layout}
        cell={cell}
        cull={cull}
        lineage={lineage}
        chosen={chosen}
        dots={detail === 'dots'}
      />
      <ol className="graph-nodes" aria-label={t.history.tree}>
        {elements.map((placed) => (
          <GraphNodeView
            key={placed.node.key}
            placed={placed}
            rootId={rootId}
            cell={cell}
            detail={detail}
            snapshots={snapshots.get(placed.node.entry?.edit.id ?? null) ?? NO_SNAPSHOTS}
            chosen={placed.node.key === chosen}
            compared={placed.node.key === compared}
            inLineage={lineage.has(placed.node.key)}
            focused={placed.node.key === at}
            actions={walk.actions}
          />
        ))}
      </ol>
      {names.map(({ node, column, row }) => (
        <span
          dir="auto"
          key={node.key}
          className="graph-branch"
          aria-hidden
          style={{
            left: leftOf(cell, column),
            top: topOf(cell, row) + cell.row / 2 - cell.thumb / 2,
          }}
        >
          {node.entry?.branch}
        </span>
      ))}
      {tip ? (
        <span
          dir="auto"
          className="graph-tip"
          aria-hidden
          style={{ left: leftOf(cell, tip.column) + cell.thumb, top: topOf(cell, tip.row) + cell.row }}
        >
          {(tip.node.entry && editTitle(tip.node.entry.edit.request)) ??
            tip.node.merged?.image.name ??
            (tip.node.parent ? t.history.more(tip.node.stacked.length) : t.history.original)}
        </span>
      ) : null}
    </div>
  );
}

/** The focused node is always rendered, even if scrolled out of view. */
function withHere(places: readonly Placed[], here: Placed | undefined): readonly Placed[] {
  return here === undefined || places.includes(here) ? places : [...places, here];
}
