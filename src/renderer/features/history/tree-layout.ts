import type { EditRecord } from '@shared/domain/edit.ts';
import { type Maker, picturesMade } from '../../stores/made-pictures.ts';

/* A picture's tree as a strip: one column per edit, newest first, the original last. All edits of one picture
   are on one rail, a horizontal line starting at that picture's column. Where a result was edited again, its
   own rail starts on another lane. So twenty edits of one picture form one straight line. */

/** An edit, or a merge, as far as its place in the strip goes. */
export interface TreeItem extends Maker {
  readonly edit: Pick<EditRecord, 'id' | 'sourceImageId'>;
  /** The other picture that a merge was made of. */
  readonly otherSourceId?: number;
}

export interface TreeNode {
  readonly editId: number;
  readonly column: number;
  readonly lane: number;
  /** Number of steps from the original. 1 for an edit of the original itself. */
  readonly depth: number;
  /** The edit whose result is its source. Null for an edit of the original, or of a picture that isn't loaded. */
  readonly parentId: number | null;
  /** The edit or merge that made the other picture of a merge. */
  readonly otherParentId?: number;
}

/** The line with all edits of one picture. */
export interface TreeRail {
  /** The edited picture. */
  readonly imageId: number;
  readonly lane: number;
  /** Column of its newest edit. */
  readonly from: number;
  /** Column of the picture itself. */
  readonly to: number;
  /** Lane of the picture itself. */
  readonly startLane: number;
}

export interface TreeLayout {
  readonly nodes: readonly TreeNode[];
  readonly rails: readonly TreeRail[];
  readonly lanes: number;
  /** Column of the original. Columns before it are edits. */
  readonly rootColumn: number;
}

/** Returns the free lane closest to `start` (excluding it) between two columns. */
function freeLane(rails: readonly TreeRail[], start: number | null, from: number, to: number): number {
  const taken = new Set(rails.filter((rail) => rail.from <= to && from <= rail.to).map((rail) => rail.lane));
  const origin = start ?? 0;
  if (start === null && !taken.has(0)) return 0;
  for (let away = 1; ; away += 1) {
    for (const lane of [origin - away, origin + away]) if (lane >= 0 && !taken.has(lane)) return lane;
  }
}

/** Lays out edits, newest first. A parent that isn't loaded counts as beyond the last column. */
export function layoutTree(entries: readonly TreeItem[], rootId: number): TreeLayout {
  const rootColumn = entries.length;
  const madeBy = new Map<number, number>();
  const newestOn = new Map<number, number>();
  entries.forEach((entry, column) => {
    const { edit } = entry;
    for (const { id } of picturesMade(entry)) madeBy.set(id, edit.id);
    if (!newestOn.has(edit.sourceImageId)) newestOn.set(edit.sourceImageId, column);
  });

  const rails: TreeRail[] = [];
  const railOf = new Map<number, TreeRail>();
  const nodes: TreeNode[] = [];
  const depthOf = new Map<number, number>();
  const openRail = (imageId: number, startLane: number | null, to: number): TreeRail => {
    const from = newestOn.get(imageId) ?? to;
    const lane = freeLane(rails, startLane, from, to);
    const rail = { imageId, lane, from, to, startLane: startLane ?? lane };
    rails.push(rail);
    railOf.set(imageId, rail);
    return rail;
  };
  if (newestOn.has(rootId)) openRail(rootId, null, rootColumn);

  // Oldest first: a picture's lane is assigned before its edits need theirs.
  for (let column = entries.length - 1; column >= 0; column -= 1) {
    const entry = entries[column];
    if (!entry) continue;
    const { edit } = entry;
    const rail = railOf.get(edit.sourceImageId) ?? openRail(edit.sourceImageId, null, rootColumn);
    const depth = (depthOf.get(edit.sourceImageId) ?? 0) + 1;
    const parentId = madeBy.get(edit.sourceImageId) ?? null;
    const other = entry.otherSourceId === undefined ? undefined : madeBy.get(entry.otherSourceId);
    nodes.push({
      editId: edit.id,
      column,
      lane: rail.lane,
      depth,
      parentId,
      ...(other !== undefined && { otherParentId: other }),
    });
    for (const { id } of picturesMade(entry)) {
      depthOf.set(id, depth);
      if (newestOn.has(id)) openRail(id, rail.lane, column);
    }
  }
  return {
    nodes: nodes.reverse(),
    rails,
    lanes: rails.reduce((most, rail) => Math.max(most, rail.lane + 1), 1),
    rootColumn,
  };
}

/** Returns an edit and its ancestors, the oldest last. */
export function lineageOf(nodes: readonly TreeNode[], editId: number | null): readonly TreeNode[] {
  const byId = new Map(nodes.map((node) => [node.editId, node]));
  const line: TreeNode[] = [];
  for (let at = editId; at !== null; ) {
    const node = byId.get(at);
    if (!node) break;
    line.push(node);
    at = node.parentId;
  }
  return line;
}
