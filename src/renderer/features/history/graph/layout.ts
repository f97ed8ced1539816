import type { GraphNode, NodeKey } from './tree.ts';

/** Where a node is, in columns from the left and rows from the top. */
export interface Placed {
  readonly node: GraphNode;
  readonly column: number;
  readonly row: number;
}

export interface GraphLayout {
  /** In the order of the tree: a parent before its children. */
  readonly places: readonly Placed[];
  readonly byKey: ReadonlyMap<NodeKey, Placed>;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Lays a tree out in layers, in time that grows with its size alone. A column is a generation; the first child stands in its
 * parent's row, so that a line of work is a straight line, and the others below it, as high as there is room in every column
 * that their own straight line passes. No line crosses another one. What is added moves others down at most, never past each other.
 */
export function layoutGraph(root: GraphNode): GraphLayout {
  const places: Placed[] = [];
  const byKey = new Map<NodeKey, Placed>();
  /** The first free row of each column. */
  const free: number[] = [];
  const waiting: { readonly node: GraphNode; readonly column: number }[] = [{ node: root, column: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const line = straightLine(next.node);
    let row = 0;
    line.forEach((_, n) => {
      row = Math.max(row, free[next.column + n] ?? 0);
    });
    line.forEach((node, n) => {
      const placed: Placed = { node, column: next.column + n, row };
      places.push(placed);
      byKey.set(node.key, placed);
      free[placed.column] = row + 1;
      // The deepest are taken from the end first: a branch is placed next to where it begins.
      for (let at = node.children.length - 1; at > 0; at -= 1)
        waiting.push({ node: node.children[at] as GraphNode, column: placed.column + 1 });
    });
  }
  return { places, byKey, columns: free.length, rows: Math.max(...free) };
}

/** A node, its first child, its first child's first child and so on. */
function straightLine(node: GraphNode): GraphNode[] {
  const line: GraphNode[] = [];
  for (let at: GraphNode | undefined = node; at; at = at.children[0]) line.push(at);
  return line;
}

export type Step = 'parent' | 'child' | 'up' | 'down' | 'first' | 'last';

/** The node one step away: along a line, or in the same column; null at the end. */
export function stepFrom({ places, byKey }: GraphLayout, from: NodeKey, step: Step): GraphNode | null {
  const here = byKey.get(from) ?? places[0];
  if (!here) return null;
  switch (step) {
    case 'parent':
      return here.node.parent;
    case 'child':
      return here.node.children[0] ?? null;
    case 'first':
      return places[0]?.node ?? null;
    case 'last':
      return newest(places)?.node ?? null;
    case 'up':
    case 'down': {
      const way = step === 'up' ? -1 : 1;
      const beside = places.filter(({ column, row }) => column === here.column && (row - here.row) * way > 0);
      return (
        beside.reduce<Placed | null>(
          (best, each) => (best && (best.row - each.row) * way <= 0 ? best : each),
          null,
        )?.node ?? null
      );
    }
  }
}

function newest(places: readonly Placed[]): Placed | null {
  return places.reduce<Placed | null>(
    (best, each) => ((each.node.entry?.edit.id ?? 0) > (best?.node.entry?.edit.id ?? -1) ? each : best),
    null,
  );
}
