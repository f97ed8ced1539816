import type { DifferenceAnswer, Look, PixelAnswer, PixelQuestion, SurfaceMessage } from './messages.ts';

type Question<K extends PixelQuestion['kind']> = Omit<Extract<PixelQuestion, { kind: K }>, 'kind' | 'id'>;

/** A canvas that the worker draws on. */
export interface Surface {
  /** Draws the difference between two pictures. */
  difference(question: Omit<Question<'difference'>, 'surface'>): Promise<DifferenceAnswer>;
  close(): void;
}

/** Reads pixels of pictures in a worker, which runs while it is in use. */
export interface PixelReader {
  /** Transfers a canvas to the worker for drawing maps. The worker runs until it is closed. */
  surface(canvas: HTMLCanvasElement): Surface;
  /** Returns colors and close-ups of spots, or null if a newer request replaced this one. */
  look(question: Question<'look'>): Promise<readonly Look[] | null>;
  close(): void;
}

/** Idle time (ms) after which the worker and its decoded pictures are released. */
const IDLE_MS = 20_000;

export function createPixelReader(
  start: () => Worker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
): PixelReader {
  let worker: Worker | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;
  const waiting = new Map<number, { done: (answer: PixelAnswer) => void; fail: (error: Error) => void }>();
  let looking: Promise<unknown> | null = null;
  let newestLook = 0;
  const surfaces = new Set<number>();
  const handedOver = new WeakMap<HTMLCanvasElement, number>();
  const dropping = new Map<number, ReturnType<typeof setTimeout>>();

  const end = (reason: string) => {
    clearTimeout(idle);
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(new Error(reason));
    waiting.clear();
    surfaces.clear();
  };
  const rest = () => {
    clearTimeout(idle);
    if (waiting.size === 0 && surfaces.size === 0) idle = setTimeout(() => end('idle'), IDLE_MS);
  };
  const running = (): Worker => {
    if (worker) return worker;
    const started = start();
    started.onmessage = ({ data }: MessageEvent<PixelAnswer>) => {
      waiting.get(data.id)?.done(data);
      waiting.delete(data.id);
      rest();
    };
    started.onerror = (event) => end(String(event.message));
    worker = started;
    return started;
  };
  const ask = (question: PixelQuestion): Promise<PixelAnswer> => {
    clearTimeout(idle);
    return new Promise((done, fail) => {
      waiting.set(question.id, { done, fail });
      running().postMessage(question);
    });
  };

  const handOver = (element: HTMLCanvasElement): number => {
    const surface = ++lastId;
    const canvas = element.transferControlToOffscreen();
    running().postMessage({ kind: 'surface', surface, canvas } satisfies SurfaceMessage, [canvas]);
    surfaces.add(surface);
    handedOver.set(element, surface);
    return surface;
  };

  return {
    surface(element) {
      const surface = handedOver.get(element) ?? handOver(element);
      clearTimeout(dropping.get(surface));
      dropping.delete(surface);
      return {
        async difference(question) {
          // Without its worker, the canvas is lost.
          if (!surfaces.has(surface)) throw new Error('The canvas is gone.');
          const answer = await ask({ kind: 'difference', id: ++lastId, surface, ...question });
          if (answer.kind === 'difference') return answer;
          throw new Error(answer.kind === 'failed' ? answer.reason : 'Another answer came.');
        },
        close() {
          // Deferred: a canvas can be transferred only once, and React may remount it immediately.
          const drop = () => {
            dropping.delete(surface);
            if (!surfaces.delete(surface)) return;
            worker?.postMessage({ kind: 'surface-gone', surface } satisfies SurfaceMessage);
            rest();
          };
          dropping.set(surface, setTimeout(drop));
        },
      };
    },
    async look(question) {
      // One at a time, and only the newest waiting request: a pointer moves faster than pictures are read.
      const mine = ++newestLook;
      while (looking) {
        await looking.catch(() => {});
        if (mine !== newestLook) return null;
      }
      const reply = ask({ kind: 'look', id: ++lastId, ...question }).finally(() => {
        looking = null;
      });
      looking = reply;
      const answer = await reply;
      if (answer.kind === 'look') return answer.looks;
      throw new Error(answer.kind === 'failed' ? answer.reason : 'Another answer came.');
    },
    close: () => end('closed'),
  };
}
