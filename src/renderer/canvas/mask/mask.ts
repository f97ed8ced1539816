import type { Box, Size } from '@shared/geometry.ts';
import { createHistory } from './history.ts';
import { compactTile, emptyTiles, FULL, TILE_BYTES, type Tile, type Tiles, tileBox } from './tiles.ts';

/** Interface for tools while a change is open. */
export interface MaskWriter extends Tiles {
  /** Returns a tile for writing. Its first use in a change copies the tile. */
  writable(index: number): Tile;
  /** Replaces a whole tile. */
  put(index: number, tile: Tile | null): void;
}

/**
 * A paintable mask. Changes are copy-on-write: previous tiles are kept for undo, so a change costs as much
 * memory as the tiles it touched.
 */
export interface Mask extends MaskWriter {
  /** Applies one change, which a single undo reverts. Returns false if nothing changed. */
  change(edit: (writer: MaskWriter) => void): boolean;
  /** Opens a change that spans several events: a stroke. */
  begin(): void;
  /** Whether a change is open. */
  isOpen(): boolean;
  /** Commits the open change. Returns false if nothing changed. */
  commit(): boolean;
  /** Reverts the open change. */
  cancel(): void;
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Memory (bytes) used by undo and redo. */
  historyBytes(): number;
  /** Replaces all tiles and clears the undo history. */
  load(tiles: readonly (Tile | null)[]): void;
  /** Returns the area (px) to redraw since the last call, or null. */
  takeDamage(): Box | null;
}

export function createMask(size: Size): Mask {
  const { columns, rows } = emptyTiles(size);
  const tiles: (Tile | null)[] = new Array<Tile | null>(columns * rows).fill(null);
  const shape: Tiles = { size, columns, rows, tiles };
  const history = createHistory();
  /** The previous tiles touched by the open change. */
  let before: Map<number, Tile | null> | null = null;
  let damage: Box | null = null;

  const damaged = (index: number) => {
    damage = damage ? union(damage, tileBox(shape, index)) : tileBox(shape, index);
  };
  const touch = (index: number): Tile | null => {
    damaged(index);
    if (!before) throw new Error('No change is open.');
    const tile = tiles[index] ?? null;
    if (!before.has(index)) before.set(index, tile);
    return tile;
  };
  const writable = (index: number): Tile => {
    const isFirst = !before?.has(index);
    const tile = touch(index);
    if (tile && tile !== FULL && !isFirst) return tile;
    const copy: Tile = tile ? tile.slice() : new Uint8Array(TILE_BYTES);
    tiles[index] = copy;
    return copy;
  };
  const put = (index: number, tile: Tile | null) => {
    touch(index);
    tiles[index] = tile;
  };
  const commit = (): boolean => {
    if (!before) return false;
    for (const index of before.keys())
      tiles[index] = compactTile(tiles[index] ?? null, tileBox(shape, index));
    const changed = new Map([...before].filter(([index, tile]) => !isSame(tile, tiles[index] ?? null)));
    before = null;
    if (changed.size === 0) return false;
    history.push(changed);
    return true;
  };
  const cancel = () => {
    for (const [index, tile] of before ?? []) {
      tiles[index] = tile;
      damaged(index);
    }
    before = null;
  };
  /** Restores tiles and returns the replaced ones. */
  const swap = (old: ReadonlyMap<number, Tile | null>): ReadonlyMap<number, Tile | null> => {
    const replaced = new Map<number, Tile | null>();
    for (const [index, tile] of old) {
      replaced.set(index, tiles[index] ?? null);
      tiles[index] = tile;
      damaged(index);
    }
    return replaced;
  };
  const mask: Mask = {
    size,
    columns,
    rows,
    tiles,
    writable,
    put,
    begin: () => {
      commit();
      before = new Map();
    },
    isOpen: () => before !== null,
    commit,
    cancel,
    change: (edit) => {
      mask.begin();
      edit(mask);
      return commit();
    },
    undo: () => {
      cancel();
      return history.undo(swap);
    },
    redo: () => {
      cancel();
      return history.redo(swap);
    },
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    historyBytes: history.bytes,
    load: (loaded) => {
      before = null;
      history.clear();
      for (let index = 0; index < tiles.length; index++) tiles[index] = loaded[index] ?? null;
      damage = { x: 0, y: 0, ...size };
    },
    takeDamage: () => {
      const taken = damage;
      damage = null;
      return taken;
    },
  };
  return mask;
}

function isSame(a: Tile | null, b: Tile | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const [x, y] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)];
  for (let at = 0; at < x.length; at++) if (x[at] !== y[at]) return false;
  return true;
}

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
