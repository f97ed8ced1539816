import type { RunRecord } from '@shared/domain/run.ts';
import type { ErrorCode } from '@shared/errors.ts';

/** Actions for a run that ended without a picture. */
export interface RecoveryActions {
  /** The cause can be fixed in Settings: the key, the credits, the cap. */
  readonly settings: boolean;
  /** Repeating the same request. `may-charge` if this run may have cost money already. */
  readonly again: 'free' | 'may-charge' | null;
  /** The outcome is unknown: the service can be asked, or the run dismissed. */
  readonly uncertain: boolean;
}

const SETTLED_BY_SETTINGS: readonly ErrorCode[] = ['missing-key', 'key-refused', 'no-credits', 'daily-cap'];
/** The same request would be rejected again. */
const NOT_RETRYABLE: readonly ErrorCode[] = [
  'moderated',
  'model-unsupported',
  'bad-request',
  'file-too-large',
];

/** Whether an error can be fixed in Settings, under *1min.ai*. */
export function isAboutSettings(code: ErrorCode | null): boolean {
  return code !== null && SETTLED_BY_SETTINGS.includes(code);
}

export function recoveryActions({ state, error, charged }: RunRecord): RecoveryActions {
  const ended = state === 'failed' || state === 'cancelled' || state === 'uncertain';
  const vain = state === 'failed' && error !== null && NOT_RETRYABLE.includes(error.code);
  return {
    settings: ended && state !== 'cancelled' && isAboutSettings(error?.code ?? null),
    again: !ended || vain ? null : charged === 'no' ? 'free' : 'may-charge',
    uncertain: state === 'uncertain',
  };
}
