import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openKeyStore } from '../../src/main/api-key/key-store.ts';
import type { Keyring, Log } from '../../src/main/ports.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const KEY = 'canary-key-0123456789-wxyz';
const log: Log = { info() {}, warn() {}, error() {} };
/** Reverses bits: not a cipher, but the text isn't stored in plain form. */
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xa5));
const keyring = (secure: boolean): Keyring => ({
  isSecure: async () => secure,
  seal: async (text) => flip(Buffer.from(text)),
  open: async (sealed) => flip(sealed).toString(),
});

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});

const open = (
  secure: boolean,
  givenKey: string | null = null,
  givenBy: 'environment' | 'descriptor' = 'environment',
) =>
  openKeyStore({
    path: join(folder, 'key.json'),
    keyring: keyring(secure),
    givenKey,
    givenBy,
    log,
    hide() {},
  });

describe('the key store', () => {
  test('stores a key in the keyring across starts, and shows only its last four characters', async () => {
    const status = await open(true).set(KEY, false);
    expect(status).toEqual({ present: true, lastFour: 'wxyz', kept: 'keyring' });
    const later = open(true);
    expect(later.status()).toEqual({ present: true, lastFour: 'wxyz', kept: 'keyring' });
    expect(await later.get()).toBe(KEY);
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).not.toContain(KEY.slice(0, 12));
  });

  test('without a keyring, keeps a key until the app closes, unless the user chooses otherwise', async () => {
    const store = open(false);
    expect((await store.set(KEY, false)).kept).toBe('session');
    expect(await store.get()).toBe(KEY);
    expect(readdirSync(folder)).toEqual([]);
    expect(open(false).status().present).toBe(false);

    expect((await store.set(KEY, true)).kept).toBe('file');
    expect(await open(false).get()).toBe(KEY);
  });

  test('prefers a key from the environment, which is never stored and can’t be changed', async () => {
    const store = open(true, 'environment-key-abcd');
    expect(store.status()).toEqual({ present: true, lastFour: 'abcd', kept: 'environment' });
    await expect(store.set(KEY, true)).rejects.toThrow('key-from-environment');
    expect(readdirSync(folder)).toEqual([]);
    expect(open(true, 'environment-key-abcd', 'descriptor').status().kept).toBe('descriptor');
  });

  test('clears the key from disk', async () => {
    const store = open(true);
    await store.set(KEY, false);
    expect(store.clear()).toEqual({ present: false, lastFour: '', kept: 'nowhere' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.get()).toBeNull();
  });

  test('reports a file sealed on another machine', async () => {
    await open(true).set(KEY, false);
    const broken = openKeyStore({
      path: join(folder, 'key.json'),
      keyring: { ...keyring(true), open: () => Promise.reject(new Error('wrong password')) },
      givenKey: null,
      givenBy: 'environment',
      log,
      hide() {},
    });
    await expect(broken.get()).rejects.toThrow('key-cannot-be-opened');
  });

  test('cleans a pasted key, and rejects an invalid one with a message', async () => {
    const store = open(true);
    await store.set(`"API-KEY": "\u200b${KEY}"\n`, false);
    expect(await store.get()).toBe(KEY);
    await expect(store.set(`${KEY.slice(0, 6)} ${KEY.slice(6)}`, false)).rejects.toMatchObject({
      code: 'bad-request',
      value: { code: 'bad-request', reason: 'key-spaces' },
    });
    await expect(store.set('••••••••', false)).rejects.toThrow('key-foreign-sign {"sign":"•"}');
    expect(await store.get()).toBe(KEY);
  });

  test('shows nothing of a short key', async () => {
    expect((await open(true).set('short-key', false)).lastFour).toBe('');
  });

  test('reads a damaged file as far as the sealed key is readable', async () => {
    await open(true).set(KEY, false);
    const path = join(folder, 'key.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, text.indexOf('"secure"')));
    const store = open(true);
    expect(store.damaged).toBe(false);
    expect(await store.get()).toBe(KEY);
    expect(store.status()).toEqual({ present: true, lastFour: 'wxyz', kept: 'file' });
  });

  test.each(['', '{', '[]', '{"version":1,"lastFour":"wxyz","sealed":7,"secure":true}'])(
    'reports a file of %j, which stays until there is a new key',
    async (text) => {
      writeFileSync(join(folder, 'key.json'), text);
      const store = open(true);
      expect(store.damaged).toBe(true);
      expect(store.status().present).toBe(false);
      expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(text);
      await store.set(KEY, false);
      expect(open(true).damaged).toBe(false);
    },
  );

  test('removes leftovers of an interrupted write at the next start', async () => {
    await open(true).set(KEY, false);
    writeFileSync(join(folder, 'key.json.tmp'), '{"version":1,"sealed":"…');
    const store = open(true);
    expect(readdirSync(folder)).toEqual(['key.json']);
    store.clear();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('does not use a key that could not be written', async () => {
    const store = open(true);
    mkdirSync(join(folder, 'key.json.tmp'));
    await expect(store.set(KEY, false)).rejects.toThrow();
    expect(store.status().present).toBe(false);
    expect(await store.get()).toBeNull();
  });
});
