import type { EditEntry } from '@shared/domain/edit.ts';
import { describe, expect, it } from 'vitest';
import { type GraphLayout, layoutGraph, stepFrom } from '../../src/renderer/features/history/graph/layout.ts';
import {
  cellOf,
  detailOf,
  ROW_MAX,
  ROW_MIN,
  zoomToFit,
} from '../../src/renderer/features/history/graph/scale.ts';
import {
  buildTree,
  editKey,
  type Folding,
  lineageOf,
} from '../../src/renderer/features/history/graph/tree.ts';
import { fc } from '../fixtures/property.ts';
import { entryOf } from './history-fixtures.ts';

const ROOT = 1;
const OPEN: Folding = { folded: new Set(), opened: new Set(), kept: new Set() };

/**
 * A tree in which edit n starts from the result of edit `parents[n]`, or from the original. Results are 1000
 * + edit.
 */
function treeOf(parents: readonly number[]): EditEntry[] {
  return parents.map((parent, at) => {
    const from = at === 0 ? 0 : parent % (at + 1);
    return entryOf({
      id: at + 1,
      sourceImageId: from === 0 ? ROOT : 1000 + from,
      resultId: 1001 + at,
      rootId: ROOT,
    });
  });
}
const forest = (max: number) => fc.array(fc.nat(10_000), { minLength: 1, maxLength: max }).map(treeOf);
/** The full layout without stacks. */
const whole = (entries: readonly EditEntry[]): GraphLayout =>
  layoutGraph(buildTree(entries, { ...OPEN, kept: new Set(entries.map(({ edit }) => edit.id)) }));

describe('the layout of a tree', () => {
  it('never puts two nodes in one place, and puts parents left of their children', () => {
    fc.assert(
      fc.property(forest(120), (entries) => {
        const { places, byKey, columns, rows } = whole(entries);
        expect(places).toHaveLength(entries.length + 1);
        expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(places.length);
        for (const { node, column, row } of places) {
          expect(column).toBeLessThan(columns);
          expect(row).toBeLessThan(rows);
          const parent = node.parent && byKey.get(node.parent.key);
          if (!parent) continue;
          expect(column).toBe(parent.column + 1);
          expect(row).toBeGreaterThanOrEqual(parent.row);
          if (node === node.parent?.children[0]) expect(row).toBe(parent.row);
        }
      }),
    );
  });

  it('never lets a line cross another one or a node', () => {
    fc.assert(
      fc.property(forest(120), (entries) => {
        const { places, byKey } = whole(entries);
        // Between two columns, the children of one parent form a range of rows; ranges don't overlap.
        const stretches = new Map<number, { from: number; to: number }[]>();
        for (const { node, column, row } of places) {
          const last = node.children.at(-1);
          if (!last) continue;
          const stretch = { from: row, to: byKey.get(last.key)?.row ?? row };
          stretches.set(column, [...(stretches.get(column) ?? []), stretch]);
        }
        for (const each of stretches.values()) {
          each.sort((a, b) => a.from - b.from);
          each.forEach(({ to }, n) => {
            expect(each[n + 1]?.from ?? Infinity).toBeGreaterThan(to);
          });
        }
      }),
    );
  });

  it('is stable when an edit is added: columns stay, and nodes keep their order', () => {
    fc.assert(
      fc.property(forest(80), fc.nat(), (entries, parent) => {
        const before = whole(entries);
        const from = parent % (entries.length + 1);
        const added = entryOf({
          id: entries.length + 1,
          sourceImageId: from === 0 ? ROOT : 1000 + from,
          resultId: 5000,
          rootId: ROOT,
        });
        const after = whole([...entries, added]);
        const moved = before.places.map((old) => ({ old, now: after.byKey.get(old.node.key) }));
        for (const { old, now } of moved) {
          expect(now?.column).toBe(old.column);
          expect(now?.row).toBeGreaterThanOrEqual(old.row);
        }
        const order = (layout: GraphLayout) =>
          layout.places
            .filter(({ node }) => node.entry !== added)
            .sort((a, b) => a.column - b.column || a.row - b.row)
            .map(({ node }) => node.key);
        expect(order(after)).toEqual(order(before));
      }),
    );
  });

  it.each([200, 2000])('takes little time for %i edits, and for a chain of as many', (count) => {
    const spread = treeOf(Array.from({ length: count }, (_, n) => (n * 7919) % (n + 1)));
    const chain = treeOf(Array.from({ length: count }, (_, n) => n));
    for (const entries of [spread, chain]) {
      const times = Array.from({ length: 8 }, () => {
        const start = performance.now();
        expect(whole(entries).places).toHaveLength(count + 1);
        return performance.now() - start;
      });
      // The best of them: the machine may be busy.
      expect(Math.min(...times)).toBeLessThan(150);
    }
  });

  it('is independent of the order of edits', () => {
    fc.assert(
      fc.property(forest(40), (entries) => {
        const rows = (layout: GraphLayout) => layout.places.map(({ node, row }) => [node.key, row]);
        expect(rows(whole([...entries].reverse()))).toEqual(rows(whole(entries)));
      }),
    );
  });
});

describe('the tree', () => {
  it('puts a re-run after the edit it repeats', () => {
    const [a, b, c] = treeOf([0, 0, 0]) as [EditEntry, EditEntry, EditEntry];
    const again = { ...c, edit: { ...c.edit, rerunOf: a.edit.id } };
    expect(buildTree([again, b, a], OPEN).children.map(({ key }) => key)).toEqual([
      'edit-1',
      'edit-3',
      'edit-2',
    ]);
  });

  it('stacks many edits of one picture, except the first, the newest and those that stand out', () => {
    const entries = treeOf(Array(20).fill(0) as number[]);
    const noted = entries.with(6, { ...(entries[6] as EditEntry), note: 'good' });
    const shown = (folding: Folding) => buildTree(noted, folding).children.map(({ key }) => key);
    expect(shown({ ...OPEN, kept: new Set([9]) })).toEqual([
      'edit-1',
      'stack-root',
      'edit-7',
      'edit-9',
      'edit-18',
      'edit-19',
      'edit-20',
    ]);
    const stack = buildTree(noted, OPEN).children[1];
    expect(stack?.stacked.map(({ edit }) => edit.id)).toEqual([
      2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
    ]);
    expect(shown({ ...OPEN, opened: new Set(['root']) })).toHaveLength(20);
  });

  it('collapses a branch and shows its number of edits', () => {
    const entries = treeOf([0, 1, 2, 1]);
    const root = buildTree(entries, { ...OPEN, folded: new Set([editKey(1)]) });
    expect(root.edits).toBe(4);
    expect(root.children[0]).toMatchObject({ edits: 3, folded: true, children: [] });
    // Nodes without children can't be collapsed.
    expect(buildTree(treeOf([0]), { ...OPEN, folded: new Set([editKey(1)]) }).children[0]?.folded).toBe(
      false,
    );
  });

  it('attaches edits whose source isn’t loaded to the original, and marks them', () => {
    const [, second] = treeOf([0, 1]) as [EditEntry, EditEntry];
    expect(buildTree([second], OPEN).children[0]).toMatchObject({ key: 'edit-2', adrift: true });
  });

  it('is navigated along its lines and columns', () => {
    // 1 and 4 on the original, 2 and 3 on 1, 5 on 4.
    const layout = whole(treeOf([0, 1, 1, 0, 4]));
    const walk = (from: number, step: Parameters<typeof stepFrom>[2]) =>
      stepFrom(layout, editKey(from), step)?.key ?? null;
    expect(walk(2, 'parent')).toBe('edit-1');
    expect(walk(1, 'child')).toBe('edit-2');
    expect(walk(1, 'down')).toBe('edit-4');
    expect(walk(3, 'down')).toBe('edit-5');
    expect(walk(5, 'up')).toBe('edit-3');
    expect(walk(2, 'up')).toBeNull();
    expect(walk(5, 'child')).toBeNull();
    expect(walk(3, 'first')).toBe('root');
    expect(walk(1, 'last')).toBe('edit-5');
    expect(lineageOf(layout.byKey.get(editKey(3))?.node).map(({ key }) => key)).toEqual([
      'edit-3',
      'edit-1',
      'root',
    ]);
  });
});

describe('the scale', () => {
  it('is continuous', () => {
    for (let row = ROW_MIN; row < ROW_MAX; row += 0.5) {
      const step = cellOf(row + 0.5).column - cellOf(row).column;
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThan(16);
    }
  });

  it('shows text if there is room, and dots if there are too many nodes', () => {
    expect(detailOf(cellOf(64), 40, 250)).toBe('cards');
    expect(detailOf(cellOf(40), 40, 250)).toBe('thumbs');
    expect(detailOf(cellOf(64), 251, 250)).toBe('dots');
    expect(detailOf(cellOf(12), 4, 250)).toBe('dots');
  });

  it('fits a tree into a view if possible', () => {
    const view = { width: 680, height: 500 };
    const row = zoomToFit({ columns: 6, rows: 12 }, view, 64);
    expect(cellOf(row).column * 6).toBeLessThanOrEqual(680);
    expect(cellOf(row).row * 12).toBeLessThanOrEqual(500);
    expect(zoomToFit({ columns: 1, rows: 1 }, view, 64)).toBe(64);
    expect(zoomToFit({ columns: 900, rows: 1 }, view, 64)).toBe(ROW_MIN);
  });
});
