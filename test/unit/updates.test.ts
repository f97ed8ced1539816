import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FeedAddress } from '@shared/domain/update.ts';
import { describe, expect, it } from 'vitest';
import { publicText, signFolder } from '../../scripts/release/sign-files.ts';
import { chooseUpdate } from '../../src/main/updates/choose-update.ts';
import { type Installation, installationOf } from '../../src/main/updates/installation.ts';
import { compareVersions, LIST_NAMES, publicKeyOf, readList } from '../../src/main/updates/release-list.ts';
import { makeKeys } from '../fixtures/release-feed.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

describe('installationOf', () => {
  const linux = { platform: 'linux', arch: 'x64', env: {}, exists: () => true } as const;
  const installOf = (given: Partial<Parameters<typeof installationOf>[0]>) =>
    installationOf({ ...linux, execPath: '/opt/reseed/reseed', ...given }).install;

  it('recognizes the packages of the system', () => {
    const execPath = '/usr/lib/reseed/reseed';
    expect(installOf({ execPath, exists: (path) => path === '/var/lib/dpkg/info/reseed.list' })).toBe('deb');
    expect(installOf({ execPath, exists: () => false })).toBe('rpm');
    expect(installOf({})).toBe('folder');
  });

  it('recognizes an AppImage, but not a program that one has started', () => {
    const env = { APPIMAGE: '/home/anna/Reseed.AppImage', APPDIR: '/tmp/.mount_Reseed1' };
    const execPath = '/tmp/.mount_Reseed1/reseed';
    expect(installationOf({ ...linux, env, execPath })).toEqual({
      install: 'appimage',
      system: 'linux-x64',
      appImage: env.APPIMAGE,
    });
    expect(installOf({ env, execPath: '/usr/lib/reseed/reseed' })).toBe('deb');
    expect(installOf({ env, execPath, exists: () => false })).toBe('folder');
  });

  it('recognizes the copies of Windows and macOS', () => {
    const windows = { platform: 'win32', execPath: 'Reseed.exe' } as const;
    expect(installOf({ ...windows, exists: (path) => path.endsWith('Uninstall Reseed.exe') })).toBe(
      'installer',
    );
    expect(installOf({ ...windows, exists: () => false })).toBe('folder');
    expect(installOf({ ...windows, env: { PORTABLE_EXECUTABLE_FILE: 'D:\\Reseed.exe' } })).toBe('portable');
    expect(installOf({ platform: 'darwin' })).toBe('mac');
  });

  it('knows no releases for other systems', () => {
    expect(installationOf({ ...linux, arch: 'riscv64', execPath: '/reseed' }).system).toBeNull();
    expect(installationOf({ ...linux, platform: 'freebsd', execPath: '/reseed' }).system).toBeNull();
  });
});

describe('the public key of a build', () => {
  it('must be an Ed25519 key', () => {
    expect(publicKeyOf(makeKeys().publicKey).asymmetricKeyType).toBe('ed25519');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(() => publicKeyOf(other)).toThrow(/Ed25519/);
    expect(() => publicKeyOf('')).toThrow();
  });
});

it('compares versions by their numbers', () => {
  const versions = ['0.1.0', '0.2.0', '0.10.0', '0.10.1', '1.0.0'];
  expect([...versions].reverse().sort(compareVersions)).toEqual(versions);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

it('accepts addresses of https, and of this machine', () => {
  for (const address of ['https://updates.example/reseed', 'http://localhost:80/', 'http://127.0.0.1:9/x'])
    expect(FeedAddress.safeParse(address).success).toBe(true);
  for (const address of ['http://updates.example/', 'ftp://a.example/', 'file:///etc', 'updates.example', ''])
    expect(FeedAddress.safeParse(address).success).toBe(false);
});

describe('signFolder', () => {
  const VERSION = '0.2.0';
  const release = { version: VERSION, notes: ['Faster.', 'x'.repeat(5000)], days: 90, now: Date.now() };
  const { privateKey } = makeKeys();
  const keys = [publicKeyOf(publicText(privateKey))];

  /** A folder with the installers of all systems, as the release workflow has it. */
  function installers(): string {
    const folder = tempFolder();
    for (const name of [
      'Reseed-0.2.0-linux-x86_64.AppImage',
      'Reseed-0.2.0-mac-universal.dmg',
      'Reseed-0.2.0-mac-universal.zip',
      'Reseed-0.2.0-win-x64.exe',
      'Reseed-0.2.0-portable-x64.exe',
      'reseed_0.2.0_amd64.deb',
      'Reseed-0.1.0-win-x64.exe',
    ])
      writeFileSync(join(folder, name), name);
    return folder;
  }

  it('writes a list for each system, which the app of that system accepts', () => {
    const folder = installers();
    const before = readdirSync(folder).length;
    expect(signFolder(folder, release, privateKey)).toEqual([
      'latest-linux.yml',
      'latest.yml',
      'latest-mac.yml',
    ]);
    expect(readdirSync(folder)).toHaveLength(before + 3);
    const chosen = (installation: Installation) =>
      chooseUpdate(readFileSync(join(folder, LIST_NAMES[installation.system ?? 'win32']), 'utf8'), {
        version: '0.1.0',
        installation,
        keys,
        sequence: 0,
        now: Date.now(),
      }).file?.url;
    const on = (install: Installation['install'], system: Installation['system']) =>
      chosen({ install, system, appImage: null });
    expect(on('appimage', 'linux-x64')).toBe('Reseed-0.2.0-linux-x86_64.AppImage');
    expect(on('installer', 'win32')).toBe('Reseed-0.2.0-win-x64.exe');
    expect(on('portable', 'win32')).toBe('Reseed-0.2.0-portable-x64.exe');
    expect(on('folder', 'win32')).toBe('Reseed-0.2.0-portable-x64.exe');
    expect(on('mac', 'darwin')).toBe('Reseed-0.2.0-mac-universal.dmg');
  });

  it('writes JSON, which every reader of the feed’s YAML understands', () => {
    const folder = installers();
    signFolder(folder, release, privateKey);
    const [comment, ...json] = readFileSync(join(folder, 'latest.yml'), 'utf8').split('\n');
    expect(comment).toMatch(/^# /);
    expect(JSON.parse(json.join('\n'))).toMatchObject({
      version: VERSION,
      files: [{ size: 29 }, { size: 24 }],
    });
  });

  it('takes as many notes as fit', () => {
    const folder = installers();
    signFolder(folder, release, privateKey);
    const list = readList(readFileSync(join(folder, 'latest.yml'), 'utf8'), keys);
    expect(list.releaseNotes).toBe('- Faster.');
  });
});
