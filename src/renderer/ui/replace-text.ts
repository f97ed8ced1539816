/**
 * Puts another text into a field as if it had been typed, so that the field's own undo knows it; setting `value` would
 * empty that history. The focus stays where it was.
 */
export function replaceText(field: HTMLTextAreaElement, text: string): void {
  const had = document.activeElement;
  field.focus({ preventScroll: true });
  field.select();
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  // A field that is not on the screen takes no commands.
  if (!done || field.value !== text) field.value = text;
  field.setSelectionRange(text.length, text.length);
  if (had instanceof HTMLElement && had !== field) had.focus({ preventScroll: true });
}
