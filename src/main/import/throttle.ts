/** Calls `work` at once, then at most once in `everyMs` milliseconds while it is asked for. */
export function throttle(work: () => void, everyMs: number): { ask(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let asked = false;
  function open(): void {
    timer = null;
    if (asked) ask();
  }
  function ask(): void {
    asked = timer !== null;
    if (asked) return;
    timer = setTimeout(open, everyMs);
    work();
  }
  return {
    ask,
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      asked = false;
    },
  };
}
