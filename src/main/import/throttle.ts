/** Calls `work` immediately, then at most once per `everyMs` milliseconds. */
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
