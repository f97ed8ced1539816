import type { PreviewAnswer, PreviewQuestion } from './messages.ts';

/** Works out previews of a finish, one at a time; only the newest question waits. */
export interface FinishPreview {
  /** Null when it cannot be put back so, or a newer question came. */
  ask(question: Omit<PreviewQuestion, 'id'>): Promise<ImageBitmap | null>;
  close(): void;
}

export function createFinishPreview(
  start: () => Worker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
): FinishPreview {
  const worker = start();
  let lastId = 0;
  let busy = false;
  let current: { readonly id: number; readonly done: (bitmap: ImageBitmap | null) => void } | null = null;
  let waiting: {
    readonly question: PreviewQuestion;
    readonly done: (bitmap: ImageBitmap | null) => void;
  } | null = null;

  const next = () => {
    if (busy || !waiting) return;
    const { question, done } = waiting;
    waiting = null;
    busy = true;
    current = { id: question.id, done };
    worker.postMessage(question);
  };
  const settle = (bitmap: ImageBitmap | null) => {
    busy = false;
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
        waiting = { question: { ...question, id: ++lastId }, done };
        next();
      }),
    close: () => {
      worker.terminate();
      waiting?.done(null);
      current?.done(null);
    },
  };
}
