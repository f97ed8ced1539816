import type { MergeChoice } from '@shared/domain/merge.ts';
import type { Box, Size } from '@shared/geometry.ts';
import { labelRegions } from './regions.ts';
import { type Band, bandsOf, type RgbaRows, wordsOf } from './rows.ts';

/** An area that both branches changed differently. */
export interface Conflict extends Box {
  /** Number of pixels in conflict. */
  readonly pixels: number;
}

/** Result of comparing three pictures for a merge. */
export interface MergePlan extends Size {
  /** Number of pixels changed only by `a`, only by `b`, and by both to the same value. */
  readonly fromA: number;
  readonly fromB: number;
  readonly alike: number;
  readonly conflicts: readonly Conflict[];
  /** For each square of `cell` x `cell` pixels: 1 + the index of its conflict, or 0. */
  readonly cells: Int32Array;
  readonly cell: number;
  readonly columns: number;
}

/** Conflicts closer than this (px) are combined. */
const USUAL_CELL = 16;

/**
 * Compares two branches with their common ancestor by rows. A pixel changed by one side takes that side's
 * value; one changed differently by both is in conflict. Conflicts are grouped into regions to choose from.
 */
export function planMerge(base: RgbaRows, a: RgbaRows, b: RgbaRows, cell = USUAL_CELL): MergePlan {
  const { width, height } = base;
  if ([a, b].some((one) => one.width !== width || one.height !== height))
    throw new RangeError('The pictures differ in size.');
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const counts = new Int32Array(columns * rows);
  const boxes = new Int32Array(columns * rows * 4);
  let [fromA, fromB, alike] = [0, 0, 0];
  for (const band of bandsOf(height)) {
    const before = wordsOf(base.rows(band.top, band.height));
    const one = wordsOf(a.rows(band.top, band.height));
    const other = wordsOf(b.rows(band.top, band.height));
    for (let at = 0; at < before.length; at++) {
      const changedA = one[at] !== before[at];
      const changedB = other[at] !== before[at];
      if (!changedA && !changedB) continue;
      if (!changedB) fromA++;
      else if (!changedA) fromB++;
      else if (one[at] === other[at]) alike++;
      else {
        const x = at % width;
        const y = band.top + (at - x) / width;
        extendCell(counts, boxes, Math.floor(y / cell) * columns + Math.floor(x / cell), x, y);
      }
    }
  }
  const inConflict = Uint8Array.from(counts, (count) => (count > 0 ? 1 : 0));
  const { labels, regions } = labelRegions(inConflict, { width: columns, height: rows });
  const conflicts = conflictsOf(counts, boxes, labels, regions.length);
  return { width, height, fromA, fromB, alike, conflicts, cells: labels, cell, columns };
}

/** Extends a cell's box (left, top, right, bottom). */
function extendCell(counts: Int32Array, boxes: Int32Array, cell: number, x: number, y: number): void {
  const at = cell * 4;
  if (counts[cell] === 0) boxes.set([x, y, x, y], at);
  counts[cell] = counts[cell]! + 1;
  boxes[at] = Math.min(boxes[at]!, x);
  boxes[at + 2] = Math.max(boxes[at + 2]!, x);
  boxes[at + 3] = Math.max(boxes[at + 3]!, y);
}

/** Combines the cells' boxes into one per conflict, in label order. */
function conflictsOf(counts: Int32Array, boxes: Int32Array, labels: Int32Array, count: number): Conflict[] {
  const found = Array.from({ length: count }, () => ({
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: 0,
    bottom: 0,
    pixels: 0,
  }));
  for (let cell = 0; cell < labels.length; cell++) {
    const conflict = found[labels[cell]! - 1];
    if (!conflict) continue;
    conflict.pixels += counts[cell]!;
    conflict.left = Math.min(conflict.left, boxes[cell * 4]!);
    conflict.top = Math.min(conflict.top, boxes[cell * 4 + 1]!);
    conflict.right = Math.max(conflict.right, boxes[cell * 4 + 2]!);
    conflict.bottom = Math.max(conflict.bottom, boxes[cell * 4 + 3]!);
  }
  return found.map(({ left, top, right, bottom, pixels }) => ({
    x: left,
    y: top,
    width: right - left + 1,
    height: bottom - top + 1,
    pixels,
  }));
}

/** Yields the merged picture in bands. `choices` has one entry per conflict of the plan. */
export function* merge(
  base: RgbaRows,
  a: RgbaRows,
  b: RgbaRows,
  plan: MergePlan,
  choices: readonly MergeChoice[],
): Generator<Band, void> {
  if (choices.length !== plan.conflicts.length)
    throw new RangeError('Each conflict needs a choice, and there are no others.');
  const { width } = plan;
  for (const { top, height } of bandsOf(plan.height)) {
    const out = wordsOf(base.rows(top, height));
    const before = out.slice();
    const one = wordsOf(a.rows(top, height));
    const other = wordsOf(b.rows(top, height));
    for (let at = 0; at < out.length; at++) {
      const changedA = one[at] !== before[at];
      const changedB = other[at] !== before[at];
      if (changedA && (!changedB || one[at] === other[at])) out[at] = one[at]!;
      else if (changedB && !changedA) out[at] = other[at]!;
      else if (changedA && changedB) {
        const x = at % width;
        const y = top + (at - x) / width;
        const conflict =
          plan.cells[Math.floor(y / plan.cell) * plan.columns + Math.floor(x / plan.cell)]! - 1;
        const choice = choices[conflict];
        if (choice !== 'base') out[at] = choice === 'a' ? one[at]! : other[at]!;
      }
    }
    yield { top, height, data: new Uint8ClampedArray(out.buffer) };
  }
}
