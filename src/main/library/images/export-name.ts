import { extensionLike, safeFileName, withoutEnding } from '@shared/domain/file-name.ts';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';

interface Named {
  readonly name: string;
  readonly mime: ImageMime;
}

/** Returns an image's name with the extension of its bytes, valid in every file system. */
export function exportName({ name, mime }: Named): string {
  return safeFileName(withoutEnding(name), extensionLike(name, EXTENSIONS[mime]));
}

/** Returns the name of the file prepared from an image for a service. */
export function nameAsSent({ name, mime }: Named): string {
  return safeFileName(`${withoutEnding(name)} (as sent)`, EXTENSIONS[mime]);
}

/** Returns the name of an image's mask. */
export function nameOfMask({ name, mime }: Named): string {
  return safeFileName(`${withoutEnding(name)} (mask)`, EXTENSIONS[mime]);
}
