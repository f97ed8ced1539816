import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { useCallback, useEffect, useMemo } from 'react';
import { useHistoryView, useStores } from '../../../stores/context.tsx';
import { picturesMade } from '../../../stores/made-pictures.ts';
import { type GraphLayout, layoutGraph } from './layout.ts';
import { buildTree, editKey, lineageOf, mergeKey, type NodeKey } from './tree.ts';

interface TreeProps {
  readonly entries: readonly EditEntry[];
  readonly snapshots: readonly Snapshot[];
  readonly chosenId: number | null;
  readonly merges: readonly MergedPicture[];
  /** The merge that made the selected picture, when no edit is chosen. */
  readonly chosenMergeId: number | null;
}

export interface ShownTree {
  readonly layout: GraphLayout;
  readonly chosen: NodeKey | null;
  /** The selected node and its ancestors. */
  readonly lineage: ReadonlySet<NodeKey>;
  /** The node whose request is compared with the selected one's. */
  readonly compared: NodeKey | null;
  /** By the edit that made the picture. */
  readonly snapshots: ReadonlyMap<number | null, readonly Snapshot[]>;
  /** Whether a branch is collapsed or a stack is open. */
  readonly folded: boolean;
}

/** The laid-out tree of a picture with its collapsed parts. */
export function useTree({ entries, snapshots, chosenId, merges, chosenMergeId }: TreeProps): ShownTree {
  const folded = useHistoryView((state) => state.folded) as ReadonlySet<NodeKey>;
  const opened = useHistoryView((state) => state.opened) as ReadonlySet<NodeKey>;
  const comparedWith = useHistoryView((state) => state.comparedWith);

  const taken = useMemo(() => Map.groupBy(snapshots, ({ editId }) => editId), [snapshots]);
  const grown = useCallback(
    (also: number | null) => {
      const kept = [...taken.keys(), comparedWith, also].filter((id) => id !== null);
      return layoutGraph(buildTree(entries, { folded, opened, kept: new Set(kept) }, merges));
    },
    [entries, merges, folded, opened, taken, comparedWith],
  );
  const plain = useMemo(() => grown(null), [grown]);
  // Rebuild the layout only if needed: a selected edit is taken out of its stack.
  const layout = useMemo(() => {
    return chosenId === null || plain.byKey.has(editKey(chosenId)) ? plain : grown(chosenId);
  }, [plain, chosenId, grown]);
  const chosen =
    chosenId !== null ? editKey(chosenId) : chosenMergeId === null ? null : mergeKey(chosenMergeId);
  const lineage = useMemo(() => {
    const line = lineageOf(chosen === null ? undefined : layout.byKey.get(chosen)?.node, layout.byKey);
    return new Set(line.map(({ key }) => key));
  }, [layout, chosen]);
  useUnfolding(entries, chosenId, folded);

  return {
    layout,
    chosen,
    lineage,
    compared: comparedWith === null ? null : editKey(comparedWith),
    snapshots: taken,
    folded: folded.size > 0 || opened.size > 0,
  };
}

/** Expands the branch of an edit that is selected elsewhere. */
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
      entries.flatMap((entry) => picturesMade(entry).map(({ id }) => [id, entry.edit.id])),
    );
    const unfold = (key: NodeKey) => {
      if (folded.has(key)) historyView.getState().setFolded(key, false);
    };
    let at = byId.get(chosenId);
    while (at) {
      const parent = madeBy.get(at.edit.sourceImageId);
      unfold(parent === undefined ? 'root' : editKey(parent));
      at = parent === undefined ? undefined : byId.get(parent);
    }
  }, [chosenId]);
}
