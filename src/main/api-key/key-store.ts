import { rmSync } from 'node:fs';
import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import { readPastedKey } from '@shared/domain/pasted-key.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { diskFailure } from '../library/store/disk.ts';
import type { Keyring, Log } from '../ports.ts';
import { type JsonContent, openJsonFile } from '../settings/json-file.ts';
import { fieldReader } from '../settings/salvage.ts';

/** What is on disk: the key sealed by the keyring, and its last four characters in the clear. */
const KeyFile = z.strictObject({
  version: z.literal(1),
  lastFour: z.string().max(4),
  sealed: z.base64(),
  /** False when the user had it stored on a machine without a keyring. */
  secure: z.boolean(),
});

export interface KeyStore {
  /** Whether there was a key file when the app started of which nothing could be read. */
  readonly damaged: boolean;
  /** What may be told to a window. */
  status(): ApiKeyStatus;
  /** The key itself, for the engine only; null when there is none or it cannot be opened any more. */
  get(): Promise<string | null>;
  /**
   * Keeps a pasted key: in the keyring, else until the app is closed, else (`storeAnyway`) in a file anyone could read. It is
   * cleaned before; throws `bad-request` with what is wrong with one that cannot be a key.
   */
  set(key: string, storeAnyway: boolean): Promise<ApiKeyStatus>;
  clear(): ApiKeyStatus;
}

interface KeyStoreDeps {
  readonly path: string;
  readonly keyring: Keyring;
  /** A key of the environment: for this process only, before any other, never stored. */
  readonly environmentKey: string | null;
  readonly log: Log;
  /** Told of every key before it is used, so that the log can blank it out. */
  readonly hide: (secret: string) => void;
}

export function openKeyStore({ path, keyring, environmentKey, log, hide }: KeyStoreDeps): KeyStore {
  let session: string | null = environmentKey;
  const disk = openJsonFile(path);
  const found = disk.read();
  let file = found.state === 'absent' ? null : keyIn(found);
  const damaged = found.state !== 'absent' && file === null;
  if (damaged) log.warn('key file damaged');
  if (environmentKey) hide(environmentKey);

  function status(): ApiKeyStatus {
    if (session !== null)
      return { present: true, lastFour: lastFour(session), kept: environmentKey ? 'environment' : keptOf() };
    return file
      ? { present: true, lastFour: file.lastFour, kept: keptOf() }
      : { present: false, lastFour: '', kept: 'nowhere' };
  }

  function keptOf(): ApiKeyStatus['kept'] {
    if (!file) return 'session';
    return file.secure ? 'keyring' : 'file';
  }

  return {
    damaged,
    status,
    async get() {
      if (session !== null || !file) return session;
      try {
        session = await keyring.open(Buffer.from(file.sealed, 'base64'));
        hide(session);
        return session;
      } catch (error) {
        log.warn('failed to decrypt stored key', { error: String(error) });
        throw new Failure('missing-key', { reason: 'key-cannot-be-opened' });
      }
    },
    async set(pasted, storeAnyway) {
      if (environmentKey !== null) throw new Failure('not-allowed', { reason: 'key-from-environment' });
      hide(pasted);
      const key = cleanKey(pasted);
      hide(key);
      const secure = await keyring.isSecure().catch(() => false);
      if (secure || storeAnyway) {
        const sealed = (await keyring.seal(key)).toString('base64');
        const next = { version: 1 as const, lastFour: lastFour(key), sealed, secure };
        await disk.write(next).catch((error: unknown) => {
          throw diskFailure(error);
        });
        file = next;
      } else {
        forget();
      }
      session = key;
      return status();
    },
    clear() {
      forget();
      session = environmentKey;
      return status();
    },
  };

  function forget(): void {
    rmSync(path, { force: true });
    file = null;
  }
}

/** Throws `Failure` with what is wrong with a pasted key, before anybody is asked about it. */
function cleanKey(pasted: string): string {
  const read = readPastedKey(pasted);
  if (read.key !== null) return read.key;
  const { problem, found } = read;
  throw new Failure(
    'bad-request',
    problem === 'not-a-key'
      ? { reason: 'key-foreign-sign', params: { sign: found } }
      : { reason: `key-${problem}` },
  );
}

/** The key of a file, also when only the sealed key itself can be read. */
function keyIn(content: Exclude<JsonContent, { state: 'absent' }>): z.infer<typeof KeyFile> | null {
  if (content.state === 'whole') {
    const parsed = KeyFile.safeParse(content.value);
    if (parsed.success) return parsed.data;
  }
  const valuesOf = fieldReader(content);
  const read = <T>(name: keyof typeof KeyFile.shape, schema: z.ZodType<T>): T | undefined =>
    valuesOf(name).flatMap((value) => schema.safeParse(value).data ?? [])[0];
  const sealed = read('sealed', KeyFile.shape.sealed.min(1));
  if (sealed === undefined) return null;
  return {
    version: 1,
    sealed,
    lastFour: read('lastFour', KeyFile.shape.lastFour) ?? '',
    secure: read('secure', KeyFile.shape.secure) ?? false,
  };
}

/** Short keys show nothing: four characters of eight would be half the secret. */
function lastFour(key: string): string {
  return key.length >= 12 ? key.slice(-4) : '';
}
