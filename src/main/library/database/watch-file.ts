import { fileNumber } from './continuity.ts';

/** Interval for checking whether the file exists, in milliseconds. */
const LOOK_MS = 2000;

/**
 * Checks every two seconds whether a file is still at its path: a disk may be removed, a folder moved.
 * Reports when it is missing, when it is back, and when another file replaced it, which the open connection
 * doesn't notice.
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
