import type { EditEntry } from '@shared/domain/edit.ts';
import { describe, expect, it } from 'vitest';
import { layoutTree, lineageOf, type TreeLayout } from '../../src/renderer/features/history/tree-layout.ts';
import { fc } from '../fixtures/property.ts';
import { entryOf } from './history-fixtures.ts';

const ROOT = 1000;

/** A tree: the n-th edit (oldest first) starts from the result of an earlier one, or from the original. */
function grow(parents: readonly number[]): EditEntry[] {
  return parents
    .map((parent, n) =>
      entryOf({ id: n + 1, sourceImageId: parent < 0 ? ROOT : ROOT + 1 + parent, resultId: ROOT + 1 + n }),
    )
    .reverse();
}

const anyTree = fc
  .array(fc.nat(), { minLength: 0, maxLength: 200 })
  .map((picks) => picks.map((pick, n) => (pick % (n + 1)) - 1));

function check(entries: readonly EditEntry[], layout: TreeLayout): void {
  // Every edit once, in its own column, newest first.
  expect(layout.nodes.map((node) => node.editId)).toEqual(entries.map((entry) => entry.edit.id));
  expect(layout.nodes.map((node) => node.column)).toEqual(entries.map((_, column) => column));
  // Every edit is on its source's rail, on the newer side of the source.
  for (const node of layout.nodes) {
    const entry = entries[node.column];
    const rail = layout.rails.find((one) => one.imageId === entry?.edit.sourceImageId);
    expect(rail?.lane).toBe(node.lane);
    expect(node.column).toBeGreaterThanOrEqual(rail?.from ?? Number.NaN);
    expect(node.column).toBeLessThan(rail?.to ?? Number.NaN);
    expect(node.lane).toBeLessThan(layout.lanes);
  }
  // No two rails touch on one lane, so no line leads to an unrelated edit.
  for (const lane of new Set(layout.rails.map((rail) => rail.lane))) {
    const here = layout.rails.filter((rail) => rail.lane === lane).sort((a, b) => a.from - b.from);
    for (const [n, rail] of here.entries()) {
      const next = here[n + 1];
      if (next) expect(next.from).toBeGreaterThan(rail.to);
    }
  }
  // A rail starts at its picture, and leaves that lane.
  for (const rail of layout.rails) {
    if (rail.to === layout.rootColumn) continue;
    const own = layout.nodes[rail.to];
    expect(own?.lane).toBe(rail.startLane);
    expect(rail.lane).not.toBe(rail.startLane);
  }
}

describe('the tree of a picture', () => {
  it('is laid out without overlap, for any tree', () => {
    fc.assert(
      fc.property(anyTree, (parents) => {
        const entries = grow(parents);
        check(entries, layoutTree(entries, ROOT));
      }),
    );
  });

  it('is laid out with only its newest page loaded', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(200), (parents, loaded) => {
        const entries = grow(parents).slice(0, loaded);
        check(entries, layoutTree(entries, ROOT));
      }),
    );
  });

  it('is one line for many edits of one picture', () => {
    const layout = layoutTree(grow(Array.from({ length: 50 }, () => -1)), ROOT);
    expect(layout.lanes).toBe(1);
    expect(layout.rails).toEqual([{ imageId: ROOT, lane: 0, from: 0, to: 50, startLane: 0 }]);
  });

  it('needs two lanes for a chain of any length, and counts its depth', () => {
    const layout = layoutTree(grow(Array.from({ length: 60 }, (_, n) => n - 1)), ROOT);
    expect(layout.lanes).toBe(2);
    expect(layout.nodes[0]?.depth).toBe(60);
  });

  it('branches where a result was edited again', () => {
    // 1 and 3 edit the original, 2 edits the result of 1.
    const layout = layoutTree(grow([-1, 0, -1]), ROOT);
    expect(layout.nodes).toEqual([
      { editId: 3, column: 0, lane: 0, depth: 1, parentId: null },
      { editId: 2, column: 1, lane: 1, depth: 2, parentId: 1 },
      { editId: 1, column: 2, lane: 0, depth: 1, parentId: null },
    ]);
  });

  it('finds an edit’s ancestors, as far as loaded', () => {
    const entries = grow([-1, 0, -1, 1]);
    const ids = (nodes: TreeLayout['nodes']) => lineageOf(nodes, 4).map((node) => node.editId);
    expect(ids(layoutTree(entries, ROOT).nodes)).toEqual([4, 2, 1]);
    expect(ids(layoutTree(entries.slice(0, 3), ROOT).nodes)).toEqual([4, 2]);
    expect(lineageOf(layoutTree(entries, ROOT).nodes, null)).toEqual([]);
  });

  it('of a picture without edits has only the original', () =>
    expect(layoutTree([], ROOT)).toEqual({ nodes: [], rails: [], lanes: 1, rootColumn: 0 }));
});
