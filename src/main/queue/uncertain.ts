import type { RunRecord } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import type { Engine } from '../ports.ts';

/** Throws `Failure` unless nobody knows how the run ended. */
export function assertUncertain(run: RunRecord): void {
  if (run.state !== 'uncertain')
    throw new Failure(
      'bad-request',
      'It is known how this run ended: there is nothing to check or set aside.',
    );
}

/** Throws `Failure` unless the service can be asked what became of an uncertain run. */
export function assertCanBeAsked(run: RunRecord, engine: Engine | undefined): void {
  assertUncertain(run);
  if (!engine?.resume) throw new Failure('not-found', 'This engine cannot be asked about its runs.');
  if (run.remoteId === null)
    throw new Failure(
      'not-found',
      'The service gave no number for this run, so it cannot be asked about it. Look at the account’s history at 1min.ai, then run it again or set it aside.',
    );
}
