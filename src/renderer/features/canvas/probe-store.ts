import type { ImageRecord } from '@shared/domain/image.ts';
import { createStore } from 'zustand/vanilla';
import type { PixelReader } from '../../canvas/pixels/client.ts';
import type { Look } from '../../canvas/pixels/messages.ts';
import type { Probe } from '../../canvas/probe.ts';
import { imageUrl } from '../../stores/picture-urls.ts';

/** The last reading under the pointer. */
export interface Reading {
  readonly probe: Probe;
  readonly images: readonly ImageRecord[];
  /** One per picture, in order. */
  readonly looks: readonly Look[];
}

export interface CloseUp {
  /** Pixels across in the magnifier per picture. Empty if it is off. */
  readonly spans: readonly number[];
  /** Its width, in device pixels. */
  readonly side: number;
}

export interface ProbeState {
  readonly reading: Reading | null;
  /** Reads the pixels there. While it reads, only the newest position waits. */
  readPixels(probe: Probe, images: readonly ImageRecord[], closeUp: CloseUp): Promise<void>;
}

export type ProbeStore = ReturnType<typeof createProbeStore>;

/** The pixels under the moving pointer. A separate store, so that a move rerenders only its own readout. */
export function createProbeStore(reader: Pick<PixelReader, 'look'>) {
  let last = '';
  return createStore<ProbeState>()((set) => ({
    reading: null,
    readPixels: async (probe, images, { spans, side }) => {
      const key = JSON.stringify([probe.pixels, images.map(({ sha256 }) => sha256), spans, side]);
      if (key === last) return set(({ reading }) => ({ reading: reading && { ...reading, probe } }));
      last = key;
      try {
        const spots = images.map((image, i) => ({
          url: imageUrl(image.sha256),
          pixel: probe.pixels[i] ?? null,
          span: spans[i] ?? 0,
        }));
        const looks = await reader.look({ spots, side });
        if (looks) set({ reading: { probe, images, looks } });
      } catch (error) {
        last = '';
        console.warn(String(error));
      }
    },
  }));
}
