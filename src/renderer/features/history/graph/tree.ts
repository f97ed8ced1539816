import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import { picturesMade } from '../../../stores/made-pictures.ts';

/** Key of a graph node: the original, an edit, or a stack of edits. */
export type NodeKey = 'root' | `edit-${number}` | `stack-${string}`;

/** A node and its children. */
export interface GraphNode {
  readonly key: NodeKey;
  /** Null for the original and for a stack. */
  readonly entry: EditEntry | null;
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

/**
 * Builds the tree of a picture from edits in any order. Siblings are oldest first, but a re-run follows the
 * edit it repeats.
 */
export function buildTree(entries: readonly EditEntry[], folding: Folding): GraphNode {
  const madeBy = new Map<number, number>();
  for (const entry of entries) for (const { id } of picturesMade(entry)) madeBy.set(id, entry.edit.id);
  const byParent = new Map<number | null, EditEntry[]>();
  for (const entry of entries) {
    const parent = madeBy.get(entry.edit.sourceImageId) ?? null;
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(entry);
    else byParent.set(parent, [entry]);
  }
  const root = node('root', null, null, folding);
  // Depth first with an explicit stack: a chain of edits may exceed the call stack.
  const line = [root];
  const order: Growing[] = [];
  for (let at = line.pop(); at; at = line.pop()) {
    order.push(at);
    if (at.stacked.length > 0) continue;
    const siblings = inOrder(byParent.get(at.entry?.edit.id ?? null) ?? []);
    const stack = at.folded ? [] : stackOf(at.key, siblings, byParent, folding);
    const inStack = new Set(stack);
    for (const entry of siblings) {
      if (entry === stack[0]) {
        const child = node(`stack-${at.key}`, null, at, folding);
        child.stacked = stack;
        at.children.push(child);
      } else if (!inStack.has(entry)) {
        const child = node(editKey(entry.edit.id), entry, at, folding);
        child.adrift = at.key === 'root' && entry.edit.sourceImageId !== entry.edit.rootId;
        at.children.push(child);
      }
    }
    line.push(...at.children);
  }
  // From the leaves up.
  for (const each of order.reverse()) {
    each.edits += each.children.reduce((sum, child) => sum + child.edits + (child.entry ? 1 : 0), 0);
    each.folded &&= each.edits > 0;
    if (each.folded) each.children = [];
  }
  return root;
}

/** A node while its children are being collected. */
interface Growing extends GraphNode {
  stacked: readonly EditEntry[];
  children: Growing[];
  edits: number;
  folded: boolean;
  adrift: boolean;
}

function node(key: NodeKey, entry: EditEntry | null, parent: GraphNode | null, { folded }: Folding): Growing {
  return { key, entry, stacked: [], parent, children: [], edits: 0, folded: folded.has(key), adrift: false };
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
  byParent: ReadonlyMap<number | null, unknown>,
  { opened, kept }: Folding,
): readonly EditEntry[] {
  if (siblings.length <= BESIDE_MAX || opened.has(parent)) return [];
  const plain = siblings.filter(
    ({ edit, run, note, branch }) =>
      !byParent.has(edit.id) &&
      isSettled(run.state) &&
      note === null &&
      branch === null &&
      !kept.has(edit.id),
  );
  const stack = plain.slice(1, -NEWEST);
  return stack.length < STACK_MIN ? [] : stack;
}

/** Returns a node and its ancestors, the original last. */
export function lineageOf(node: GraphNode | undefined): readonly GraphNode[] {
  const line: GraphNode[] = [];
  for (let at = node ?? null; at; at = at.parent) line.push(at);
  return line;
}
