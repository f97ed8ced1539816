import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  APP_ID,
  isSignedFile,
  LIST_NAMES,
  publicKeyOf,
  type ReleaseSystem,
  readList,
  signFile,
  signList,
  type WrittenList,
} from '../../src/main/updates/release-list.ts';

/** The system of each kind of file that the app installs itself. The .deb and the .rpm are updated by the system. */
const SYSTEMS: readonly (readonly [RegExp, ReleaseSystem])[] = [
  [/-arm64\.AppImage$/, 'linux-arm64'],
  [/\.AppImage$/, 'linux-x64'],
  [/\.exe$/, 'win32'],
  [/\.dmg$/, 'darwin'],
];

const NOTES_MAX = 4000;
const DAY = 86_400_000;

export interface Release {
  readonly version: string;
  /** What changed, as lines. */
  readonly notes: readonly string[];
  /** Days until the lists expire. */
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The public key of a private one, as the build takes it. */
export function publicText(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}

/**
 * Writes the signed release list of each system that has files of this version in a folder. Returns the names
 * of the lists.
 */
export function signFolder(folder: string, release: Release, privateKey: KeyObject): string[] {
  const { version, notes, days, now } = release;
  const names = readdirSync(folder).filter((name) => name.includes(`-${version}-`));
  const keys = [publicKeyOf(publicText(privateKey))];
  const written: string[] = [];
  for (const system of Object.keys(LIST_NAMES) as ReleaseSystem[]) {
    const own = names.filter((name) => SYSTEMS.find(([pattern]) => pattern.test(name))?.[1] === system);
    if (own.length === 0) continue;
    const list: WrittenList = {
      app: APP_ID,
      system,
      version,
      // Rises with time, so that nobody has to remember the last number.
      sequence: Math.floor(now / 1000),
      releaseDate: new Date(now).toISOString(),
      expires: new Date(now + days * DAY).toISOString(),
      ...(notes.length > 0 && { releaseNotes: notesText(notes) }),
      files: own.sort().map((name) => {
        const bytes = readFileSync(join(folder, name));
        const sha512 = createHash('sha512').update(bytes).digest('base64');
        return signFile(version, { url: name, size: bytes.length, sha512 }, privateKey);
      }),
    };
    const text = signList(list, privateKey);
    // Throws on anything that the app would refuse, such as a name with a space.
    const read = readList(text, keys);
    if (!read.files.every((file) => isSignedFile(version, file, keys))) throw new Error('bad signature');
    writeFileSync(join(folder, LIST_NAMES[system]), text);
    written.push(LIST_NAMES[system]);
  }
  return written;
}

/** As many lines as fit. */
function notesText(notes: readonly string[]): string {
  let text = '';
  for (const line of notes) {
    const next = `${text}${text && '\n'}- ${line}`;
    if (next.length > NOTES_MAX) break;
    text = next;
  }
  return text;
}
