import { describe, expect, it } from 'vitest';
import { previewMerge } from '../../src/renderer/canvas/merge-preview.ts';
import { layoutGraph } from '../../src/renderer/features/history/graph/layout.ts';
import { buildTree, editKey, lineageOf, mergeKey } from '../../src/renderer/features/history/graph/tree.ts';
import { stripItems } from '../../src/renderer/features/history/strip-items.ts';
import { layoutTree } from '../../src/renderer/features/history/tree-layout.ts';
import { createMergeStore } from '../../src/renderer/features/merge/merge-store.ts';
import type { MergedPicture } from '../../src/shared/domain/merge.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

const ROOT = picture(1);
const OPEN = { folded: new Set<never>(), opened: new Set<never>(), kept: new Set<number>() };

/** An edit of a picture with one result, whose id is ten times that of the edit. */
function edited(id: number, source = ROOT) {
  return savedEntry(editEntry(id, source), picture(id * 10, { rootId: 1, parentId: source.id, editId: id }));
}

function merged(id: number, leftId: number, rightId: number): MergedPicture {
  const imageId = id * 1000;
  const recipe = { conflicts: [], choices: [] };
  return {
    merge: { id, imageId, baseId: 1, leftId, rightId, recipe, createdAt: 1_000_000 + id },
    image: picture(imageId, { rootId: 1, parentId: leftId, mergeOf: [leftId, rightId] }),
  };
}

describe('the graph of a tree with a merge', () => {
  it('grows the merge out of the parent further from the original and knows the other one', () => {
    const second = edited(2);
    const deep = edited(3, picture(20, { rootId: 1 }));
    const entries = [edited(1), second, deep, edited(4, picture(1000, { rootId: 1 }))];
    const root = buildTree(entries, OPEN, [merged(1, 10, 30)]);
    const { byKey } = layoutGraph(root);
    const node = byKey.get(mergeKey(1))?.node;
    expect(node?.parent?.key).toBe(editKey(3));
    expect(node?.otherParent).toBe(editKey(1));
    expect(node?.children.map(({ key }) => key)).toEqual([editKey(4)]);
    expect(root.edits).toBe(5);
    const line = lineageOf(byKey.get(editKey(4))?.node, byKey).map(({ key }) => key);
    expect(new Set(line)).toEqual(
      new Set([editKey(4), mergeKey(1), editKey(3), editKey(2), editKey(1), 'root']),
    );
  });

  it('puts no edit on a stack that a merge was made of', () => {
    const entries = Array.from({ length: 12 }, (_, at) => edited(at + 1));
    const isStacked = (merges: readonly MergedPicture[]) =>
      buildTree(entries, OPEN, merges).children.some(({ stacked }) =>
        stacked.some(({ edit }) => edit.id === 5),
      );
    expect(isStacked([])).toBe(true);
    expect(isStacked([merged(1, 50, 60)])).toBe(false);
  });
});

describe('the strip of a tree with a merge', () => {
  it('has the merge before all that it was made of, with a line to each', () => {
    const entries = [edited(2), edited(1)];
    const items = stripItems(entries, [merged(1, 10, 20)]);
    expect(items.map(({ edit }) => edit.id)).toEqual([-1, 2, 1]);
    expect(layoutTree(items, 1).nodes[0]).toMatchObject({ editId: -1, parentId: 1, otherParentId: 2 });
  });
});

describe('the preview of a merge', () => {
  it('takes what one side changed, and what was chosen where both did', () => {
    const of = (...values: number[]) => Uint32Array.from(values);
    const pictures = {
      width: 4,
      height: 1,
      scale: 1,
      base: of(0, 0, 0, 0),
      left: of(1, 0, 1, 0),
      right: of(0, 2, 2, 0),
    };
    const conflicts = [{ x: 2, y: 0, width: 1, height: 1, pixels: 1 }];
    const shown = (choice: 'a' | 'b' | 'base' | null) => [...previewMerge(pictures, conflicts, [choice])];
    expect(shown('a')).toEqual([1, 2, 1, 0]);
    expect(shown('b')).toEqual([1, 2, 2, 0]);
    expect(shown('base')).toEqual([1, 2, 0, 0]);
    expect(shown(null)).toEqual(shown('a'));
  });
});

describe('the merge view', () => {
  const conflict = { x: 0, y: 0, width: 2, height: 2, pixels: 4 };

  function openStore() {
    const main = FakeMain.withPictures(3);
    main.mergeOutline = { fromA: 1, fromB: 1, alike: 0, conflicts: [conflict, conflict] };
    const shown: MergedPicture[] = [];
    const failures: unknown[] = [];
    const store = createMergeStore(main.bridge, {
      show: (each) => shown.push(each),
      failed: (error) => failures.push(error),
    });
    return { main, shown, failures, state: store.getState };
  }

  it('merges only when every conflict is chosen', async () => {
    const { main, shown, state } = openStore();
    await state().open({ leftId: 2, rightId: 3 });
    expect(state()).toMatchObject({ choices: [null, null], current: 0 });
    state().choose(1, 'b');
    await state().merge();
    expect(main.calls).not.toContain('merge.make');
    state().choose(0, 'base');
    await state().merge();
    expect(shown.map(({ merge }) => merge.recipe.choices)).toEqual([['base', 'b']]);
    expect(state().target).toBeNull();
  });

  it('says why two pictures cannot be merged, and keeps the choices when the merge fails', async () => {
    const { main, shown, state } = openStore();
    main.fail('merge.plan', 'bad-request');
    await state().open({ leftId: 2, rightId: 3 });
    expect(state()).toMatchObject({ plan: null, problem: { code: 'bad-request' } });
    await state().open({ leftId: 2, rightId: 3 });
    state().chooseAll('a');
    main.fail('merge.make', 'disk-full');
    await state().merge();
    expect(state()).toMatchObject({ problem: { code: 'disk-full' }, choices: ['a', 'a'], working: null });
    expect(shown).toEqual([]);
  });

  it('stops what is being made when it is closed', async () => {
    const { main, state } = openStore();
    await state().open({ leftId: 2, rightId: 3 });
    state().close();
    expect(main.calls).not.toContain('merge.cancel');
    const held = Promise.withResolvers<void>();
    main.holdNext.set('merge.plan', held.promise);
    const opened = state().open({ leftId: 2, rightId: 3 });
    state().close();
    expect(main.calls).toContain('merge.cancel');
    held.resolve();
    await opened;
    expect(state().plan).toBeNull();
  });
});
