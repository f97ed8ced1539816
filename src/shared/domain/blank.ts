/**
 * All characters that are invisible: spaces, controls, zero-width spaces, joiners, fillers, variation
 * selectors and tags. U+2800 is a braille cell without dots.
 */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800]/gu;

/** Whether a text has no visible character. */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, '') === '';
}
