import { describe, expect, it } from 'vitest';
import { placeOn } from '../../src/main/platform/window-place.ts';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const size = { width: 1280, height: 800 };

describe('where a window opens', () => {
  it('is its last place, on any screen', () => {
    expect(placeOn({ x: 100, y: 50, ...size }, [main, right])).toEqual({ x: 100, y: 50, ...size });
    expect(placeOn({ x: 2500, y: 300, ...size }, [main, right])).toEqual({ x: 2500, y: 300, ...size });
    // Spanning both screens, as the user left it.
    const wide = { x: 900, y: 10, width: 3000, height: 900 };
    expect(placeOn(wide, [main, right])).toEqual(wide);
  });

  it('is left to the system if its screen is gone', () => {
    expect(placeOn({ x: 2500, y: 300, ...size }, [main])).toEqual(size);
  });

  it('is left to the system if the title bar is out of reach', () => {
    expect(placeOn({ x: 100, y: -300, ...size }, [main])).toEqual(size);
    expect(placeOn({ x: 100, y: 1039, ...size }, [main])).toEqual(size);
    expect(placeOn({ x: -1200, y: 50, ...size }, [main])).toEqual(size);
  });

  it('is no larger than the screen it is on', () => {
    expect(placeOn({ x: 2500, y: 0, width: 2560, height: 1400 }, [main])).toEqual({
      width: 1920,
      height: 1040,
    });
    expect(placeOn({ x: 0, y: 0, width: 3000, height: 1040 }, [main])).toEqual({
      x: 0,
      y: 0,
      width: 1920,
      height: 1040,
    });
  });

  it('fits entirely on a smaller screen than before', () => {
    const small = { x: 0, y: 0, width: 1600, height: 1000 };
    expect(placeOn({ x: 0, y: 0, width: 2400, height: 1500 }, [small])).toEqual(small);
    expect(placeOn({ x: 900, y: 300, ...size }, [small])).toEqual({ x: 320, y: 200, ...size });
    // Beside a bar of the system's at the left and the top.
    const work = { x: 60, y: 30, width: 1540, height: 970 };
    expect(placeOn({ x: 0, y: 25, width: 2400, height: 1500 }, [work])).toEqual(work);
  });

  it('has the default size only if there is room', () => {
    const laptop = { x: 0, y: 0, width: 1092, height: 574 };
    expect(placeOn(size, [laptop])).toEqual({ width: 1092, height: 574 });
    expect(placeOn(size, [main])).toEqual(size);
  });

  it('is neither absurdly large nor too small', () => {
    expect(placeOn({ x: 0, y: 0, width: 32_000, height: 32_000 }, [main])).toEqual(main);
    expect(placeOn({ x: 0, y: 0, width: 1, height: -5 }, [main])).toMatchObject({ width: 1024, height: 540 });
    expect(placeOn({ x: -32_000, y: 32_000, width: 0, height: 0 }, [main, right])).toEqual({
      width: 1024,
      height: 540,
    });
  });

  it('may span two screens, but not exceed them', () => {
    const wide = { x: 900, y: 10, width: 9000, height: 900 };
    expect(placeOn(wide, [main, right])).toEqual({ x: 1920, y: 10, width: 2560, height: 900 });
  });
});
