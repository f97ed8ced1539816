import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import { t } from '@shared/words/index.ts';
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useHistoryView, useStores } from '../../../stores/context.tsx';
import { ContextMenu } from '../../../ui/context-menu.tsx';
import { chooseEntry, showPicture, takeResult } from '../actions.ts';
import { EntryContextItems } from '../entry-menu.tsx';
import './graph.css';
import { GraphTools } from './graph-tools.tsx';
import { layoutGraph, type Placed, type Step, stepFrom } from './layout.ts';
import { isInside, Lines, leftOf, topOf } from './lines.tsx';
import { detailOf, MARGIN } from './scale.ts';
import { Slot, type SlotActions } from './slot.tsx';
import { editKey, type GraphNode, growTree, lineageOf, type NodeKey } from './tree.ts';
import { useGraphView } from './use-graph-view.ts';

/** More nodes than this in sight are drawn as dots: they could not be told apart, and elements cost time. */
const ELEMENTS_MAX = 180;
const NO_SNAPSHOTS: readonly Snapshot[] = [];

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'parent',
  ArrowRight: 'child',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

interface GraphProps {
  readonly entries: readonly EditEntry[];
  readonly rootId: number;
  readonly snapshots: readonly Snapshot[];
  readonly chosenId: number | null;
}

/** The tree of a picture as a graph: the original at the left, each generation a column further. */
export function Graph({ entries, rootId, snapshots, chosenId }: GraphProps) {
  const stores = useStores();
  const { historyView } = stores;
  const folded = useHistoryView((state) => state.folded) as ReadonlySet<NodeKey>;
  const opened = useHistoryView((state) => state.opened) as ReadonlySet<NodeKey>;
  const picking = useHistoryView((state) => state.picking);
  const comparedWith = useHistoryView((state) => state.comparedWith);

  const taken = useMemo(() => Map.groupBy(snapshots, ({ editId }) => editId), [snapshots]);
  const plain = useMemo(() => {
    const kept = [...taken.keys(), comparedWith].filter((id) => id !== null);
    return layoutGraph(growTree(entries, { folded, opened, kept: new Set(kept) }));
  }, [entries, folded, opened, taken, comparedWith]);
  // The whole tree is laid out anew only when it has to be: what is chosen is taken off its stack.
  const layout = useMemo(() => {
    if (chosenId === null || plain.byKey.has(editKey(chosenId))) return plain;
    const kept = [...taken.keys(), comparedWith, chosenId].filter((id) => id !== null);
    return layoutGraph(growTree(entries, { folded, opened, kept: new Set(kept) }));
  }, [plain, chosenId, entries, folded, opened, taken, comparedWith]);
  const chosen = chosenId === null ? null : editKey(chosenId);
  const lineage = useMemo(() => {
    const line = lineageOf(chosen === null ? undefined : layout.byKey.get(chosen)?.node);
    return new Set(line.map(({ key }) => key));
  }, [layout, chosen]);
  useUnfolding(entries, chosenId, folded);

  const view = useGraphView(layout);
  const { cell, cull, scroller } = view;
  /** Where the keys are when that is no edit, or not the chosen one. */
  const [here, setHere] = useState<NodeKey | null>(null);
  const at: NodeKey = here ?? (chosen !== null && layout.byKey.has(chosen) ? chosen : 'root');
  const focusNext = useRef(false);
  const focusHere = () =>
    scroller.current?.querySelector<HTMLElement>('.graph-main[tabindex="0"]')?.focus({ preventScroll: true });

  // What is chosen, here or elsewhere, is in sight.
  const { show } = view;
  const seen = useRef<NodeKey | null>(null);
  /** Somebody moved about in it: from then on it stays where they left it. */
  const touched = useRef(false);
  const touch = () => {
    touched.current = true;
  };
  useEffect(() => {
    // A large tree comes in pages, and its places change with each: until it is touched it stands in the middle.
    if (!touched.current) show(at, true);
    else if (seen.current !== at) show(at);
    seen.current = at;
  }, [at, show]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element comes with its place
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    focusHere();
  }, [at, cull]);

  const inSight = useMemo(() => layout.places.filter((placed) => isInside(placed, cull)), [layout, cull]);
  const detail = detailOf(cell, inSight.length, ELEMENTS_MAX);
  const elements =
    detail === 'dots'
      ? inSight.filter(({ node }) => node.key === at)
      : withHere(inSight, layout.byKey.get(at));

  const go = (node: GraphNode) => {
    focusNext.current = true;
    if (node.entry === null || picking) setHere(node.key);
    else {
      setHere(null);
      chooseEntry(stores, node.entry);
    }
  };
  const press = (node: GraphNode) => {
    if (node.entry) chooseEntry(stores, node.entry);
    else if (node.key === 'root') showRoot();
    else open(node);
    if (!picking) setHere(null);
  };
  const showRoot = () => void showPicture(stores, rootId);
  const open = (node: GraphNode) => {
    if (!node.parent) return;
    focusNext.current = true;
    historyView.getState().stackOpened(node.parent.key);
    setHere(node.stacked[0] ? editKey(node.stacked[0].edit.id) : null);
  };
  const fold = (node: GraphNode, away: boolean) => {
    // What is chosen never vanishes: the beginning of the branch is chosen in its place.
    if (away && node.key !== chosen && lineage.has(node.key)) go(node);
    historyView.getState().foldChanged(node.key, away);
  };

  const actions = useRef<SlotActions>(null);
  useLayoutEffect(() => {
    actions.current = {
      press,
      fold,
      take: (node) => node.entry && takeResult(stores, node.entry),
      compare: (node) => node.entry && historyView.getState().compared(node.entry.edit.id),
    };
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element && event.target.matches('.graph-main'))) return;
    const placed = layout.byKey.get(at);
    if (!placed) return;
    const act = keyAction(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();

    function keyAction(key: string): (() => void) | null {
      const node = placed?.node as GraphNode;
      const step = STEPS[key];
      if (event.shiftKey && key === 'ArrowLeft') return () => node.edits > 0 && fold(node, true);
      if (event.shiftKey && key === 'ArrowRight') return () => fold(node, false);
      if (step) {
        const next = stepFrom(layout, at, step);
        return () => next && go(next);
      }
      switch (key) {
        case 'Enter':
          if (node.entry === null || picking) return () => press(node);
          return () => node.entry && takeResult(stores, node.entry);
        case ' ':
          // As on the picture; the window lets go on key-up.
          return () => !event.repeat && stores.view.getState().beforeHeld(true);
        case '+':
        case '=':
          return () => view.zoomBy(1);
        case '-':
          return () => view.zoomBy(-1);
        case '0':
          return () => view.fit();
        default:
          return null;
      }
    }
  };

  const [menuFor, setMenuFor] = useState<EditEntry | null>(null);
  const menuAsked = (event: MouseEvent) => {
    const key =
      event.target instanceof Element && event.target.closest<HTMLElement>('[data-node]')?.dataset.node;
    const entry = key ? layout.byKey.get(key as NodeKey)?.node.entry : null;
    if (entry) setMenuFor(entry);
    else event.preventDefault();
  };

  /** A dot is pressed by its place. */
  const dotAt = (event: MouseEvent<HTMLElement>): Placed | null => {
    if (detail !== 'dots') return null;
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - MARGIN) / cell.column);
    const row = Math.floor((event.clientY - box.top - MARGIN) / cell.row);
    return layout.places.find((placed) => placed.column === column && placed.row === row) ?? null;
  };
  const [tip, setTip] = useState<Placed | null>(null);
  const names = inSight.filter(({ node }) => node.entry?.branch);

  return (
    <div className="graph" data-detail={detail} data-picking={picking || undefined}>
      <ContextMenu
        label={t.history.nodeMenu}
        content={menuFor ? <EntryContextItems stores={stores} entry={menuFor} /> : null}
        onClosed={() => {
          if (historyView.getState().writing === null) focusHere();
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the nodes inside are what the keys are for. */}
        <div
          ref={scroller}
          className="graph-scroller"
          onScroll={view.onScroll}
          onPointerDown={view.onPointerDown}
          onPointerDownCapture={touch}
          onWheelCapture={touch}
          onKeyDownCapture={touch}
          onContextMenu={menuAsked}
          onKeyDown={onKeyDown}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: dots are too many to be elements; the keys reach each of them */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <div
            className="graph-ground"
            style={{
              width: 2 * MARGIN + layout.columns * cell.column,
              height: 2 * MARGIN + layout.rows * cell.row,
            }}
            onClick={(event) => {
              const dot = scroller.current?.dataset.dragging === undefined && dotAt(event);
              if (dot) press(dot.node);
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
                <Slot
                  key={placed.node.key}
                  placed={placed}
                  rootId={rootId}
                  cell={cell}
                  detail={detail}
                  snapshots={taken.get(placed.node.entry?.edit.id ?? null) ?? NO_SNAPSHOTS}
                  chosen={placed.node.key === chosen}
                  compared={comparedWith !== null && placed.node.key === editKey(comparedWith)}
                  inLineage={lineage.has(placed.node.key)}
                  here={placed.node.key === at}
                  actions={actions}
                />
              ))}
            </ol>
            {names.map(({ node, column, row }) => (
              <span
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
                className="graph-tip"
                aria-hidden
                style={{ left: leftOf(cell, tip.column) + cell.thumb, top: topOf(cell, tip.row) + cell.row }}
              >
                {tip.node.entry?.edit.request.prompt ??
                  (tip.node.parent ? t.history.more(tip.node.stacked.length) : t.history.original)}
              </span>
            ) : null}
          </div>
        </div>
      </ContextMenu>
      <GraphTools
        view={view}
        folded={folded.size > 0 || opened.size > 0}
        onShow={() => {
          view.show(at, true);
          focusHere();
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

/** The place of the keys is always there, also when it is scrolled out of sight. */
function withHere(places: readonly Placed[], here: Placed | undefined): readonly Placed[] {
  return here === undefined || places.includes(here) ? places : [...places, here];
}

/** An edit that is chosen elsewhere is not folded away. */
function useUnfolding(
  entries: readonly EditEntry[],
  chosenId: number | null,
  folded: ReadonlySet<NodeKey>,
): void {
  const { historyView } = useStores();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another one is chosen: folding is the user's own doing
  useEffect(() => {
    if (chosenId === null || folded.size === 0) return;
    const byId = new Map(entries.map((entry) => [entry.edit.id, entry]));
    const madeBy = new Map(
      entries.flatMap(({ edit, results }) => results.map(({ image }) => [image.id, edit.id])),
    );
    const unfold = (key: NodeKey) => {
      if (folded.has(key)) historyView.getState().foldChanged(key, false);
    };
    let at = byId.get(chosenId);
    while (at) {
      const parent = madeBy.get(at.edit.sourceImageId);
      unfold(parent === undefined ? 'root' : editKey(parent));
      at = parent === undefined ? undefined : byId.get(parent);
    }
  }, [chosenId]);
}
