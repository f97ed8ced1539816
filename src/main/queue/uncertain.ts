import type { RunRecord } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import type { Engine } from '../ports.ts';

/** Throws `Failure` when the outcome of the run is known. */
export function assertUncertain(run: RunRecord): void {
  if (run.state !== 'uncertain') throw new Failure('bad-request', { reason: 'outcome-known' });
}

/** Throws `Failure` if the service can't be asked about an uncertain run. */
export function assertCanBeAsked(run: RunRecord, engine: Engine | undefined): void {
  assertUncertain(run);
  if (!engine?.resume) throw new Failure('not-found', { reason: 'cannot-ask' });
  if (run.remoteId === null) throw new Failure('not-found', { reason: 'no-remote-id' });
}
