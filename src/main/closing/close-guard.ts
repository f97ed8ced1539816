import { assertNever } from '@shared/assert-never.ts';
import { type CloseAnswer, type Closing, isOut, NOTHING_OUT, type PaidOut } from '@shared/domain/closing.ts';
import type { Log } from '../ports.ts';

/** How long a window may take to show the question before the system's own dialog asks it. */
const SEEN_LIMIT_MS = 3_000;
/** How long an ending session waits for paid answers. */
const SESSION_LIMIT_MS = 5_000;
/** Closing that takes longer than this is shown. */
const SHOW_AFTER_MS = 500;

/** What is asked of the run queue. */
export interface GuardedQueue {
  paidOut(): PaidOut;
  /** Starts nothing new, and sends nothing that has not been sent. */
  hold(): void;
  release(): void;
}

export interface CloseGuardDeps {
  /** Null while there is none: the library is not open. */
  readonly queue: () => GuardedQueue | null;
  /** Tells the windows. */
  readonly show: (closing: Closing) => void;
  /** Asks by the system's own dialog, for a window that does not answer. */
  readonly askPlainly: (out: PaidOut) => Promise<Exclude<CloseAnswer, 'seen'>>;
  /**
   * Writes down what is left, then has the windows closed, then closes the library: a page never asks a library that is
   * closed. Never throws, and ends in a bounded time.
   */
  readonly closeServices: (closeWindows: () => Promise<void>) => Promise<void>;
  readonly closeWindows: () => Promise<void>;
  /** Ends the app. */
  readonly leave: () => void;
  readonly log: Log;
}

export interface CloseGuard {
  /** Everything is written down and the windows may go. */
  readonly isLeaving: boolean;
  /** The library is closed and the process may end. */
  readonly isDone: boolean;
  /** The user wants to close the app: by the window, a key, a menu. */
  requested(): void;
  /** The system ends the session, or tells the app to end: there is nobody to ask. */
  sessionEnds(): void;
  answered(answer: CloseAnswer): void;
  /** Paid calls went out or came back. */
  paidChanged(): void;
}

/**
 * Stands between the wish to close the app and its end. While a paid call is out it asks; then it waits for the answer, or
 * lets the app go. While it asks, nothing new is sent.
 */
export function createCloseGuard(deps: CloseGuardDeps): CloseGuard {
  let phase: Closing['phase'] = 'open';
  let leaving = false;
  let done = false;
  let unseen: NodeJS.Timeout | null = null;
  let session: NodeJS.Timeout | null = null;

  const out = () => deps.queue()?.paidOut() ?? NOTHING_OUT;
  const show = () => deps.show({ phase, out: out() });

  function enter(next: Closing['phase']): void {
    phase = next;
    if (next === 'open') deps.queue()?.release();
    show();
  }

  function ask(): void {
    if (phase === 'open') phase = 'asking';
    show();
    unseen ??= setTimeout(() => {
      unseen = null;
      deps.log.warn('close question skipped: no window');
      void deps.askPlainly(out()).then(answered, () => answered('wait'));
    }, SEEN_LIMIT_MS);
  }

  function seen(): void {
    if (unseen) clearTimeout(unseen);
    unseen = null;
  }

  async function close(): Promise<void> {
    if (phase === 'closing') return;
    phase = 'closing';
    seen();
    if (session) clearTimeout(session);
    const slow = setTimeout(show, SHOW_AFTER_MS);
    await deps.closeServices(async () => {
      clearTimeout(slow);
      leaving = true;
      await deps.closeWindows();
    });
    clearTimeout(slow);
    leaving = true;
    done = true;
    deps.leave();
  }

  function answered(answer: CloseAnswer): void {
    seen();
    if (phase === 'open' || phase === 'closing') return;
    switch (answer) {
      case 'seen':
        return;
      case 'wait':
        if (isOut(out())) enter('waiting');
        else void close();
        return;
      case 'close':
        deps.log.info('closed with paid calls pending', { ...out() });
        void close();
        return;
      case 'stay':
        enter('open');
        return;
      default:
        assertNever(answer);
    }
  }

  return {
    get isLeaving() {
      return leaving;
    },
    get isDone() {
      return done;
    },
    requested() {
      if (phase === 'closing') return;
      deps.queue()?.hold();
      if (isOut(out())) ask();
      else void close();
    },
    sessionEnds() {
      if (phase === 'closing' || session) return;
      deps.queue()?.hold();
      if (!isOut(out())) return void close();
      phase = 'waiting';
      show();
      session = setTimeout(() => void close(), SESSION_LIMIT_MS);
    },
    answered,
    paidChanged() {
      if (phase === 'asking' || phase === 'waiting') {
        if (isOut(out())) show();
        else void close();
      }
    },
  };
}
