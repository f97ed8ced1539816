import type { GraphNode, NodeKey } from './tree.ts';

/** Position of a node, in columns from the left and rows from the top. */
export interface Placed {
  readonly node: GraphNode;
  readonly column: number;
  readonly row: number;
}

export interface GraphLayout {
  /** In tree order: parents before children. */
  readonly places: readonly Placed[];
  readonly byKey: ReadonlyMap<NodeKey, Placed>;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Lays out a tree in layers, in linear time. A column is a generation. The first child is in its parent's
 * row, so that a chain of edits is a straight line. The others are below it, in the first row that is free in
 * every column of their own chain. Lines never cross. Additions only move other nodes down and keep their
 * order.
 */
export function layoutGraph(root: GraphNode): GraphLayout {
  const places: Placed[] = [];
  const byKey = new Map<NodeKey, Placed>();
  /** First free row of each column. */
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
      // Deepest first, so that a branch is placed next to its start.
      for (let at = node.children.length - 1; at > 0; at -= 1)
        waiting.push({ node: node.children[at] as GraphNode, column: placed.column + 1 });
    });
  }
  return { places, byKey, columns: free.length, rows: Math.max(...free) };
}

/** A node and its chain of first children. */
function straightLine(node: GraphNode): GraphNode[] {
  const line: GraphNode[] = [];
  for (let at: GraphNode | undefined = node; at; at = at.children[0]) line.push(at);
  return line;
}

export type Step = 'parent' | 'child' | 'up' | 'down' | 'first' | 'last';

/** Returns the node one step away, along a line or in the same column, or null at the end. */
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
