import { NO_ANSWER, type PreviewAnswer, type PreviewQuestion } from './messages.ts';

/** Computes previews of a finish, one at a time. Of the waiting requests, only the newest is kept. */
export interface FinishPreview {
  /** Returns nothing (`NO_ANSWER`) if a newer request arrived. */
  ask(question: PreviewQuestion): Promise<PreviewAnswer>;
  close(): void;
}

interface Request {
  readonly question: PreviewQuestion;
  readonly done: (answer: PreviewAnswer) => void;
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
  const settle = (answer: PreviewAnswer) => {
    current?.done(answer);
    current = null;
    next();
  };
  worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => settle(data);
  worker.onerror = () => settle(NO_ANSWER);

  return {
    ask: (question) =>
      new Promise((done) => {
        waiting?.done(NO_ANSWER);
        waiting = { question, done };
        next();
      }),
    close: () => {
      worker.terminate();
      waiting?.done(NO_ANSWER);
      current?.done(NO_ANSWER);
    },
  };
}
