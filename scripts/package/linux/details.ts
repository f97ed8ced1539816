import { readFileSync } from 'node:fs';
import { inProject, root } from '../../lib/project.ts';
import { capture } from '../../lib/run.ts';

/** App details in the packages of every Linux distribution. */
export interface PackageDetails {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  /** Paragraphs of plain text. */
  readonly description: readonly string[];
  readonly maintainer: string;
  readonly homepage: string;
  readonly license: string;
  /**
   * Timestamp of every file and entry, in seconds since 1970, so that the same source builds the same
   * package.
   */
  readonly epoch: number;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage: string;
  readonly author: { readonly email: string };
}

/** Reads the details from package.json. The time is that of the last commit, or SOURCE_DATE_EPOCH. */
export async function packageDetails(): Promise<PackageDetails> {
  const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;
  const { name, version, license, homepage, author } = manifest;
  return {
    name,
    version,
    license,
    homepage,
    summary: 'picture editor driven by text prompts',
    description: [
      'Drag in a picture, describe the change, and compare the result with the source. Every prompt, parameter, seed, and result is kept in a local library, and any past edit can be run again by its seed.',
      'Edits are made by FLUX.2 dev through the 1min.ai API, or offline by built-in filters.',
    ],
    maintainer: `Reseed contributors <${author.email}>`,
    epoch: await sourceEpoch(),
  };
}

async function sourceEpoch(): Promise<number> {
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  if (given > 0) return given;
  const { code, out } = await capture('git', ['log', '-1', '--format=%ct'], { cwd: root });
  return code === 0 && Number(out) > 0 ? Number(out) : Math.floor(Date.now() / 1000);
}

/** Returns the package's date, such as 2026-11-29. */
export function packageDay({ epoch }: PackageDetails): string {
  return new Date(epoch * 1000).toISOString().slice(0, 10);
}

/** Fills the version and date into a file of `resources/linux`. */
export function fillIn(text: string, details: PackageDetails): string {
  return text.replaceAll('@VERSION@', details.version).replaceAll('@DATE@', packageDay(details));
}

/** Wraps text between words into lines of at most `width` characters. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
