/** Thumbnails that start loading per frame: each costs the page about a millisecond, and a frame has sixteen. */
const LOADS_PER_FRAME = 4;

interface Waiting {
  readonly image: HTMLImageElement;
  readonly source: string;
}

/**
 * Loads up to `LOADS_PER_FRAME` thumbnails per frame, newest request first, because older ones may have
 * scrolled out of view. Loads none while on hold.
 */
export function createThumbnailQueue(nextFrame: (call: () => void) => unknown = requestAnimationFrame) {
  const waiting = new Set<Waiting>();
  let due = false;
  let held = false;

  const ask = () => {
    if (due || held || waiting.size === 0) return;
    due = true;
    nextFrame(() => {
      due = false;
      if (held) return;
      for (const one of [...waiting].reverse().slice(0, LOADS_PER_FRAME)) {
        waiting.delete(one);
        one.image.src = one.source;
      }
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
