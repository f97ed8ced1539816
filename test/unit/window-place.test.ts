import { describe, expect, it } from 'vitest';
import { placeOn } from '../../src/main/platform/window-place.ts';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const size = { width: 1280, height: 800 };

describe('where a window opens', () => {
  it('is where it was, on whichever screen', () => {
    expect(placeOn({ x: 100, y: 50, ...size }, [main, right])).toEqual({ x: 100, y: 50, ...size });
    expect(placeOn({ x: 2500, y: 300, ...size }, [main, right])).toEqual({ x: 2500, y: 300, ...size });
    // Over both, as it was left.
    const wide = { x: 900, y: 10, width: 3000, height: 900 };
    expect(placeOn(wide, [main, right])).toEqual(wide);
  });

  it('is for the system to say when its screen is gone', () => {
    expect(placeOn({ x: 2500, y: 300, ...size }, [main])).toEqual(size);
  });

  it('is for the system to say when the title bar cannot be reached', () => {
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
});
