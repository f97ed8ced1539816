import { engineInfo } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import type { SettingsSection } from '@shared/domain/settings.ts';
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

/** Section of Settings where an engine's address and key are. */
export function settingsSectionOf(engine: EngineId): SettingsSection {
  return engineInfo(engine)?.options.length ? 'servers' : 'engine';
}

/** Whether an error can be fixed in Settings, in the section of its engine. */
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
