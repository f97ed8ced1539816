/** What of a pasted text a field takes; null when it takes all of it. */
export function textThatFits(pasted: string, room: number, isOneLine: boolean): string | null {
  // Only as much is looked at as could be taken: a paste may be megabytes long.
  const begin = pasted.slice(0, 2 * room + 2).replaceAll(/\r\n?/g, '\n');
  const lines = isOneLine ? begin.replaceAll('\n', ' ') : begin;
  if (pasted.length <= 2 * room + 2 && lines.length <= room) return null;
  const cut = lines.slice(0, Math.max(0, room));
  // Half of a sign is none.
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/**
 * Cuts what is pasted at the end of its field before the page has to lay it out, and says so: a million characters would hold it for
 * seconds.
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
      // As if it were typed, so that the field's own undo knows it.
      if (fitting !== '') document.execCommand('insertText', false, fitting);
      onCut(field.maxLength);
    },
    { capture: true },
  );
}
