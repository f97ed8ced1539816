import type { PreviewAnswer, PreviewQuestion } from './messages.ts';

/** Computes previews of a finish, one at a time. Of the waiting requests, only the newest is kept. */
export interface FinishPreview {
  /** Returns null if the result can't be put back this way, or if a newer request arrived. */
  ask(question: PreviewQuestion): Promise<ImageBitmap | null>;
  close(): void;
}

interface Request {
  readonly question: PreviewQuestion;
  readonly done: (bitmap: ImageBitmap | null) => void;
}

export function createFinishPreview(
  start: () => Worker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
): FinishPreview {
  const worker = start();
  let current: Request | null = null;
  let waiting: Request | null = null;

  const next = () => {
    if (current || !waiting) return;
    current = waiting;
    waiting = null;
    worker.postMessage(current.question);
  };
  const settle = (bitmap: ImageBitmap | null) => {
    current?.done(bitmap);
    current = null;
    next();
  };
  worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => settle(data.bitmap);
  worker.onerror = () => settle(null);

  return {
    ask: (question) =>
      new Promise((done) => {
        waiting?.done(null);
        waiting = { question, done };
        next();
      }),
    close: () => {
      worker.terminate();
      waiting?.done(null);
      current?.done(null);
    },
  };
}
