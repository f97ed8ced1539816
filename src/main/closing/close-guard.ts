import { assertNever } from '@shared/assert-never.ts';
import { type CloseAnswer, type Closing, isOut, NOTHING_OUT, type PaidOut } from '@shared/domain/closing.ts';
import type { Log } from '../ports.ts';

/** Time (ms) a window has to show the question before a system dialog asks it. */
const SEEN_LIMIT_MS = 3_000;
/** Time (ms) an ending session waits for paid answers. */
const SESSION_LIMIT_MS = 5_000;
/** Closing is shown if it takes longer than this (ms). */
const SHOW_AFTER_MS = 500;

/** The part of the run queue that the guard uses. */
export interface GuardedQueue {
  paidOut(): PaidOut;
  /** Starts no new runs and sends nothing new. */
  hold(): void;
  release(): void;
}

export interface CloseGuardDeps {
  /** Returns null while the library isn't open. */
  readonly queue: () => GuardedQueue | null;
  /** Sends the closing state to the windows. */
  readonly show: (closing: Closing) => void;
  /** Asks with a system dialog if a window doesn't respond. */
  readonly askPlainly: (out: PaidOut) => Promise<Exclude<CloseAnswer, 'seen'>>;
  /**
   * Writes pending changes, then has the windows closed, then closes the library, so that a page never calls
   * a closed library. Never throws, and finishes within a time limit.
   */
  readonly closeServices: (closeWindows: () => Promise<void>) => Promise<void>;
  readonly closeWindows: () => Promise<void>;
  /** Quits the app. */
  readonly leave: () => void;
  readonly log: Log;
}

export interface CloseGuard {
  /** Everything is saved and the windows may close. */
  readonly isLeaving: boolean;
  /** The library is closed and the process may end. */
  readonly isDone: boolean;
  /** The user asked to close the app: by the window, a shortcut, a menu. */
  requested(): void;
  /** The system ends the session or the app, so there is no one to ask. */
  sessionEnds(): void;
  answered(answer: CloseAnswer): void;
  /** Paid calls were sent or returned. */
  paidChanged(): void;
}

/**
 * Handles requests to close the app. While a paid call is in flight, it asks whether to wait, and sends
 * nothing new meanwhile.
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
