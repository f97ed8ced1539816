import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../lib/project.ts';
import { capture } from '../../lib/run.ts';
import { Missing } from '../../lib/script.ts';
import { rpmChangelog } from './changelog.ts';
import { type PackageDetails, wrapText } from './details.ts';
import { placeFile } from './stage.ts';

/** The spec file of a package whose files are already staged. */
export function rpmSpec(details: PackageDetails, stage: string, quick: boolean, changes: string): string {
  return `%global __requires_exclude ^lib(ffmpeg|EGL|GLESv2|vulkan|vk_swiftshader)\\\\.so
%global __provides_exclude_from ^/usr/lib/reseed/
%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none
%global _binary_payload ${quick ? 'w3' : 'w19'}.zstdio
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost reseed.example

Name: ${details.name}
Version: ${details.version}
Release: 1
Summary: ${details.summary[0]?.toUpperCase()}${details.summary.slice(1)}
License: ${details.license}
URL: ${details.homepage}
Packager: ${details.maintainer}
Group: Applications/Multimedia
Requires: xdg-utils
Requires: libX11-xcb.so.1()(64bit)
Requires: hicolor-icon-theme
Recommends: libsecret
Recommends: libnotify

%description
${details.description.map((text) => wrapText(text, 78).join('\n')).join('\n\n')}

%install
cp -a '${stage}/.' '%{buildroot}'

%files
%defattr(-,root,root,-)
/usr/bin/reseed
%dir /usr/lib/reseed
/usr/lib/reseed/*
%attr(4755,root,root) /usr/lib/reseed/chrome-sandbox
/usr/share/applications/reseed.desktop
/usr/share/metainfo/app.reseed.Reseed.metainfo.xml
/usr/share/icons/hicolor/*/apps/reseed.*
%doc /usr/share/man/man1/reseed.1.gz
%license /usr/share/licenses/reseed/LICENSE

%changelog
${changes}`;
}

/** Builds an .rpm of a staged system with rpmbuild, which detects the required libraries. */
export async function makeRpm(
  stage: string,
  output: string,
  details: PackageDetails,
  quick: boolean,
): Promise<string> {
  placeFile(stage, 'usr/share/licenses/reseed/LICENSE', readFileSync(inProject('LICENSE')));
  const top = `${stage}-rpmbuild`;
  const spec = `${stage}.spec`;
  const changes = rpmChangelog(readFileSync(inProject('CHANGELOG.md'), 'utf8'), details);
  writeFileSync(spec, rpmSpec(details, stage, quick, changes));
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(details.epoch) };
  const args = ['-bb', '--quiet', '--define', `_topdir ${top}`, '--define', `_rpmdir ${top}/RPMS`, spec];
  const { code, err } = await capture('rpmbuild', args, { env });
  if (code !== 0) throw new Missing(`rpmbuild failed: ${err.trim()}`);
  const [arch] = readdirSync(join(top, 'RPMS'));
  const [name] = readdirSync(join(top, 'RPMS', arch as string));
  const rpm = join(output, name as string);
  renameSync(join(top, 'RPMS', arch as string, name as string), rpm);
  rmSync(top, { recursive: true, force: true });
  rmSync(spec);
  return rpm;
}
