import type { EditRecord } from '@shared/domain/edit.ts';
import type { RunState } from '@shared/domain/run.ts';
import type { BlobInfo } from '../library/blobs.ts';
import type { Ledger } from '../library/ledger.ts';
import type { Move, RunHead } from '../library/runs.ts';
import type { Clock, Engine, RunJournal } from '../ports.ts';
import type { Ending, RunError } from './outcome.ts';

export interface WriterNeeds {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Fired when the user cancelled the run. */
  readonly signal: AbortSignal;
  /** A new state is on disk. */
  readonly moved: () => void;
  readonly progressed: (step: number, steps: number) => void;
}

/**
 * The pen of one run: the journal its engine writes in, and the only way its state changes while it goes on.
 * Each call is on disk when it returns. Once closed it writes no more, whatever a late engine still has to say.
 */
export class RunWriter implements RunJournal {
  #run: RunHead;
  #closed = false;
  readonly #paid: boolean;
  readonly #needs: WriterNeeds;

  constructor(run: RunHead, engine: Engine, needs: WriterNeeds) {
    this.#run = run;
    this.#paid = !engine.repeatable;
    this.#needs = needs;
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
    this.#needs.signal.throwIfAborted();
    this.#move('uploading');
  }

  /** From here on money may be spent, so a cancelled run stops here at the latest, and no run passes here twice. */
  sending(receipt?: Readonly<Record<string, unknown>>): void {
    this.#needs.signal.throwIfAborted();
    this.#move('sending', { charged: this.#paid ? 'unknown' : 'no', ...(receipt && { receipt }) });
  }

  accepted(remoteId: string, receipt?: Readonly<Record<string, unknown>>): void {
    if (this.#run.remoteId === remoteId) return;
    this.#move('accepted', { remoteId, ...(receipt && { receipt }) });
  }

  /** Said again while downloading, as after a restart, it only adds to the receipt. */
  downloading(receipt?: Readonly<Record<string, unknown>>): void {
    if (this.state !== 'downloading') this.#move('downloading', receipt && { receipt });
    else if (receipt) this.#note(receipt);
  }

  progress(step: number, steps: number): void {
    if (!this.#closed) this.#needs.progressed(step, steps);
  }

  /** The pictures' files are in the store: writes their rows and `saved` in one transaction. */
  save(edit: EditRecord, pictures: readonly BlobInfo[]): void {
    this.#assertOpen();
    const { ledger, clock } = this.#needs;
    ledger.saveResults(this.#run.id, edit, pictures, { at: clock(), charged: this.#paid ? 'yes' : 'no' });
    this.#closed = true;
  }

  /** Writes down why there is no picture. */
  end(ending: Ending): void {
    if (ending.kind === 'wait' && (ending.from === 'here' || this.state === 'queued')) {
      this.#stay(ending.error);
    } else {
      this.#move(ending.kind === 'over' ? ending.to : 'queued', {
        charged: ending.kind === 'over' ? ending.charged : 'no',
        ...(ending.error && { error: ending.error }),
      });
    }
    this.#closed = true;
  }

  close(): void {
    this.#closed = true;
  }

  #move(to: RunState, move: Omit<Move, 'at'> = {}): void {
    this.#assertOpen();
    const { ledger, clock, moved } = this.#needs;
    this.#run = ledger.moveRun(this.#run.id, this.#run.state, to, { at: clock(), ...move });
    moved();
  }

  /** It waits where it is, and whoever looks sees why. */
  #stay(error: RunError): void {
    this.#assertOpen();
    const { ledger, moved } = this.#needs;
    ledger.noteWait(this.#run.id, this.#run.state, error);
    moved();
  }

  #note(receipt: Readonly<Record<string, unknown>>): void {
    this.#assertOpen();
    this.#needs.ledger.noteReceipt(this.#run.id, this.#run.state, receipt);
  }

  #assertOpen(): void {
    if (this.#closed) throw new DOMException('This run is over.', 'AbortError');
  }
}
