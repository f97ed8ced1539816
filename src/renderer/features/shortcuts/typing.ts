export const FIELD =
  'input:not([type=range], [type=checkbox], [type=file]), textarea, select, [contenteditable]';

/** While typing, these keys apply to the text, regardless of other assignments. */
const TEXT_KEYS = /^Mod\+(Shift\+)?([ACVXYZ]|Arrow.*|Home|End|Backspace|Delete)$/;

/** Whether keys that are pressed on an element apply to its text instead of a command. */
export function isTyping(target: Element, keys: string): boolean {
  return target.matches(FIELD) && (!/^(Mod\+|F\d)/.test(keys) || TEXT_KEYS.test(keys));
}
