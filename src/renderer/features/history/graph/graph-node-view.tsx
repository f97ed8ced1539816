import type { Snapshot } from '@shared/domain/history.ts';
import { t } from '@shared/i18n/index.ts';
import { Layers } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { useBlame, useImage } from '../../../stores/context.tsx';
import { isBlamed } from '../../blame/index.ts';
import { entryTip } from '../node-text.ts';
import type { Placed } from './layout.ts';
import { leftOf, topOf } from './lines.tsx';
import { MergeNode } from './merge-node.tsx';
import { EditNode, Fold, NodeTools } from './node.tsx';
import type { Cell, Detail } from './scale.ts';
import type { GraphNode } from './tree.ts';
import '../entry-thumb.css';
import './graph-node-view.css';
import { faceOf } from '../../../stores/made-pictures.ts';
import { thumbOf } from '../../../stores/picture-urls.ts';

/** Actions on a node. */
export interface SlotActions {
  readonly press: (node: GraphNode) => void;
  readonly take: (node: GraphNode) => void;
  readonly compare: (node: GraphNode) => void;
  readonly fold: (node: GraphNode, folded: boolean) => void;
}

interface SlotProps {
  readonly placed: Placed;
  readonly rootId: number;
  readonly cell: Cell;
  readonly detail: Detail;
  readonly snapshots: readonly Snapshot[];
  readonly chosen: boolean;
  /** Its request is compared with the selected edit's. */
  readonly compared: boolean;
  readonly inLineage: boolean;
  /** The only node in the tab order. */
  readonly focused: boolean;
  readonly actions: RefObject<SlotActions | null>;
}

/** A positioned node: the original, an edit, or a stack of edits. */
export const GraphNodeView = memo(
  function GraphNodeView({
    placed,
    cell,
    detail,
    chosen,
    compared,
    inLineage,
    focused,
    snapshots,
    rootId,
    actions,
  }: SlotProps) {
    const { node, column, row } = placed;
    const { entry } = node;
    const blamed = useBlame((state) => node.stacked.length === 0 && isBlamed(state, node));
    const words = detail === 'cards';
    const width = cell.thumb + (words || detail === 'dots' ? cell.words : 0);
    return (
      <li
        className="graph-slot"
        data-node={node.key}
        data-kind={entry ? 'edit' : node.merged ? 'merge' : node.parent ? 'stack' : 'root'}
        data-chosen={chosen || undefined}
        data-compared={compared || undefined}
        data-lineage={inLineage || undefined}
        data-blamed={blamed || undefined}
        data-words={words || undefined}
        style={{
          transform: `translate(${leftOf(cell, column)}px, ${Math.round(topOf(cell, row) + (cell.row - cell.thumb) / 2)}px)`,
          width,
          height: cell.thumb,
        }}
      >
        <button
          type="button"
          className="graph-main"
          tabIndex={focused ? 0 : -1}
          aria-current={chosen || undefined}
          title={entry ? entryTip(entry, snapshots) : undefined}
          onClick={(event) => {
            if ((event.ctrlKey || event.metaKey) && entry) actions.current?.compare(node);
            else actions.current?.press(node);
          }}
          onDoubleClick={() => actions.current?.take(node)}
        >
          {entry ? (
            <EditNode entry={entry} snapshots={snapshots} cell={cell} words={words} />
          ) : node.merged ? (
            <MergeNode merged={node.merged} cell={cell} words={words} />
          ) : node.parent ? (
            <Stack count={node.stacked.length} newest={node} cell={cell} words={words} />
          ) : (
            <Original rootId={rootId} cell={cell} words={words} />
          )}
        </button>
        {entry && detail !== 'dots' ? <NodeTools entry={entry} cell={cell} words={words} /> : null}
        {node.edits > 0 && detail !== 'dots' && node.parent ? (
          <Fold
            edits={node.edits}
            folded={node.folded}
            onFold={(folded) => actions.current?.fold(node, folded)}
          />
        ) : null}
      </li>
    );
  },
  // A new layout has new node objects, most of which are unchanged.
  (a, b) =>
    a.placed.node.key === b.placed.node.key &&
    a.placed.node.entry === b.placed.node.entry &&
    a.placed.node.merged === b.placed.node.merged &&
    a.placed.node.edits === b.placed.node.edits &&
    a.placed.node.folded === b.placed.node.folded &&
    a.placed.node.stacked.length === b.placed.node.stacked.length &&
    a.placed.column === b.placed.column &&
    a.placed.row === b.placed.row &&
    a.cell === b.cell &&
    a.detail === b.detail &&
    a.chosen === b.chosen &&
    a.compared === b.compared &&
    a.inLineage === b.inLineage &&
    a.focused === b.focused &&
    a.snapshots === b.snapshots,
);

function Original({
  rootId,
  cell,
  words,
}: {
  readonly rootId: number;
  readonly cell: Cell;
  readonly words: boolean;
}) {
  const image = useImage(rootId);
  return (
    <>
      <span
        className="entry-thumb graph-thumb"
        data-removed={(image && image.deletedAt !== null) || undefined}
        style={{ width: cell.thumb, height: cell.thumb }}
      >
        {image ? <img src={thumbOf(image.sha256, 256)} alt="" draggable={false} /> : null}
      </span>
      <span className={words ? 'graph-words' : 'visually-hidden'}>
        <span className="graph-prompt">{t.history.original}</span>
        <span dir="auto" className="graph-meta">
          {image?.name}
        </span>
      </span>
    </>
  );
}

function Stack({
  count,
  newest,
  cell,
  words,
}: {
  readonly count: number;
  readonly newest: GraphNode;
  readonly cell: Cell;
  readonly words: boolean;
}) {
  const last = newest.stacked.at(-1);
  const image = last && faceOf(last);
  return (
    <>
      <span className="entry-thumb graph-thumb graph-stack" style={{ width: cell.thumb, height: cell.thumb }}>
        {image ? <img src={thumbOf(image.sha256, 256)} alt="" loading="lazy" draggable={false} /> : null}
        <span className="graph-stack-count">
          {words ? <Layers size={16} aria-hidden /> : t.history.foldedCount(count)}
        </span>
      </span>
      <span className={words ? 'graph-words' : 'visually-hidden'}>
        <span className="graph-prompt">{t.history.more(count)}</span>
      </span>
    </>
  );
}
