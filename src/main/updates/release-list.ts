import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

/**
 * A release list is the `latest*.yml` of electron-builder's generic feed, written as JSON (which is YAML too),
 * with more fields and a signature. The first line is a comment with the signature of all bytes after it, so
 * that list and signature can't be fetched from different releases.
 */

export const APP_ID = 'app.reseed.Reseed';

/** What a list is for. A list of another system is refused, even if it is signed. */
export const ReleaseSystem = z.enum(['linux-x64', 'linux-arm64', 'win32', 'darwin']);
export type ReleaseSystem = z.infer<typeof ReleaseSystem>;

/** Names of the lists, as electron-builder's generic feed has them. */
export const LIST_NAMES: Readonly<Record<ReleaseSystem, string>> = {
  'linux-x64': 'latest-linux.yml',
  'linux-arm64': 'latest-linux-arm64.yml',
  win32: 'latest.yml',
  darwin: 'latest-mac.yml',
};

/** Maximum size of a list and of a file in it, in bytes. */
export const LIST_MAX_BYTES = 64 * 1024;
export const FILE_MAX_BYTES = 1024 ** 3;

const Version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);
const Time = z.iso.datetime().transform((text) => Date.parse(text));
/** A name without a folder, so that a file can't be fetched from, or written to, anywhere else. */
const FileName = z.string().regex(/^[A-Za-z0-9][\w.-]{0,120}$/);

const ReleaseFile = z.object({
  url: FileName,
  /** Base64, like the signatures. */
  sha512: z.base64().length(88),
  size: z.int().positive().max(FILE_MAX_BYTES),
  /** Of the file's statement, which names version and file: see `fileStatement`. */
  signature: z.base64().max(200),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export const ReleaseList = z.object({
  app: z.literal(APP_ID),
  system: ReleaseSystem,
  version: Version,
  /** Rises with every list. A list with a lower number than one seen before is a replayed one. */
  sequence: z.int().positive(),
  releaseDate: Time,
  /** After this time the list is no longer accepted, so that nobody can be kept on an old one. */
  expires: Time,
  releaseNotes: z.string().max(4000).optional(),
  files: z.array(ReleaseFile).min(1).max(20),
});
export type ReleaseList = z.output<typeof ReleaseList>;
export type WrittenList = z.input<typeof ReleaseList>;

/** Why a list can't be used: it isn't one, its signature is wrong, or it is not one for this app. */
export class UnusableList extends Error {
  readonly why: 'no-list' | 'signature' | 'content';
  constructor(why: UnusableList['why']) {
    super(why);
    this.name = 'UnusableList';
    this.why = why;
  }
}

const FIRST_LINE = /^# reseed-signature: ([A-Za-z0-9+/=]{1,200})\n/;
// A signature of one kind must not pass as one of the other.
const LIST_CONTEXT = 'reseed release list\n';
const FILE_CONTEXT = 'reseed release file\n';

/** Reads a public key: the SPKI structure in base64. Throws on anything else. */
export function publicKeyOf(text: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return key;
}

/** The text that a file's signature signs. */
function fileStatement(version: string, { url, size, sha512 }: Omit<ReleaseFile, 'signature'>): Buffer {
  return Buffer.from(`${FILE_CONTEXT}${version}\n${url}\n${size}\n${sha512}\n`);
}

/** Returns a file's entry with its signature. */
export function signFile(
  version: string,
  file: Omit<ReleaseFile, 'signature'>,
  privateKey: KeyObject,
): ReleaseFile {
  return { ...file, signature: sign(null, fileStatement(version, file), privateKey).toString('base64') };
}

/** Whether a file's entry was signed for this version by one of the keys. */
export function isSignedFile(version: string, file: ReleaseFile, keys: readonly KeyObject[]): boolean {
  const signature = Buffer.from(file.signature, 'base64');
  return keys.some((key) => verify(null, fileStatement(version, file), key, signature));
}

/** Returns a list's text with its signature. */
export function signList(list: WrittenList, privateKey: KeyObject): string {
  const body = `${JSON.stringify(list, null, 2)}\n`;
  const signature = sign(null, Buffer.from(LIST_CONTEXT + body), privateKey).toString('base64');
  return `# reseed-signature: ${signature}\n${body}`;
}

/** Verifies a list's text, and parses it only then. Throws `UnusableList`. */
export function readList(text: string, keys: readonly KeyObject[]): ReleaseList {
  const first = FIRST_LINE.exec(text);
  if (!first) throw new UnusableList('no-list');
  const body = text.slice(first[0].length);
  const signature = Buffer.from(first[1] as string, 'base64');
  if (!keys.some((key) => verify(null, Buffer.from(LIST_CONTEXT + body), key, signature)))
    throw new UnusableList('signature');
  const parsed = ReleaseList.safeParse(parseJson(body));
  if (!parsed.success) throw new UnusableList('content');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Compares two versions of three numbers: negative if `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
