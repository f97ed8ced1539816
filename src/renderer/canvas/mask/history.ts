import { FULL, TILE_BYTES, type Tile } from './tiles.ts';

/** Previous tiles of a change, by index. */
export type TileDelta = ReadonlyMap<number, Tile | null>;

/**
 * Maximum size of tiles kept for undo and redo, in bytes. The newest change can always be undone, regardless
 * of its size.
 */
export const HISTORY_BYTES_MAX = 96 * 1024 * 1024;
const HISTORY_STEPS_MAX = 200;

export interface TileHistory {
  push(delta: TileDelta): void;
  /**
   * Passes the last change to `swap`, which restores the tiles and returns the replaced ones. Returns false
   * if there is none.
   */
  undo(swap: (delta: TileDelta) => TileDelta): boolean;
  redo(swap: (delta: TileDelta) => TileDelta): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  bytes(): number;
  clear(): void;
}

/** Undo history of a mask in bounded memory: the oldest changes are dropped first. */
export function createHistory(maxBytes = HISTORY_BYTES_MAX): TileHistory {
  let undos: TileDelta[] = [];
  let redos: TileDelta[] = [];
  const bytes = () => [...undos, ...redos].reduce((sum, delta) => sum + bytesOf(delta), 0);
  const trim = () => {
    while (undos.length > 1 && (undos.length > HISTORY_STEPS_MAX || bytes() > maxBytes)) undos.shift();
  };
  return {
    push: (delta) => {
      redos = [];
      undos.push(delta);
      trim();
    },
    undo: (swap) => {
      const delta = undos.pop();
      if (delta) redos.push(swap(delta));
      return delta !== undefined;
    },
    redo: (swap) => {
      const delta = redos.pop();
      if (delta) undos.push(swap(delta));
      return delta !== undefined;
    },
    canUndo: () => undos.length > 0,
    canRedo: () => redos.length > 0,
    bytes,
    clear: () => {
      undos = [];
      redos = [];
    },
  };
}

function bytesOf(delta: TileDelta): number {
  let tiles = 0;
  for (const tile of delta.values()) if (tile !== null && tile !== FULL) tiles += 1;
  return tiles * TILE_BYTES;
}
