import type { Bridge } from '@shared/contract.ts';
import type { BlameMap, BlameStep } from '@shared/domain/blame.ts';
import type { AppError } from '@shared/errors.ts';
import type { Point } from '@shared/geometry.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';
import { readStepMap, type StepMap } from '../../canvas/blame-map.ts';
import type { Pixel } from '../../canvas/probe.ts';

/** A map that is shown, and the steps that its numbers stand for. */
export interface ShownMap {
  readonly imageId: number;
  readonly steps: readonly BlameStep[];
  readonly map: StepMap;
}

export interface BlameState {
  /** `held`: as long as the key is down. `on`: until it is switched off. */
  readonly mode: 'off' | 'held' | 'on';
  /** The map of the picture that was asked for last; null until it is read. */
  readonly shown: ShownMap | null;
  /** Why that map could not be made. */
  readonly problem: AppError | null;
  /** What is under the pointer: the step, and the place in the frame in CSS pixels. */
  readonly hovered: { readonly step: number; readonly at: Point } | null;
  hold(): void;
  release(): void;
  toggle(): void;
  /** Reads the map of a picture, unless it is the one that is shown. */
  showFor(imageId: number): Promise<void>;
  /** The pointer is over a pixel of the picture; null: over none. */
  hover(pixel: Pixel | null, at: Point): void;
}

export type BlameStore = ReturnType<typeof createBlameStore>;

interface BlameDeps {
  /** The bytes of a map by its key; null when there is none. */
  readonly getMap: (key: string) => Promise<Uint8Array | null>;
}

/** Which edit of a picture's chain last changed each pixel. */
export function createBlameStore(bridge: Bridge, { getMap }: BlameDeps) {
  let wanted: number | null = null;
  let last: { readonly pixel: Pixel | null; readonly at: Point } | null = null;

  return createStore<BlameState>()((set, get) => {
    const read = async (imageId: number): Promise<ShownMap> => {
      const answer: BlameMap = await callMain(bridge.blame.map({ imageId }));
      const bytes = await getMap(answer.key);
      if (!bytes) throw new Error('the map is gone');
      return { imageId, steps: answer.steps, map: readStepMap(bytes, answer, answer.steps.length) };
    };
    const off = () => set({ mode: 'off', hovered: null });
    return {
      mode: 'off',
      shown: null,
      problem: null,
      hovered: null,
      hold: () => {
        if (get().mode === 'off') set({ mode: 'held' });
      },
      release: () => {
        if (get().mode === 'held') off();
      },
      toggle: () => (get().mode === 'on' ? off() : set({ mode: 'on' })),
      showFor: async (imageId) => {
        if (wanted === imageId && get().problem === null) return;
        wanted = imageId;
        set({ shown: null, problem: null, hovered: null });
        try {
          const shown = await read(imageId);
          if (wanted !== imageId) return;
          set({ shown });
          if (last) get().hover(last.pixel, last.at);
        } catch (error) {
          if (wanted === imageId) set({ problem: errorOf(error) });
        }
      },
      hover: (pixel, at) => {
        last = { pixel, at };
        const { shown, mode } = get();
        if (!shown || mode === 'off') return;
        set({ hovered: pixel && { step: shown.map.stepAt(pixel.column, pixel.row), at } });
      },
    };
  });
}

/** The step under the pointer; null when there is none. */
export function hoveredStep({ shown, hovered }: BlameState): BlameStep | null {
  return (hovered && shown?.steps[hovered.step]) ?? null;
}
