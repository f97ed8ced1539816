import type { Out, ParsedIn } from '@shared/contract.ts';
import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import type { Emit } from '../bus.ts';
import type { EngineHost } from '../engines/host.ts';
import type { KeyStore } from './key-store.ts';

/** Time limit (ms) for checking a key with the service. */
const TEST_LIMIT_MS = 20_000;

/** The keys of the engines that take one. */
export interface KeyService {
  statuses(): ApiKeyStatus[];
  /** Whether an engine has its key. */
  has(engine: EngineId): boolean;
  /** Whether a stored key file exists but is unreadable. */
  readonly damaged: boolean;
  set(input: ParsedIn<'key.set'>): Promise<ApiKeyStatus>;
  clear(engine: EngineId): ApiKeyStatus;
  test(engine: EngineId): Promise<Out<'key.test'>>;
}

export function createKeyService(deps: {
  readonly keys: ReadonlyMap<EngineId, KeyStore>;
  readonly host: Pick<EngineHost, 'test'>;
  readonly emit: Emit;
}): KeyService {
  const { keys, host } = deps;
  const keysOf = (engine: EngineId): KeyStore => {
    const found = keys.get(engine);
    if (!found) throw new Failure('bad-request', { reason: 'engine-unavailable', params: { engine } });
    return found;
  };
  const changed = (status: ApiKeyStatus): ApiKeyStatus => {
    deps.emit('key.changed', status);
    return status;
  };
  return {
    statuses: () => [...keys].map(([engine, store]) => ({ engine, ...store.status() })),
    has: (engine) => keys.get(engine)?.status().present ?? false,
    damaged: [...keys.values()].some((store) => store.damaged),
    set: async ({ engine, key, storeAnyway }) =>
      changed({ engine, ...(await keysOf(engine).set(key, storeAnyway)) }),
    clear: (engine) => changed({ engine, ...keysOf(engine).clear() }),
    test: async (engine) => ({ problem: await host.test(engine, AbortSignal.timeout(TEST_LIMIT_MS)) }),
  };
}
