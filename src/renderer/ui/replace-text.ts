/**
 * Replaces a field's text as if typed, so that the field's own undo includes it. Setting `value` would clear
 * that history. The focus is unchanged.
 */
export function replaceText(field: HTMLTextAreaElement, text: string): void {
  const had = document.activeElement;
  field.focus({ preventScroll: true });
  field.select();
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  // A field that isn't visible accepts no commands.
  if (!done || field.value !== text) field.value = text;
  field.setSelectionRange(text.length, text.length);
  if (had instanceof HTMLElement && had !== field) had.focus({ preventScroll: true });
}
