/** Measurements of a stroke on a mask. */
export interface Stroked {
  /** Pointer moves, and those whose position was painted in the next frame. */
  readonly moves: number;
  readonly painted: number;
  /** From the move until its frame was painted, in milliseconds. */
  readonly latencies: readonly number[];
  /** Tasks of 50 ms or more, in milliseconds. */
  readonly tasks: readonly number[];
}

/**
 * Script for the page: watches the overlay under the pointer. Call `start` before the stroke, `stop` after
 * it. The area must be unmasked, and the view black and white, where a painted pixel is white.
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
      // After the canvas has requested its frame, so after it has drawn.
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
