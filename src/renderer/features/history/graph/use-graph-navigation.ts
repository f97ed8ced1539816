import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useHistoryView, useStores } from '../../../stores/context.tsx';
import { chooseEntry, showPicture, takeResult } from '../actions.ts';
import type { SlotActions } from './graph-node-view.tsx';
import { keyAction } from './keys.ts';
import { type Step, stepFrom } from './layout.ts';
import { editKey, type GraphNode, type NodeKey } from './tree.ts';
import type { GraphView } from './use-graph-view.ts';
import type { ShownTree } from './use-tree.ts';

export interface Walk {
  /** The focused node. */
  readonly at: NodeKey;
  /** Actions on a node, in a ref so that changes don't rerender the nodes. */
  readonly actions: RefObject<SlotActions | null>;
  press(node: GraphNode): void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The user navigates in the graph. */
  readonly onTouch: () => void;
  focusHere(): void;
}

/** Keyboard focus in the graph and the actions on its nodes. */
export function useGraphNavigation(
  { layout, chosen, lineage }: ShownTree,
  view: GraphView,
  rootId: number,
): Walk {
  const stores = useStores();
  const { historyView } = stores;
  const picking = useHistoryView((state) => state.picking);
  /** The focused node if it isn't an edit or isn't the selected one. */
  const [here, setHere] = useState<NodeKey | null>(null);
  const at: NodeKey = here ?? (chosen !== null && layout.byKey.has(chosen) ? chosen : 'root');
  const { cull, scroller, show } = view;
  /** The node that gets the focus once it is the one in the tab order. */
  const focusNext = useRef<NodeKey | null>(null);
  const focusHere = () =>
    scroller.current?.querySelector<HTMLElement>('.graph-main[tabindex="0"]')?.focus({ preventScroll: true });

  // Keep a new selection visible, wherever it was made.
  const seen = useRef<NodeKey | null>(null);
  /** Once the user has navigated, the scroll position stays where they left it. */
  const touched = useRef(false);
  useEffect(() => {
    // A large tree loads in pages that change its positions: until the user navigates, the node stays
    // centered.
    if (!touched.current) show(at, true);
    else if (seen.current !== at) show(at);
    seen.current = at;
  }, [at, show]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element comes with its place
  useEffect(() => {
    if (focusNext.current !== at) return;
    focusNext.current = null;
    // The user may have moved on while it was loaded.
    const { activeElement } = document;
    if (activeElement === document.body || scroller.current?.contains(activeElement)) focusHere();
  }, [at, cull]);

  const go = (node: GraphNode) => {
    focusNext.current = node.key;
    if (node.merged && !picking) void showPicture(stores, node.merged.image.id);
    if (node.entry === null || picking) setHere(node.key);
    else {
      setHere(null);
      chooseEntry(stores, node.entry);
    }
  };
  const step = (way: Step) => {
    const next = stepFrom(layout, at, way);
    if (next) go(next);
  };
  const press = (node: GraphNode) => {
    if (node.entry) chooseEntry(stores, node.entry);
    else if (node.merged) void showPicture(stores, node.merged.image.id);
    else if (node.key === 'root') void showPicture(stores, rootId);
    else open(node);
    if (!picking) setHere(null);
  };
  const open = (node: GraphNode) => {
    if (!node.parent || node.stacked.length === 0) return;
    historyView.getState().openStack(node.parent.key);
    const first = node.stacked[0] ? editKey(node.stacked[0].edit.id) : null;
    focusNext.current = first;
    setHere(first);
  };
  const fold = (node: GraphNode, away: boolean) => {
    // If the selection would be hidden, the start of the branch is selected instead.
    if (away && node.key !== chosen && lineage.has(node.key)) go(node);
    historyView.getState().setFolded(node.key, away);
  };
  const take = (node: GraphNode) => {
    if (node.entry) takeResult(stores, node.entry);
    else if (node.merged) void showPicture(stores, node.merged.image.id);
  };
  const compare = (node: GraphNode) => {
    if (node.entry) historyView.getState().compareWith(node.entry.edit.id);
  };

  const actions = useRef<SlotActions>(null);
  useLayoutEffect(() => {
    actions.current = { press, fold, take, compare };
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof Element && event.target.matches('.graph-main'))) return;
    const node = layout.byKey.get(at)?.node;
    const enter = picking ? press : take;
    const holdBefore = () => stores.view.getState().setPeekingBefore(true);
    const act = node && keyAction(event, node, { step, fold, press, enter, holdBefore, view });
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const onTouch = () => {
    touched.current = true;
  };
  return { at, actions, press, onKeyDown, onTouch, focusHere };
}
