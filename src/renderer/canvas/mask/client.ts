import type { Size } from '@shared/geometry.ts';
import type { FeatherPreview } from './feather.ts';
import { packTiles, unpackTiles } from './gray.ts';
import type { MaskAnswer, MaskQuestion } from './messages.ts';
import type { Tile, Tiles } from './tiles.ts';

/** Runs mask operations longer than a frame in a worker, which ends when idle. */
export interface MaskWorker {
  encode(mask: Tiles): Promise<Uint8Array<ArrayBuffer>>;
  /** Decodes a PNG into tiles. Rejects if it isn't a mask of a picture of that size. */
  decode(png: Uint8Array, size: Size): Promise<readonly (Tile | null)[]>;
  resize(mask: Tiles, by: number): Promise<readonly (Tile | null)[]>;
  feather(mask: Tiles, featherPx: number): Promise<FeatherPreview>;
}

type Ask = MaskQuestion extends infer Q ? (Q extends MaskQuestion ? Omit<Q, 'id'> : never) : never;

/** Idle time (ms) after which the worker ends. */
const IDLE_MS = 10_000;

export function createMaskWorker(
  start: () => Worker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
): MaskWorker {
  let worker: Worker | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;
  const waiting = new Map<number, { done: (answer: MaskAnswer) => void; fail: (error: Error) => void }>();

  const end = (reason: string) => {
    clearTimeout(idle);
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(new Error(reason));
    waiting.clear();
  };
  const running = (): Worker => {
    if (worker) return worker;
    const started = start();
    started.onmessage = ({ data }: MessageEvent<MaskAnswer>) => {
      const request = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.kind === 'failed') request?.fail(new Error(data.reason));
      else request?.done(data);
      if (waiting.size === 0) idle = setTimeout(() => end('idle'), IDLE_MS);
    };
    started.onerror = (event) => end(String(event.message));
    worker = started;
    return started;
  };
  const ask = (question: Ask): Promise<MaskAnswer> => {
    clearTimeout(idle);
    const id = ++lastId;
    return new Promise((done, fail) => {
      waiting.set(id, { done, fail });
      running().postMessage({ ...question, id });
    });
  };
  const unexpected = () => new Error('Another answer came.');
  const tilesIn = (answer: MaskAnswer) => {
    if (answer.kind !== 'tiles') throw unexpected();
    return unpackTiles(answer.mask).tiles;
  };

  return {
    encode: async (mask) => {
      const answer = await ask({ kind: 'encode', mask: packTiles(mask) });
      if (answer.kind === 'png') return answer.png;
      throw unexpected();
    },
    decode: async (png, size) => tilesIn(await ask({ kind: 'decode', png, size })),
    resize: async (mask, by) => tilesIn(await ask({ kind: 'resize', mask: packTiles(mask), by })),
    feather: async (mask, featherPx) => {
      const answer = await ask({ kind: 'feather', mask: packTiles(mask), featherPx });
      if (answer.kind === 'feather') return answer.preview;
      throw unexpected();
    },
  };
}
