// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pixelReader } from '../../src/renderer/features/canvas/pixel-reader.ts';
import { type DifferenceWish, useDifference } from '../../src/renderer/features/canvas/use-difference.ts';
import { picture } from '../fakes/records.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const wishFor = (after: number): DifferenceWish => ({
  before: picture(1),
  after: picture(after),
  gain: 1,
  threshold: 0,
});

/** The map as the page shows it, and the requests to draw one, which a test answers. */
function openMap(first: DifferenceWish) {
  const requests: PromiseWithResolvers<{ share: number }>[] = [];
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(pixelReader, 'surface').mockReturnValue({
    difference: async () => {
      const request = Promise.withResolvers<{ share: number }>();
      requests.push(request);
      const { share } = await request.promise;
      return { kind: 'difference', id: 0, share };
    },
    close: () => {},
  });
  const canvas = { current: document.createElement('canvas') };
  const { result, rerender } = renderHook((wish: DifferenceWish) => useDifference(canvas, wish), {
    initialProps: first,
  });
  return { requests, rerender, state: () => result.current };
}

describe('the difference map', () => {
  it('draws the pair that is wanted by the time the pair before it fails', async () => {
    const { requests, rerender, state } = openMap(wishFor(2));
    rerender(wishFor(3));
    await act(async () => requests[0]?.reject(new Error('gone')));
    expect(state()).toEqual({ phase: 'working' });
    expect(requests).toHaveLength(2);
    await act(async () => requests[1]?.resolve({ share: 0.5 }));
    expect(state()).toEqual({ phase: 'shown', share: 0.5 });
  });

  it('reports the failure of the wanted pair once', async () => {
    const { requests, state } = openMap(wishFor(2));
    await act(async () => requests[0]?.reject(new Error('gone')));
    expect(state()).toEqual({ phase: 'failed' });
    expect(requests).toHaveLength(1);
  });
});
