/** Uses the copy command: the asynchronous clipboard needs a permission, and the window grants none. */
export function copyText(text: string): void {
  document.addEventListener(
    'copy',
    (event) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    },
    { once: true },
  );
  document.execCommand('copy');
}
