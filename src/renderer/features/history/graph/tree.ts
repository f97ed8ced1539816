import type { EditEntry } from '@shared/domain/edit.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { isSettled } from '@shared/domain/run.ts';
import { picturesMade } from '../../../stores/made-pictures.ts';

/** Key of a graph node: the original, an edit, a merge, or a stack of edits. */
export type NodeKey = 'root' | `edit-${number}` | `merge-${number}` | `stack-${string}`;

/** A node and its children. */
export interface GraphNode {
  readonly key: NodeKey;
  /** Null for every node but an edit. */
  readonly entry: EditEntry | null;
  /** Null unless the node is a merge. */
  readonly merged: MergedPicture | null;
  /** The second parent of a merge. Null for other nodes. */
  readonly otherParent: NodeKey | null;
  /** The edits of a stack. Empty for other nodes. */
  readonly stacked: readonly EditEntry[];
  readonly parent: GraphNode | null;
  readonly children: readonly GraphNode[];
  /** Number of descendant edits, visible or not. */
  readonly edits: number;
  /** Whether they are collapsed. */
  readonly folded: boolean;
  /** Its source was made by an edit that isn't loaded. */
  readonly adrift: boolean;
}

/** Collapsed and expanded parts of a tree. */
export interface Folding {
  /** Nodes with collapsed branches. */
  readonly folded: ReadonlySet<NodeKey>;
  /** Nodes with an open stack. */
  readonly opened: ReadonlySet<NodeKey>;
  /** Edits that are never stacked: selected or annotated ones. */
  readonly kept: ReadonlySet<number>;
}

/** More childless edits of one picture than this are stacked. */
const BESIDE_MAX = 8;
/** Number of the newest ones that stay separate. */
const NEWEST = 3;
/** Minimum size of a stack. */
const STACK_MIN = 4;

export const editKey = (editId: number): NodeKey => `edit-${editId}`;
export const mergeKey = (mergeId: number): NodeKey => `merge-${mergeId}`;

/**
 * Builds the tree of a picture from edits in any order. Siblings are oldest first, but a re-run follows the
 * edit it repeats. Merges follow them; a merge belongs to its parent that is further from the original.
 */
export function buildTree(
  entries: readonly EditEntry[],
  folding: Folding,
  merges: readonly MergedPicture[] = [],
): GraphNode {
  const { editsOf, mergesOf } = parentage(entries, merges);
  const isLeaf = (key: NodeKey) => !editsOf.has(key) && !mergesOf.has(key);
  const root = node('root', null, folding);
  // Depth first with an explicit stack: a chain of edits may exceed the call stack.
  const line = [root];
  const order: Growing[] = [];
  for (let at = line.pop(); at; at = line.pop()) {
    order.push(at);
    if (at.stacked.length > 0) continue;
    const siblings = inOrder(editsOf.get(at.key) ?? []);
    const stack = at.folded ? [] : stackOf(at.key, siblings, isLeaf, folding);
    const inStack = new Set(stack);
    for (const entry of siblings) {
      if (entry === stack[0]) {
        const child = node(`stack-${at.key}`, at, folding);
        child.stacked = stack;
        at.children.push(child);
      } else if (!inStack.has(entry)) {
        const child = node(editKey(entry.edit.id), at, folding);
        child.entry = entry;
        child.adrift = at.key === 'root' && entry.edit.sourceImageId !== entry.edit.rootId;
        at.children.push(child);
      }
    }
    for (const { merged, otherParent } of mergesOf.get(at.key) ?? []) {
      const child = node(mergeKey(merged.merge.id), at, folding);
      at.children.push(Object.assign(child, { merged, otherParent }));
    }
    line.push(...at.children);
  }
  // From the leaves up.
  for (const each of order.reverse()) {
    each.edits += each.children.reduce(
      (sum, child) => sum + child.edits + (child.entry || child.merged ? 1 : 0),
      0,
    );
    each.folded &&= each.edits > 0;
    if (each.folded) each.children = [];
  }
  return root;
}

/** A node while its children are being collected. */
interface Growing extends GraphNode {
  entry: EditEntry | null;
  stacked: readonly EditEntry[];
  children: Growing[];
  edits: number;
  folded: boolean;
  adrift: boolean;
}

function node(key: NodeKey, parent: GraphNode | null, { folded }: Folding): Growing {
  return {
    key,
    entry: null,
    merged: null,
    otherParent: null,
    stacked: [],
    parent,
    children: [],
    edits: 0,
    folded: folded.has(key),
    adrift: false,
  };
}

interface GraftedMerge {
  readonly merged: MergedPicture;
  readonly otherParent: NodeKey;
}

/** Children of each node. */
function parentage(entries: readonly EditEntry[], merges: readonly MergedPicture[]) {
  const madeBy = new Map<number, NodeKey>();
  for (const entry of entries)
    for (const { id } of picturesMade(entry)) madeBy.set(id, editKey(entry.edit.id));
  for (const { merge } of merges) madeBy.set(merge.imageId, mergeKey(merge.id));
  const nodeOf = (imageId: number): NodeKey => madeBy.get(imageId) ?? 'root';
  const parents = new Map<NodeKey, NodeKey>();
  const editsOf = Map.groupBy(entries, ({ edit }) => {
    const parent = nodeOf(edit.sourceImageId);
    parents.set(editKey(edit.id), parent);
    return parent;
  });
  const depthOf = (key: NodeKey): number => {
    let depth = 0;
    for (let at = parents.get(key); at !== undefined; at = parents.get(at)) depth += 1;
    return depth;
  };
  const mergesOf = new Map<NodeKey, GraftedMerge[]>();
  // Oldest first: a merge of merges needs their depth.
  for (const merged of merges.toSorted((a, b) => a.merge.id - b.merge.id)) {
    const { id, leftId, rightId } = merged.merge;
    const both: [NodeKey, NodeKey] = [nodeOf(leftId), nodeOf(rightId)];
    const [parent, otherParent] = depthOf(both[1]) > depthOf(both[0]) ? [both[1], both[0]] : both;
    parents.set(mergeKey(id), parent);
    mergesOf.set(parent, [...(mergesOf.get(parent) ?? []), { merged, otherParent }]);
  }
  return { editsOf, mergesOf };
}

function inOrder(siblings: readonly EditEntry[]): EditEntry[] {
  const byId = new Map(siblings.map((entry) => [entry.edit.id, entry]));
  const origins = new Map<number, number>();
  const origin = ({ edit }: EditEntry): number => {
    const repeated = edit.rerunOf === null ? undefined : byId.get(edit.rerunOf);
    const known = origins.get(edit.id);
    if (known !== undefined) return known;
    const first = repeated ? origin(repeated) : edit.id;
    origins.set(edit.id, first);
    return first;
  };
  return [...siblings]
    .sort((a, b) => a.edit.id - b.edit.id)
    .map((entry) => ({ entry, first: origin(entry) }))
    .sort((a, b) => a.first - b.first || a.entry.edit.id - b.entry.edit.id)
    .map(({ entry }) => entry);
}

function stackOf(
  parent: NodeKey,
  siblings: readonly EditEntry[],
  isLeaf: (key: NodeKey) => boolean,
  { opened, kept }: Folding,
): readonly EditEntry[] {
  if (siblings.length <= BESIDE_MAX || opened.has(parent)) return [];
  const plain = siblings.filter(
    ({ edit, run, note, branch }) =>
      isLeaf(editKey(edit.id)) &&
      isSettled(run.state) &&
      note === null &&
      branch === null &&
      !kept.has(edit.id),
  );
  const stack = plain.slice(1, -NEWEST);
  return stack.length < STACK_MIN ? [] : stack;
}

/**
 * Returns a node and its ancestors, the original last. With `byKey`, follows both parents of a merge.
 */
export function lineageOf(
  node: GraphNode | undefined,
  byKey?: ReadonlyMap<NodeKey, { readonly node: GraphNode }>,
): readonly GraphNode[] {
  const line = new Set<GraphNode>();
  const open = node ? [node] : [];
  for (let next = open.pop(); next; next = open.pop())
    for (let at: GraphNode | null = next; at && !line.has(at); at = at.parent) {
      line.add(at);
      const other = at.otherParent && byKey?.get(at.otherParent)?.node;
      if (other) open.push(other);
    }
  return [...line];
}
