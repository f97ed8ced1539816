/** Thumbnails that start loading per frame: each costs the page about a millisecond, and a frame has sixteen. */
const LOADS_PER_FRAME = 4;

interface Waiting {
  readonly image: HTMLImageElement;
  readonly source: string;
}

/**
 * Loads up to `LOADS_PER_FRAME` thumbnails per frame, the first ones at once: the next frame may be late, like the one
 * that shows the first picture of a drop on the canvas. Of those that wait, the newest request is first, because older
 * ones may have scrolled out of view. Loads none while on hold.
 */
export function createThumbnailQueue(nextFrame: (call: () => void) => unknown = requestAnimationFrame) {
  const waiting = new Set<Waiting>();
  let due = false;
  let held = false;
  /** Number of thumbnails loaded in this frame. */
  let loaded = 0;

  const ask = () => {
    if (held || waiting.size === 0) return;
    for (const one of [...waiting].reverse().slice(0, LOADS_PER_FRAME - loaded)) {
      waiting.delete(one);
      one.image.src = one.source;
      loaded += 1;
    }
    if (due) return;
    due = true;
    nextFrame(() => {
      due = false;
      loaded = 0;
      ask();
    });
  };

  return {
    /** Queues loading a thumbnail into an image. Returns a function that removes it from the queue. */
    add(image: HTMLImageElement, source: string): () => void {
      const one = { image, source };
      waiting.add(one);
      ask();
      return () => waiting.delete(one);
    },
    hold(on: boolean): void {
      held = on;
      ask();
    },
  };
}

export type ThumbLine = ReturnType<typeof createThumbnailQueue>;
