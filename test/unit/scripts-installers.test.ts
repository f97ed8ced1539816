import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

describe('the installers of macOS and Windows', () => {
  // The parser that electron-builder reads it with.
  const builder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'));
  const yaml = builder('js-yaml') as { readonly load: (text: string) => unknown };
  const config = yaml.load(read('electron-builder.yml')) as Configuration;

  it('are a universal .dmg and .zip, with the hardened runtime, notarized when there is an account', () => {
    expect(config.mac).toMatchObject({
      target: [
        { target: 'dmg', arch: 'universal' },
        { target: 'zip', arch: 'universal' },
      ],
      hardenedRuntime: true,
      notarize: true,
    });
    for (const file of [config.mac?.entitlements, config.mac?.entitlementsInherit, config.mac?.icon])
      expect(existsSync(join(project, String(file)))).toBe(true);
    const granted = [...read(String(config.mac?.entitlements)).matchAll(/<key>(.*)<\/key>/g)];
    expect(granted.map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('are an installer for one user and a portable program', () => {
    expect(config.win?.target).toEqual([
      { target: 'nsis', arch: ['x64'] },
      { target: 'portable', arch: ['x64'] },
    ]);
    expect(config.nsis).toMatchObject({ oneClick: false, perMachine: false });
    expect(read(String(config.nsis?.include))).toContain('Software\\Classes\\reseed');
    expect(existsSync(join(project, String(config.win?.icon)))).toBe(true);
  });

  it('have names that updates are found by, and are uploaded by the workflow alone', () => {
    expect(config.publish).toBeNull();
    for (const name of [config.artifactName, config.portable?.artifactName])
      expect(name).toMatch(/^\$\{productName\}-\$\{version\}-/);
    expect(config.portable?.artifactName).toContain('-portable-');
    expect(config.linux?.target).toEqual(['AppImage']);
    expect(config.afterPack).toBe('./scripts/package/after-pack.ts');
  });
});

describe('the release workflow', () => {
  const workflow = read('.github/workflows/release.yml');
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

  it('calls scripts that exist', () => {
    const called = [...workflow.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] as string);
    expect(called).toEqual(
      expect.arrayContaining(['package', 'package:check', 'test:deb', 'test:rpm', 'release:sign']),
    );
    expect(called.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('tests and packages on three systems, and drafts a release with checksums, an SBOM and provenance', () => {
    expect(workflow).toMatch(/os: \[ubuntu-[\d.]+, macos-\d+, windows-\d+\]/);
    for (const part of [
      '- run: npm test',
      'npm sbom',
      'sha256sum',
      'actions/attest-build-provenance',
      '--draft',
    ])
      expect(workflow).toContain(part);
    // The checksums cover the signed lists.
    expect(workflow.indexOf('release:sign')).toBeLessThan(workflow.indexOf('sha256sum'));
  });

  it('has write access in the job that drafts the release only, and no secret in the files', () => {
    const [build = '', release = ''] = workflow.split(/^ {2}release:$/m);
    expect(build).not.toContain(': write');
    expect(release).toContain('contents: write');
    expect(workflow).not.toMatch(/PRIVATE KEY|ghp_/);
  });
});
