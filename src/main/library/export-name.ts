import { safeFileName, withoutExtension } from '@shared/domain/file-name.ts';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';

interface Named {
  readonly name: string;
  readonly mime: ImageMime;
}

/** A picture's name with the extension of its bytes, fit for every file system. */
export function exportName({ name, mime }: Named): string {
  const wanted = EXTENSIONS[mime];
  const given = /\.(\w{1,8})$/.exec(name)?.[1] ?? '';
  const same = given.toLowerCase() === wanted || (wanted === 'jpg' && given.toLowerCase() === 'jpeg');
  return safeFileName(withoutExtension(name), same ? given : wanted);
}

/** The name of what was made of a picture to be sent to a service. */
export function nameAsSent({ name, mime }: Named): string {
  return safeFileName(`${withoutExtension(name)} (as sent)`, EXTENSIONS[mime]);
}
