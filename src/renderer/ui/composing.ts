/** What Chromium calls a key that the input method took. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Keeps the keys of a text that is being composed (Japanese, Chinese, Korean, an accent) for the input method: no control, dialog or
 * shortcut of the window hears of them. Enter takes a candidate and Escape drops it; neither sends or closes anything.
 */
export function leaveComposingAlone(target: Window): void {
  target.addEventListener(
    'keydown',
    (event) => {
      if (!event.isComposing && event.keyCode !== TAKEN_BY_INPUT_METHOD) return;
      event.stopImmediatePropagation();
      // The browser itself would empty a search field and close a dialog.
      if (event.key === 'Escape') event.preventDefault();
    },
    { capture: true },
  );
}
