/** Calls `work` immediately, then at most once per `everyMs` milliseconds. */
export function throttle(work: () => void, everyMs: number): { ask(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let delayed = false;
  function open(): void {
    timer = null;
    if (delayed) ask();
  }
  function ask(): void {
    delayed = timer !== null;
    if (delayed) return;
    timer = setTimeout(open, everyMs);
    work();
  }
  return {
    ask,
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      delayed = false;
    },
  };
}
