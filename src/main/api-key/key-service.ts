import type { Out, ParsedIn } from '@shared/contract.ts';
import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import type { Emit } from '../bus.ts';
import type { Remote } from '../engines/remote.ts';
import type { KeyStore } from './key-store.ts';

/** Time limit (ms) for checking a key with the service. */
const TEST_LIMIT_MS = 20_000;

export interface KeyService {
  status(): ApiKeyStatus;
  /** Whether a stored key file exists but is unreadable. */
  readonly damaged: boolean;
  set(input: ParsedIn<'key.set'>): Promise<ApiKeyStatus>;
  clear(): ApiKeyStatus;
  test(): Promise<Out<'key.test'>>;
}

export function createKeyService(deps: {
  readonly keys: KeyStore;
  readonly remote: Pick<Remote, 'keyProblem'>;
  readonly emit: Emit;
}): KeyService {
  const { keys, remote } = deps;
  const changed = (status: ApiKeyStatus): ApiKeyStatus => {
    deps.emit('key.changed', status);
    return status;
  };
  return {
    status: () => keys.status(),
    damaged: keys.damaged,
    set: async ({ key, storeAnyway }) => changed(await keys.set(key, storeAnyway)),
    clear: () => changed(keys.clear()),
    test: async () => ({ problem: await remote.keyProblem(AbortSignal.timeout(TEST_LIMIT_MS)) }),
  };
}
