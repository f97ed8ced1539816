import type { EditRecord } from '@shared/domain/edit.ts';
import { canMove, isSettled, type RunState } from '@shared/domain/run.ts';
import { type ErrorValue, Failure } from '@shared/errors.ts';
import { isDiskFull, isRefusedWrite } from '../disk-errors.ts';
import type { BlobInfo } from '../library/images/blobs.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Move, RunHead } from '../library/ledger/runs.ts';
import { type Clock, type Engine, type EnginePreview, RunFailure, type RunReporter } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';
import type { DiskRoom } from './disk-room.ts';
import { maySpend, type StopOutcome } from './outcome.ts';

export interface RunWriterDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly room: DiskRoom;
  /** Whether paid calls may be sent. False while the app is about to close. */
  readonly maySend: () => boolean;
  /** Whether the queue waits for the user's answer, and this run with it. */
  readonly isAsked: () => boolean;
  /** Fires when the user cancels the run. */
  readonly signal: AbortSignal;
  /** A new state is on disk. */
  readonly moved: () => void;
  readonly progressed: (change: { step: number; steps: number } | { ahead: number }) => void;
  readonly previewed: (preview: EnginePreview) => void;
}

/**
 * Sole writer of a run's state while it is active. Every call is durable before it returns. The only
 * exception is a paid service's answer: if the disk refuses it, it is kept in memory and written in order
 * once the disk accepts writes. Nothing is written after `close()`.
 */
export class RunWriter implements RunReporter {
  #run: RunHead;
  #closed = false;
  /** State in which the user stopped waiting for the run. */
  #releasedFrom: RunState | null = null;
  /** Writes the disk refused, in order. `#run` already has their final state. */
  readonly #unwritten: (() => void)[] = [];
  #retry: NodeJS.Timeout | null = null;
  #attempts = 0;
  /** Its runs may cost money. */
  readonly #paid: boolean;
  /** Its runs are never sent twice. */
  readonly #once: boolean;
  readonly #deps: RunWriterDeps;

  constructor(run: RunHead, engine: Engine, deps: RunWriterDeps) {
    this.#run = run;
    this.#paid = engine.paid;
    this.#once = !engine.repeatable;
    this.#deps = deps;
  }

  get state(): RunState {
    return this.#run.state;
  }
  get remoteId(): string | null {
    return this.#run.remoteId;
  }
  get closed(): boolean {
    return this.#closed;
  }

  uploading(): void {
    this.#deps.signal.throwIfAborted();
    this.#move('uploading');
  }

  /** From here on money may be spent. A canceled run stops here at the latest, and no run gets here twice. */
  sending(receipt?: Readonly<Record<string, unknown>>, remoteId?: string): void {
    this.#deps.signal.throwIfAborted();
    if (this.#once && !this.#deps.maySend())
      throw new RunFailure('wait', { code: 'interrupted' }, { retryAfterMs: 0 });
    if (this.#once && this.#deps.isAsked())
      throw new RunFailure('wait', { code: 'outcome-unknown' }, { retryAfterMs: 0 });
    this.#move('sending', {
      charged: this.#paid ? 'unknown' : 'no',
      ...(receipt && { receipt }),
      ...(remoteId !== undefined && { remoteId }),
    });
  }

  sendingAgain(): void {
    this.#deps.signal.throwIfAborted();
    if (this.#releasedFrom || !this.#deps.maySend())
      throw new RunFailure('wait', { code: 'interrupted' }, { retryAfterMs: 0 });
  }

  /**
   * Releases a run that may have been paid for because the user stopped waiting. Its outcome becomes unknown,
   * and what the service still reports is recorded as before. Returns false if nothing was sent.
   */
  release(): boolean {
    const { state } = this;
    if (this.#closed || this.#releasedFrom || !maySpend({ state, repeatable: !this.#once })) return false;
    this.#flush();
    this.#move('uncertain', {
      charged: this.#paid ? 'unknown' : 'no',
      error: { code: 'outcome-unknown', reason: 'cancelled-after-sending' },
    });
    this.#releasedFrom = state;
    return true;
  }

  /** The user dismissed a released run. A result that still arrives is kept. */
  setAside(): void {
    if (this.#releasedFrom && this.state === 'uncertain') this.#run = { ...this.#run, state: 'cancelled' };
  }

  /** The service's state of the run, independent of what the user decided. */
  get standing(): { readonly state: RunState; readonly released: boolean } {
    const isOver = this.state === 'uncertain' || this.state === 'cancelled';
    return {
      state: this.#releasedFrom && isOver ? this.#releasedFrom : this.state,
      released: this.#releasedFrom !== null,
    };
  }

  accepted(remoteId: string, receipt?: Readonly<Record<string, unknown>>): void {
    if (this.#run.remoteId === remoteId && this.state !== 'sending') return;
    this.#keep('accepted', { remoteId, ...(receipt && { receipt }) });
  }

  /** When called again while downloading, such as after a restart, it only adds to the receipt. */
  downloading(receipt?: Readonly<Record<string, unknown>>): void {
    if (this.state !== 'downloading') this.#keep('downloading', receipt && { receipt });
    else if (receipt) this.#note(receipt);
  }

  async noRoom(refusal: unknown): Promise<void> {
    const { ledger, room, signal, moved } = this.#deps;
    const known = systemFailure(refusal);
    const because: ErrorValue =
      known instanceof Failure && !isDiskFull(known)
        ? known.value
        : { code: 'disk-full', reason: 'result-on-full-disk' };
    try {
      ledger.noteWait(this.#run.id, this.state, because);
      moved();
    } catch (error) {
      if (!isRefusedWrite(error) && this.#unwritten.length === 0) throw error;
    }
    await room.untilRoom(this.#attempts, signal);
    this.#attempts += 1;
  }

  progress(step: number, steps: number): void {
    if (!this.#closed) this.#deps.progressed({ step, steps });
  }

  ahead(count: number): void {
    if (!this.#closed) this.#deps.progressed({ ahead: count });
  }

  preview(preview: EnginePreview): void {
    if (!this.#closed) this.#deps.previewed(preview);
  }

  /** The files are in the store: writes their rows and `saved` in one transaction. */
  save(edit: EditRecord, pictures: readonly BlobInfo[]): void {
    this.#assertOpen();
    const { ledger, clock } = this.#deps;
    const charged = this.#paid ? 'yes' : 'no';
    this.#flush();
    this.#write(() => ledger.saveResults(this.#run.id, edit, pictures, { at: clock(), charged }));
    this.close();
  }

  /** Records why there is no image. */
  end(ending: StopOutcome): void {
    this.#assertOpen();
    this.#flush();
    if (
      this.#releasedFrom &&
      isSettled(this.state) &&
      !canMove(this.state, ending.kind === 'over' ? ending.to : 'queued')
    ) {
      // The user's decision stands: there is nothing to update.
    } else if (ending.kind === 'wait' && (ending.from === 'here' || this.state === 'queued')) {
      this.#stay(ending.error);
    } else {
      this.#move(ending.kind === 'over' ? ending.to : 'queued', {
        charged: ending.kind === 'over' ? ending.charged : 'no',
        holdsQueue: ending.kind === 'over' && ending.unexplained,
        ...(ending.error && { error: ending.error }),
      });
    }
    this.close();
  }

  /** The current risk of the run (see `PaidOut`), or null. */
  stake(canResume: boolean): 'atRisk' | 'safe' | 'unwritten' | null {
    if (this.#closed || !this.#paid || !this.holdsAnswer) return null;
    if (this.#unwritten.length > 0) return 'unwritten';
    return canResume && this.#run.remoteId !== null ? 'safe' : 'atRisk';
  }

  /** Whether the service's answer is in memory only, or could be after the next write. */
  get holdsAnswer(): boolean {
    return maySpend({ state: this.state, repeatable: !this.#once });
  }

  /** Reports that the disk refused the run's result. */
  refused(error: unknown): void {
    if (this.holdsAnswer) this.#deps.room.refused(this.#run.id, error);
  }

  /** Ends writing. Refused writes are tried one last time. */
  close(): void {
    if (this.#closed) return;
    if (this.#retry) clearTimeout(this.#retry);
    try {
      this.#flush();
    } catch {
      // Reported before. Nothing more can be done.
    }
    this.#closed = true;
    this.#deps.room.written(this.#run.id);
  }

  /** Like `#move`, but kept in memory if the disk refuses a paid service's answer. */
  #keep(to: RunState, move: Omit<Move, 'at'> = {}): void {
    if (!this.#once) {
      this.#move(to, move);
      return;
    }
    this.#assertOpen();
    const { ledger, clock } = this.#deps;
    const { id, state: from } = this.#run;
    const at = clock();
    this.#unwritten.push(() => ledger.moveRun(id, from, to, { at, ...move }));
    this.#run = { ...this.#run, state: to, remoteId: move.remoteId ?? this.#run.remoteId };
    this.#writeKept();
  }

  /** Writes what is kept in memory, now or later. */
  #writeKept(): void {
    try {
      this.#flush();
    } catch (error) {
      if (!isRefusedWrite(error)) throw error;
      this.refused(error);
      this.#retry = setTimeout(() => this.#writeAgain(), this.#deps.room.pauseMs(this.#attempts));
      this.#retry.unref();
      this.#attempts += 1;
    }
  }

  #writeAgain(): void {
    if (this.#closed) return;
    try {
      this.#writeKept();
    } catch {
      // Another writer moved the run. The engine's next call will fail.
    }
  }

  #flush(): void {
    if (this.#unwritten.length === 0) return;
    for (let next = this.#unwritten[0]; next; next = this.#unwritten[0]) {
      this.#write(next);
      this.#unwritten.shift();
    }
    this.#deps.room.written(this.#run.id);
    this.#deps.moved();
  }

  /** Writes that belong to a paid answer may use the reserved space. */
  #write<T>(work: () => T): T {
    return this.holdsAnswer ? this.#deps.room.write(work) : work();
  }

  #move(to: RunState, move: Omit<Move, 'at'> = {}): void {
    this.#assertOpen();
    const { ledger, clock, moved } = this.#deps;
    this.#run = this.#write(() =>
      ledger.moveRun(this.#run.id, this.#run.state, to, { at: clock(), ...move }),
    );
    moved();
  }

  /** Keeps the run's state and shows the windows why it waits. */
  #stay(error: ErrorValue): void {
    this.#assertOpen();
    const { ledger, moved } = this.#deps;
    try {
      ledger.noteWait(this.#run.id, this.#run.state, error);
    } catch (refusal) {
      // Nothing is lost.
      if (!isRefusedWrite(refusal)) throw refusal;
    }
    moved();
  }

  #note(receipt: Readonly<Record<string, unknown>>): void {
    this.#assertOpen();
    const { ledger } = this.#deps;
    const { id, state } = this.#run;
    this.#unwritten.push(() => ledger.noteReceipt(id, state, receipt));
    this.#writeKept();
  }

  #assertOpen(): void {
    if (this.#closed) throw new DOMException('This run is over.', 'AbortError');
  }
}
