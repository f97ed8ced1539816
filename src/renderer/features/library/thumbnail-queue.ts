/** Thumbnails that begin to load in one frame: each costs the page about a millisecond, and a frame has sixteen. */
const LOADS_PER_FRAME = 4;

interface Waiting {
  readonly image: HTMLImageElement;
  readonly source: string;
}

/**
 * Thumbnails wait in line: so many a frame begin to load, those that came last first, since what came before may have been scrolled
 * away by now. While the line is held none begins.
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
    /** Loads a thumbnail into an image when it is its turn; the answer takes it out of the line. */
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
