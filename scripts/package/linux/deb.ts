import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inProject } from '../../lib/project.ts';
import { capture } from '../../lib/run.ts';
import { Missing } from '../../lib/script.ts';
import { debianChangelog } from './changelog.ts';
import { debianDepends, RECOMMENDED } from './dependencies.ts';
import { type PackageDetails, wrapText } from './details.ts';
import { gzip, linuxResource, placeFile } from './stage.ts';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

export function debName({ name, version }: PackageDetails, arch: string = process.arch): string {
  return `${name}_${version}_${ARCHITECTURES[arch]}.deb`;
}

/** The control file. */
export function debControl(
  details: PackageDetails,
  { depends, kilobytes, arch }: { depends: readonly string[]; kilobytes: number; arch: string },
): string {
  const paragraphs = details.description.map((text) =>
    wrapText(text, 76)
      .map((line) => ` ${line}`)
      .join('\n'),
  );
  return `${[
    `Package: ${details.name}`,
    `Version: ${details.version}`,
    `Architecture: ${ARCHITECTURES[arch]}`,
    `Maintainer: ${details.maintainer}`,
    `Installed-Size: ${kilobytes}`,
    `Depends: ${depends.join(', ')}`,
    `Recommends: ${RECOMMENDED.join(', ')}`,
    'Section: graphics',
    'Priority: optional',
    `Homepage: ${details.homepage}`,
    `Description: ${details.summary}`,
    paragraphs.join('\n .\n'),
  ].join('\n')}\n`;
}

/** Options of dpkg-deb for each purpose. lintian refuses zstd, which packs in a fraction of the time of xz. */
const COMPRESSION = {
  release: ['-Zxz', '-z6'],
  trial: ['-Zxz', '-z0'],
  'one test': ['-Zzstd', '-z1'],
} as const;

/**
 * Builds a .deb of a staged system with dpkg-deb. electron-installer-debian calls the same tool, but writes
 * its own control file, desktop entry and scripts, and doesn't support AppStream, a manual page or AppArmor.
 */
export async function makeDeb(
  stage: string,
  output: string,
  details: PackageDetails,
  purpose: keyof typeof COMPRESSION,
): Promise<string> {
  const doc = 'usr/share/doc/reseed';
  placeFile(
    stage,
    `${doc}/changelog.gz`,
    gzip(debianChangelog(readFileSync(inProject('CHANGELOG.md'), 'utf8'), details)),
  );
  placeFile(stage, `${doc}/copyright`, linuxResource('copyright', details));
  placeFile(stage, 'usr/share/reseed/apparmor-profile', linuxResource('apparmor-profile', details));
  placeFile(stage, 'usr/share/lintian/overrides/reseed', linuxResource('lintian-overrides', details));
  const depends = await debianDepends(join(stage, 'usr/lib/reseed'));
  const files = installedFiles(stage);
  placeFile(
    stage,
    'DEBIAN/md5sums',
    files.map((file) => `${md5(file)}  ${relative(stage, file)}\n`).join(''),
  );
  const kilobytes = Math.ceil(files.reduce((sum, file) => sum + lstatSync(file).size, 0) / 1024);
  placeFile(stage, 'DEBIAN/control', debControl(details, { depends, kilobytes, arch: process.arch }));
  for (const name of ['postinst', 'postrm'])
    placeFile(stage, `DEBIAN/${name}`, linuxResource(name, details), 0o755);
  const deb = join(output, debName(details));
  const speed = COMPRESSION[purpose];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(details.epoch) };
  const { code, err } = await capture('dpkg-deb', ['--root-owner-group', ...speed, '--build', stage, deb], {
    env,
  });
  if (code !== 0) throw new Missing(`dpkg-deb failed: ${err.trim()}`);
  return deb;
}

function installedFiles(stage: string): string[] {
  return readdirSync(join(stage, 'usr'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}
