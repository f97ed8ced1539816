/** Chromium's key code for keys handled by the input method. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Hides keys from the window while a text is being composed (Japanese, Chinese, Korean, an accent). Enter
 * accepts a candidate and Escape drops it, without sending or closing anything.
 */
export function leaveComposingAlone(target: Window): void {
  target.addEventListener(
    'keydown',
    (event) => {
      if (!event.isComposing && event.keyCode !== TAKEN_BY_INPUT_METHOD) return;
      event.stopImmediatePropagation();
      // Otherwise the browser would clear a search field or close a dialog.
      if (event.key === 'Escape') event.preventDefault();
    },
    { capture: true },
  );
}
