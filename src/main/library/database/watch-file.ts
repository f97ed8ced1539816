import { fileNumber } from './continuity.ts';

/** How often it is looked whether the file is still there, in milliseconds. */
const LOOK_MS = 2000;

/**
 * Looks every two seconds whether a file is still where it was opened: a disk may be taken away, and a folder moved. Tells when it is
 * gone, when it is back, and when there is another one in its place, which the open connection does not see.
 */
export function watchFile(
  path: string,
  tell: { readonly gone: () => void; readonly back: () => void; readonly replaced: () => void },
  lookMs: number = LOOK_MS,
): { readonly look: () => void; stop(): void } {
  const opened = fileNumber(path);
  let there = true;
  function look(): void {
    const now = fileNumber(path);
    if (now === opened) {
      if (!there) tell.back();
      there = true;
      return;
    }
    if (now !== '') tell.replaced();
    else if (there) tell.gone();
    there = false;
  }
  const timer = setInterval(look, lookMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
