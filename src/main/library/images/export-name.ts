import { extensionLike, safeFileName, withoutEnding } from '@shared/domain/file-name.ts';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';

interface Named {
  readonly name: string;
  readonly mime: ImageMime;
}

/** A picture's name with the extension of its bytes, fit for every file system. */
export function exportName({ name, mime }: Named): string {
  return safeFileName(withoutEnding(name), extensionLike(name, EXTENSIONS[mime]));
}

/** The name of what was made of a picture to be sent to a service. */
export function nameAsSent({ name, mime }: Named): string {
  return safeFileName(`${withoutEnding(name)} (as sent)`, EXTENSIONS[mime]);
}

/** The name of a mask of a picture. */
export function nameOfMask({ name, mime }: Named): string {
  return safeFileName(`${withoutEnding(name)} (mask)`, EXTENSIONS[mime]);
}
