import type { PictureNote } from '@shared/domain/picture-note.ts';
import { wideSpaceOf } from './icc-primaries.ts';

/** Returns the note of a profile with more colors than sRGB, to which they are converted. */
export function profileNotes(profile: Uint8Array | null): PictureNote[] {
  const space = profile && wideSpaceOf(profile);
  return space === null ? [] : [{ code: 'wide-gamut', space }];
}
