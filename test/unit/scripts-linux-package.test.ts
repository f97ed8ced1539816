import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ImageMime } from '@shared/domain/image.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { ELECTRON_PACKAGES } from '../../scripts/lib/system.ts';
import { debianChangelog, newestChanges, rpmChangelog } from '../../scripts/package/linux/changelog.ts';
import { debControl, debName } from '../../scripts/package/linux/deb.ts';
import { dependsOn, parseObjdump } from '../../scripts/package/linux/dependencies.ts';
import { type PackageDetails, packageDetails, wrapText } from '../../scripts/package/linux/details.ts';
import { rpmSpec } from '../../scripts/package/linux/rpm.ts';
import { missingRequirements, seriousFindings } from '../../scripts/package/linux/rpm-checks.ts';
import { linuxResource } from '../../scripts/package/linux/stage.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const project = resolve(import.meta.dirname, '../..');
const NOTHING_OWN = new Set<string>();

let details: PackageDetails;
beforeAll(async () => {
  details = { ...(await packageDetails()), epoch: 1_796_000_000 };
});

describe('the dependencies of the .deb', () => {
  const objdump = `
Dynamic Section:
  NEEDED               libffmpeg.so
  NEEDED               libgtk-3.so.0
  NEEDED               libc.so.6
  SONAME               libx.so

Version References:
  required from libc.so.6:
    0x09691a75 0x00 13 GLIBC_2.2.5
    0x069691b3 0x00 12 GLIBC_2.34
    0x0d696914 0x00 10 GLIBC_2.4
`;

  it('reads libraries and the newest glibc from objdump', () => {
    expect(parseObjdump(objdump)).toEqual({
      libraries: ['libffmpeg.so', 'libgtk-3.so.0', 'libc.so.6'],
      glibc: '2.34',
    });
  });

  it('names the packages of Debian 12 and 13, and none for the app’s own libraries', () => {
    const depends = dependsOn([parseObjdump(objdump)], new Set(['libffmpeg.so']));
    expect(depends).toContain('libc6 (>= 2.34)');
    expect(depends).toContain('libgtk-3-0t64 | libgtk-3-0');
    expect(depends.join()).not.toContain('ffmpeg');
  });

  it('includes what is loaded or started without being linked', () => {
    expect(dependsOn([], NOTHING_OWN)).toEqual(['libglib2.0-bin', 'libx11-xcb1', 'xdg-utils']);
  });

  it('rejects a library without a known package', () => {
    expect(() => dependsOn([{ libraries: ['libnew.so.9'], glibc: null }], NOTHING_OWN)).toThrow(
      /libnew\.so\.9/,
    );
  });

  it('knows every library that Electron uses in tests', () => {
    const names = readFileSync(join(project, 'scripts/package/linux/dependencies.ts'), 'utf8');
    for (const name of ELECTRON_PACKAGES.filter((one) => one.startsWith('lib')))
      expect(names).toContain(name);
  });
});

describe('the control file', () => {
  it('has the fields apt reads, and no overlong line', () => {
    const control = debControl(details, { depends: ['libc6'], kilobytes: 250_000, arch: 'x64' });
    expect(control).toMatch(/^Package: reseed\nVersion: \d+\.\d+\.\d+\nArchitecture: amd64\n/);
    expect(control).toContain('\nInstalled-Size: 250000\nDepends: libc6\n');
    expect(control).toMatch(/\nDescription: [a-z].{10,60}\n \S/);
    const description = control.slice(control.indexOf('Description:')).split('\n');
    expect(description.every((line) => line.length <= 80)).toBe(true);
    expect(control.endsWith('\n')).toBe(true);
  });

  it('matches the file’s name', () => {
    expect(debName(details, 'x64')).toBe(`reseed_${details.version}_amd64.deb`);
    expect(debName(details, 'arm64')).toBe(`reseed_${details.version}_arm64.deb`);
  });
});

describe('the changelog', () => {
  const markdown =
    '# Changelog\n\n## Unreleased\n\n- One **thing**\n  on two lines.\n- `code`\n\n## 0.0.1\n\n- Old.\n';

  it('takes the bullets of the newest section', () => {
    expect(newestChanges(markdown)).toEqual(['One thing on two lines.', 'code']);
  });

  it('follows Debian’s format', () => {
    expect(debianChangelog(markdown, details)).toBe(
      `reseed (${details.version}) stable; urgency=medium\n\n  * One thing on two lines.\n  * code\n\n -- ${details.maintainer}  Mon, 30 Nov 2026 00:53:20 +0000\n`,
    );
  });

  it('follows rpm’s format, without macros', () => {
    expect(rpmChangelog(markdown.replace('**thing**', '100%'), details)).toBe(
      `* Mon Nov 30 2026 ${details.maintainer} - ${details.version}-1\n- One 100%% on two lines.\n- code\n`,
    );
  });

  it('keeps its lines under 80 characters for the real one', () => {
    const real = debianChangelog(readFileSync(join(project, 'CHANGELOG.md'), 'utf8'), details);
    expect(real.split('\n').length).toBeGreaterThan(10);
    expect(real.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('what the desktop reads', () => {
  const entry = readFileSync(join(project, 'resources/linux/reseed.desktop'), 'utf8');
  const mimeTypes = /^MimeType=(.*);$/m.exec(entry)?.[1]?.split(';') ?? [];

  it('offers every picture format, and reseed: links', () => {
    expect(mimeTypes).toEqual(expect.arrayContaining([...ImageMime.options, 'x-scheme-handler/reseed']));
    // The system's names for Fujifilm's raw files.
    expect(mimeTypes).toContain('image/x-fuji-raf');
    expect(mimeTypes).toHaveLength(ImageMime.options.length + 2);
  });

  it('has Electron’s window name', () => {
    const { desktopName } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    expect(desktopName).toBe('reseed.desktop');
    expect(entry).toContain('\nStartupWMClass=reseed\n');
    expect(entry).toContain('\nExec=reseed %U\n');
  });

  it('matches the software center metadata', () => {
    const metainfo = linuxResource('app.reseed.Reseed.metainfo.xml', details);
    const types = [...metainfo.matchAll(/<mediatype>(.*)<\/mediatype>/g)].map((match) => match[1]);
    const known = mimeTypes.filter((type) => !/x-fujifilm|x-scheme/.test(type));
    expect(types.sort()).toEqual(known.sort());
    expect(metainfo).toContain(`<release version="${details.version}" date="2026-11-30"/>`);
    expect(metainfo).toContain('<launchable type="desktop-id">reseed.desktop</launchable>');
  });

  it('documents every environment variable in the manual page', () => {
    const readme = readFileSync(join(project, 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## Environment')).split('\n## ')[0] as string;
    const variables = [...readme.matchAll(/^\| `(RESEED_\w+)` \|/gm)].map((match) => match[1] as string);
    expect(section).toContain('RESEED_USER_DATA');
    const page = linuxResource('reseed.1', details);
    for (const name of variables) expect(page).toContain(`.B ${name}`);
    expect(variables.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the .rpm', () => {
  it('has the setuid helper, and doesn’t require its own libraries', () => {
    const spec = rpmSpec(details, '/tmp/stage', true, '* the changes\n');
    expect(spec).toContain('%attr(4755,root,root) /usr/lib/reseed/chrome-sandbox');
    expect(spec).toMatch(/__requires_exclude .*ffmpeg/);
    expect(spec).not.toContain('undefined');
    expect(spec.endsWith('%changelog\n* the changes\n')).toBe(true);
  });
});

it('wraps text between words', () => {
  expect(wrapText('one two  three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('incomprehensibly long', 5)).toEqual(['incomprehensibly', 'long']);
  expect(wrapText('', 5)).toEqual([]);
});

describe('the command /usr/bin/reseed', () => {
  /** Starts a program in place of the app and returns what it was given. */
  function start(env: NodeJS.ProcessEnv): string[] {
    const folder = tempFolder();
    const app = join(folder, 'app');
    const command = join(folder, 'reseed');
    writeFileSync(
      app,
      '#!/bin/sh\necho "$#:$2"\necho "fd $RESEED_API_KEY_FD"\nenv | grep -c canary\n[ -z "$RESEED_API_KEY_FD" ] || cat <&3\n',
    );
    writeFileSync(command, linuxResource('reseed', details).replace('/usr/lib/reseed/reseed', app));
    chmodSync(app, 0o755);
    const out = execFileSync('sh', [command, 'a b.png', '--c=d e'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
    return out.trimEnd().split('\n');
  }

  it('passes a key of the environment through a pipe, and removes it from the environment', () => {
    expect(start({ RESEED_API_KEY: 'canary-$(id)-`id`' })).toEqual([
      '2:--c=d e',
      'fd 3',
      '0',
      'canary-$(id)-`id`',
    ]);
  });

  it('starts the app normally if there is none', () => {
    expect(start({})).toEqual(['2:--c=d e', 'fd ', '0']);
  });
});

describe('the checks of the .rpm', () => {
  it('find a requirement that the system lacks', () => {
    const libraries = '\tlibgtk-3.so.0 (libc6,x86-64) => /lib/libgtk-3.so.0\n';
    const required = [
      '/bin/sh',
      '/usr/bin/perl',
      'libgtk-3.so.0()(64bit)',
      'libnew.so.9(NEW_1.0)(64bit)',
      'rpmlib(PayloadIsZstd) <= 5.4.18-1',
      'rtld(GNU_HASH)',
      'xdg-utils',
      'hicolor-icon-theme',
      'something-new >= 2',
    ];
    const missing = missingRequirements(required, libraries, (path) =>
      ['/bin/sh', '/usr/bin/xdg-open'].includes(path),
    );
    expect(missing).toEqual([
      '/usr/bin/perl',
      'libnew.so.9(NEW_1.0)(64bit)',
      'hicolor-icon-theme',
      'something-new >= 2',
    ]);
  });

  it('take rpmlint’s errors, not its warnings', () => {
    const output = 'reseed.x86_64: W: no-manual-page x\nreseed.x86_64: E: no-binary\n1 packages checked\n';
    expect(seriousFindings(output)).toEqual(['reseed.x86_64: E: no-binary']);
  });
});
