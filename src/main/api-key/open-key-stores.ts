import { join } from 'node:path';
import type { EngineInfo } from '@shared/domain/engine.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { Environment } from '../env.ts';
import type { Keyring, Log } from '../ports.ts';
import { type KeyStore, openKeyStore } from './key-store.ts';

interface KeyStoresDeps {
  readonly userData: string;
  readonly keyring: Keyring;
  readonly environment: Pick<Environment, 'apiKey' | 'apiKeyFrom'>;
  readonly log: Log;
  readonly hideSecret: (secret: string) => void;
}

/** The engine that the documented environment variables are about, and whose key file is older than the others. */
const FIRST: EngineId = '1min.ai';

/** Opens the key store of each engine that takes a key: a file for each. */
export function openKeyStores(
  { userData, keyring, environment, log, hideSecret }: KeyStoresDeps,
  engines: readonly { readonly info: EngineInfo }[],
): ReadonlyMap<EngineId, KeyStore> {
  return new Map(
    engines
      .filter(({ info }) => info.key !== 'none')
      .map(({ info: { id } }) => [
        id,
        openKeyStore({
          path: join(userData, id === FIRST ? 'key.json' : `key-${id}.json`),
          keyring,
          givenKey: id === FIRST ? environment.apiKey : null,
          givenBy: environment.apiKeyFrom,
          log,
          hide: hideSecret,
        }),
      ]),
  );
}
