import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { type MouseEvent, useMemo, useState } from 'react';
import { useHistoryView, useStores } from '../../../stores/context.tsx';
import { ContextMenu } from '../../../ui/context-menu.tsx';
import { EntryContextItems } from '../entry-menu.tsx';
import './graph.css';
import { GraphContent } from './graph-content.tsx';
import { GraphTools } from './graph-tools.tsx';
import { isInside } from './lines.tsx';
import { detailOf } from './scale.ts';
import type { NodeKey } from './tree.ts';
import { useGraphNavigation } from './use-graph-navigation.ts';
import { useGraphView } from './use-graph-view.ts';
import { useTree } from './use-tree.ts';

/**
 * With more visible nodes than this, they are drawn as dots: they would be indistinguishable, and elements
 * cost time.
 */
const ELEMENTS_MAX = 180;

interface GraphProps {
  readonly entries: readonly EditEntry[];
  readonly rootId: number;
  readonly snapshots: readonly Snapshot[];
  readonly chosenId: number | null;
  readonly merges: readonly MergedPicture[];
  readonly chosenMergeId: number | null;
}

/** A picture's tree as a graph: the original on the left, one column per generation. */
export function Graph({ rootId, ...history }: GraphProps) {
  const stores = useStores();
  const { historyView } = stores;
  const picking = useHistoryView((state) => state.picking);
  const tree = useTree(history);
  const { layout } = tree;
  const view = useGraphView(layout);
  const { cell, cull } = view;
  const walk = useGraphNavigation(tree, view, rootId);
  const inSight = useMemo(() => layout.places.filter((placed) => isInside(placed, cull)), [layout, cull]);
  const detail = detailOf(cell, inSight.length, ELEMENTS_MAX);

  const [menuFor, setMenuFor] = useState<EditEntry | null>(null);
  const menuAsked = (event: MouseEvent) => {
    const key =
      event.target instanceof Element && event.target.closest<HTMLElement>('[data-node]')?.dataset.node;
    const entry = key ? layout.byKey.get(key as NodeKey)?.node.entry : null;
    if (entry) setMenuFor(entry);
    else event.preventDefault();
  };

  return (
    <div className="graph" data-detail={detail} data-picking={picking || undefined}>
      <ContextMenu
        label={t.history.nodeMenu}
        content={menuFor ? <EntryContextItems stores={stores} entry={menuFor} /> : null}
        onClosed={() => {
          if (historyView.getState().writing === null) walk.focusHere();
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the nodes inside are what the keys are for. */}
        <div
          ref={view.scroller}
          className="graph-scroller"
          onScroll={view.onScroll}
          onPointerDown={view.onPointerDown}
          onPointerDownCapture={walk.onTouch}
          onWheelCapture={walk.onTouch}
          onKeyDownCapture={walk.onTouch}
          onContextMenu={menuAsked}
          onKeyDown={walk.onKeyDown}
        >
          <GraphContent
            tree={tree}
            view={view}
            walk={walk}
            rootId={rootId}
            detail={detail}
            inSight={inSight}
          />
        </div>
      </ContextMenu>
      <GraphTools
        view={view}
        folded={tree.folded}
        onShow={() => {
          view.show(walk.at, true);
          walk.focusHere();
        }}
      />
      {picking ? (
        <p className="graph-hint" role="status">
          {t.history.pickOther}
        </p>
      ) : null}
    </div>
  );
}
