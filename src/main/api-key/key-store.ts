import { rmSync } from 'node:fs';
import type { StoredKeyStatus } from '@shared/domain/api-key.ts';
import { readPastedKey } from '@shared/domain/pasted-key.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { diskFailure } from '../library/store/disk.ts';
import type { Keyring, Log } from '../ports.ts';
import { type JsonContent, openJsonFile } from '../settings/json-file.ts';
import { fieldReader } from '../settings/salvage.ts';

/** Content of the key file: the key sealed by the keyring, and its last four characters in plain text. */
const KeyFile = z.strictObject({
  version: z.literal(1),
  lastFour: z.string().max(4),
  sealed: z.base64(),
  /** False if the user chose to store the key on a machine without a keyring. */
  secure: z.boolean(),
});

export interface KeyStore {
  /** Whether the key file was unreadable when the app started. */
  readonly damaged: boolean;
  /** Key status that is safe to send to a window. */
  status(): StoredKeyStatus;
  /** Returns the key, for the engine only. Null if there is none or it can no longer be decrypted. */
  get(): Promise<string | null>;
  /**
   * Stores a pasted key: in the keyring, otherwise in memory until the app closes, or with `storeAnyway` in
   * an unprotected file. Trims the key first. Throws `bad-request` with the reason if it can't be a key.
   */
  set(key: string, storeAnyway: boolean): Promise<StoredKeyStatus>;
  clear(): StoredKeyStatus;
}

interface KeyStoreDeps {
  readonly path: string;
  readonly keyring: Keyring;
  /** Key that was passed in at start. It is valid for this process only, takes precedence, and is never stored. */
  readonly givenKey: string | null;
  /** How the key was passed in. */
  readonly givenBy: 'environment' | 'descriptor';
  readonly log: Log;
  /** Receives every key before it is used, so that the log can redact it. */
  readonly hide: (secret: string) => void;
}

export function openKeyStore({ path, keyring, givenKey, givenBy, log, hide }: KeyStoreDeps): KeyStore {
  let session: string | null = givenKey;
  const disk = openJsonFile(path);
  const found = disk.read();
  let file = found.state === 'absent' ? null : keyIn(found);
  const damaged = found.state !== 'absent' && file === null;
  if (damaged) log.warn('key file damaged');
  if (givenKey) hide(givenKey);

  function status(): StoredKeyStatus {
    if (session !== null)
      return { present: true, lastFour: lastFour(session), kept: givenKey ? givenBy : keptOf() };
    return file
      ? { present: true, lastFour: file.lastFour, kept: keptOf() }
      : { present: false, lastFour: '', kept: 'nowhere' };
  }

  function keptOf(): StoredKeyStatus['kept'] {
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
      if (givenKey !== null) throw new Failure('not-allowed', { reason: 'key-from-environment' });
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
      session = givenKey;
      return status();
    },
  };

  function forget(): void {
    rmSync(path, { force: true });
    file = null;
  }
}

/** Trims a pasted key. Throws `Failure` with the reason if it can't be a key, before any prompt is shown. */
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

/** Returns the key file's content, even if only the sealed key itself is readable. */
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

/** Short keys show nothing: four of eight characters would reveal half the secret. */
function lastFour(key: string): string {
  return key.length >= 12 ? key.slice(-4) : '';
}
