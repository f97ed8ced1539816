import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openKeyStore } from '../../src/main/api-key/key-store.ts';
import type { Keyring, Log } from '../../src/main/ports.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const KEY = 'canary-key-0123456789-wxyz';
const log: Log = { info() {}, warn() {}, error() {} };
/** Reverses bits: not a cipher, but the text is not on disk as it was. */
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
  test('keeps a key in the keyring across starts, and shows its last four characters only', async () => {
    const status = await open(true).set(KEY, false);
    expect(status).toEqual({ present: true, lastFour: 'wxyz', kept: 'keyring' });
    const later = open(true);
    expect(later.status()).toEqual({ present: true, lastFour: 'wxyz', kept: 'keyring' });
    expect(await later.get()).toBe(KEY);
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).not.toContain(KEY.slice(0, 12));
  });

  test('without a keyring a key lives until the app is closed, unless the user says otherwise', async () => {
    const store = open(false);
    expect((await store.set(KEY, false)).kept).toBe('session');
    expect(await store.get()).toBe(KEY);
    expect(readdirSync(folder)).toEqual([]);
    expect(open(false).status().present).toBe(false);

    expect((await store.set(KEY, true)).kept).toBe('file');
    expect(await open(false).get()).toBe(KEY);
  });

  test('a key of the environment goes first, is never stored, and cannot be changed', async () => {
    const store = open(true, 'environment-key-abcd');
    expect(store.status()).toEqual({ present: true, lastFour: 'abcd', kept: 'environment' });
    await expect(store.set(KEY, true)).rejects.toThrow('key-from-environment');
    expect(readdirSync(folder)).toEqual([]);
    expect(open(true, 'environment-key-abcd', 'descriptor').status().kept).toBe('descriptor');
  });

  test('clearing takes it off the disk', async () => {
    const store = open(true);
    await store.set(KEY, false);
    expect(store.clear()).toEqual({ present: false, lastFour: '', kept: 'nowhere' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.get()).toBeNull();
  });

  test('a file that another machine sealed is told in words, not guessed', async () => {
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

  test('a key is cleaned of what it was copied with, and one that cannot be a key is refused in words', async () => {
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

  test('a short key shows nothing of itself', async () => {
    expect((await open(true).set('short-key', false)).lastFour).toBe('');
  });

  test('a damaged file is used as far as the sealed key can be read', async () => {
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
    'a file of %j is told, and stays until there is a new key',
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

  test('what a killed write left is gone with the next start', async () => {
    await open(true).set(KEY, false);
    writeFileSync(join(folder, 'key.json.tmp'), '{"version":1,"sealed":"…');
    const store = open(true);
    expect(readdirSync(folder)).toEqual(['key.json']);
    store.clear();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a key that could not be written is not used', async () => {
    const store = open(true);
    mkdirSync(join(folder, 'key.json.tmp'));
    await expect(store.set(KEY, false)).rejects.toThrow();
    expect(store.status().present).toBe(false);
    expect(await store.get()).toBeNull();
  });
});
