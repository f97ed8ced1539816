import * as system from 'node:path';

/**
 * Whether `path` is `folder` or lies inside it. Both must be absolute and resolved. `paths`: the rules of an
 * operating system, by default this one's.
 */
export function isInside(
  folder: string,
  path: string,
  { relative, isAbsolute, sep }: Pick<typeof system, 'relative' | 'isAbsolute' | 'sep'> = system,
): boolean {
  const way = relative(folder, path);
  // On Windows, the way to another drive or to a network share is an absolute path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
