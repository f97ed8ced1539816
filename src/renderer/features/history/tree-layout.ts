import type { EditEntry } from '@shared/domain/edit.ts';
import { picturesMade } from '../../stores/made-pictures.ts';

/*
 * The tree of one picture as a strip: every edit has a column, newest first, and the original comes last.
 * All edits of the same picture hang on one rail, a horizontal line that starts at that picture's column; where a
 * result was edited again, its own rail begins, on another lane. So twenty edits of one picture are one straight line.
 */

export interface TreeNode {
  readonly editId: number;
  readonly column: number;
  readonly lane: number;
  /** How many edits lie between it and the original; 1 for an edit of the original itself. */
  readonly depth: number;
  /** The edit whose result it started from; null for an edit of the original, or of a picture that is not loaded. */
  readonly parentId: number | null;
}

/** The line on which all edits of one picture lie. */
export interface TreeRail {
  /** The picture that was edited. */
  readonly imageId: number;
  readonly lane: number;
  /** Column of the newest edit on it. */
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
  /** Column of the original; columns before it are edits. */
  readonly rootColumn: number;
}

/** The lane nearest to `start` (but not it) on which nothing lies between two columns. */
function freeLane(rails: readonly TreeRail[], start: number | null, from: number, to: number): number {
  const taken = new Set(rails.filter((rail) => rail.from <= to && from <= rail.to).map((rail) => rail.lane));
  const origin = start ?? 0;
  if (start === null && !taken.has(0)) return 0;
  for (let away = 1; ; away += 1) {
    for (const lane of [origin - away, origin + away]) if (lane >= 0 && !taken.has(lane)) return lane;
  }
}

/** Lays out edits that come newest first. A parent that is not loaded counts as lying beyond the last column. */
export function layoutTree(entries: readonly EditEntry[], rootId: number): TreeLayout {
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

  // Oldest first: a picture has its lane before its own edits need theirs.
  for (let column = entries.length - 1; column >= 0; column -= 1) {
    const entry = entries[column];
    if (!entry) continue;
    const { edit } = entry;
    const rail = railOf.get(edit.sourceImageId) ?? openRail(edit.sourceImageId, null, rootColumn);
    const depth = (depthOf.get(edit.sourceImageId) ?? 0) + 1;
    const parentId = madeBy.get(edit.sourceImageId) ?? null;
    nodes.push({ editId: edit.id, column, lane: rail.lane, depth, parentId });
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

/** An edit and all edits it goes back to, the oldest last. */
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
