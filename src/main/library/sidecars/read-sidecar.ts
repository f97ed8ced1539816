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

/**
 * Reads the sidecar of a file in the store. Null if it has none, `damaged` if it is unreadable or belongs to
 * another file.
 */
export async function readSidecar(
  objectsFolder: string,
  sha256: string,
): Promise<Sidecar | PartSidecar | 'damaged' | null> {
  const text = await readFile(sidecarPath(objectsFolder, sha256), 'utf8').catch(() => null);
  if (text === null) return null;
  const sidecar = parseSidecar(text) ?? parsePart(text);
  return sidecar?.blob.sha256 === sha256 ? sidecar : 'damaged';
}
