/** Returns the part of a pasted text that fits into a field, or null if all of it fits. */
export function textThatFits(pasted: string, room: number, isOneLine: boolean): string | null {
  // Only the part that could fit is processed: a paste may be megabytes long.
  const begin = pasted.slice(0, 2 * room + 2).replaceAll(/\r\n?/g, '\n');
  const lines = isOneLine ? begin.replaceAll('\n', ' ') : begin;
  if (pasted.length <= 2 * room + 2 && lines.length <= room) return null;
  const cut = lines.slice(0, Math.max(0, room));
  // Don't split a surrogate pair.
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/**
 * Truncates pasted text at the field's limit before the page has to lay it out, and reports it: a million
 * characters would block it for seconds.
 */
export function cutPastes(target: Window, onCut: (limit: number) => void): void {
  target.addEventListener(
    'paste',
    (event) => {
      const field = event.target;
      if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
      if (field.maxLength < 0 || field.readOnly || field.disabled) return;
      const selected = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
      const room = field.maxLength - field.value.length + selected;
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      const fitting = textThatFits(pasted, room, field instanceof HTMLInputElement);
      if (fitting === null) return;
      event.preventDefault();
      // As if typed, so that the field's own undo includes it.
      if (fitting !== '') document.execCommand('insertText', false, fitting);
      onCut(field.maxLength);
    },
    { capture: true },
  );
}
