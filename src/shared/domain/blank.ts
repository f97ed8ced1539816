/**
 * Everything that leaves no mark: spaces, controls, and signs that are not drawn, such as zero-width spaces, joiners, fillers,
 * variation selectors and tags. U+2800 is drawn as a braille cell without dots.
 */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800]/gu;

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, '') === '';
}
