import { type PackageDetails, wrapText } from './details.ts';

const LINE_MAX = 78;

/** Returns the bullets of the newest section of CHANGELOG.md, each as one line without markup. */
export function newestChanges(markdown: string): string[] {
  const section = markdown.split(/^## /m)[1] ?? '';
  return section
    .split(/^- /m)
    .slice(1)
    .map((bullet) => bullet.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim());
}

/** Returns Debian's changelog of this version. */
export function debianChangelog(markdown: string, details: PackageDetails): string {
  const changes = newestChanges(markdown).flatMap((change) =>
    wrapText(change, LINE_MAX - 4).map((line, index) => `${index === 0 ? '  * ' : '    '}${line}`),
  );
  const date = new Date(details.epoch * 1000).toUTCString().replace('GMT', '+0000');
  const { name, version, maintainer } = details;
  return `${name} (${version}) stable; urgency=medium\n\n${changes.join('\n')}\n\n -- ${maintainer}  ${date}\n`;
}

/** Returns the changelog section of the .rpm's spec. */
export function rpmChangelog(markdown: string, details: PackageDetails): string {
  const changes = newestChanges(markdown).flatMap((change) =>
    wrapText(change, LINE_MAX - 2).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`),
  );
  const [weekday, day, month, year] = new Date(details.epoch * 1000).toUTCString().split(/,? /);
  const { version, maintainer } = details;
  // A percent sign begins a macro.
  const text = changes.join('\n').replaceAll('%', '%%');
  return `* ${weekday} ${month} ${day} ${year} ${maintainer} - ${version}-1\n${text}\n`;
}
