/** What a stroke on a mask was like. */
export interface Stroked {
  /** Moves of the pointer, and those whose place was painted when the next frame was drawn. */
  readonly moves: number;
  readonly painted: number;
  /** From the move until its frame was painted, in milliseconds. */
  readonly latencies: readonly number[];
  /** Tasks of 50 ms or more, in milliseconds. */
  readonly tasks: readonly number[];
}

/**
 * Runs in the page, as text: watches what the overlay shows under the pointer. `start` before the stroke, `stop` after it. What is to be
 * painted must not be masked yet, and the view be black and white, where a painted pixel is white.
 */
export const MASK_PROBE = `
  globalThis.maskProbe = (() => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    let moves = 0;
    let painted = 0;
    let latencies = [];
    const watch = ({ clientX, clientY, timeStamp, buttons }) => {
      if (buttons !== 1) return;
      moves += 1;
      // After the canvas has asked for its frame, so after it has drawn in it.
      requestAnimationFrame(() => {
        const canvas = document.querySelector('.mask-layer canvas');
        const box = canvas.getBoundingClientRect();
        const ratio = window.devicePixelRatio;
        const x = Math.round((clientX - box.left) * ratio);
        const y = Math.round((clientY - box.top) * ratio);
        const [red] = canvas.getContext('2d').getImageData(x, y, 1, 1).data;
        if (red > 128) painted += 1;
        latencies.push(performance.now() - timeStamp);
      });
    };
    return {
      start() {
        moves = painted = 0;
        latencies = [];
        tasks.length = 0;
        window.addEventListener('pointermove', watch);
      },
      async stop() {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))));
        window.removeEventListener('pointermove', watch);
        return { moves, painted, latencies, tasks: [...tasks] };
      },
    };
  })();
  undefined;
`;
