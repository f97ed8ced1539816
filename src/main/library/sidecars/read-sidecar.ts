import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PartSidecar } from './part-sidecar.ts';
import { parseSidecar, type Sidecar, sidecarPath } from './sidecar.ts';

/** Parses the sidecar of a mask or a prepared picture, or returns null. */
export function parsePart(text: string): PartSidecar | null {
  try {
    return PartSidecar.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Content of a file's sidecar. Null if it has none, `damaged` if it is unreadable or belongs to another file. */
export type FoundSidecar = Sidecar | PartSidecar | 'damaged' | null;

/** Reads the sidecar of a file in the store. */
export async function readSidecar(objectsFolder: string, sha256: string): Promise<FoundSidecar> {
  return parsed(await readFile(sidecarPath(objectsFolder, sha256), 'utf8').catch(() => null), sha256);
}

/** The same, synchronously: without a slow disk, it takes a fifth of the time. */
export function readSidecarNow(objectsFolder: string, sha256: string): FoundSidecar {
  try {
    return parsed(readFileSync(sidecarPath(objectsFolder, sha256), 'utf8'), sha256);
  } catch {
    return null;
  }
}

function parsed(text: string | null, sha256: string): FoundSidecar {
  if (text === null) return null;
  const sidecar = parseSidecar(text) ?? parsePart(text);
  return sidecar?.blob.sha256 === sha256 ? sidecar : 'damaged';
}
