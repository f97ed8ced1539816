import type { Bridge } from '@shared/contract.ts';
import type { BlameMap, BlameStep } from '@shared/domain/blame.ts';
import type { AppError } from '@shared/errors.ts';
import type { Point } from '@shared/geometry.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';
import { readStepMap, type StepMap } from '../../canvas/blame-map.ts';
import type { Pixel } from '../../canvas/probe.ts';

/** A shown map, and the steps that its numbers index. */
export interface ShownMap {
  readonly imageId: number;
  readonly steps: readonly BlameStep[];
  readonly map: StepMap;
}

export interface BlameState {
  /** `held`: while the key is down. `on`: until switched off. */
  readonly mode: 'off' | 'held' | 'on';
  /** The map of the last requested picture; null until it is read. */
  readonly shown: ShownMap | null;
  /** The error of that map. */
  readonly problem: AppError | null;
  /** The step under the pointer, and the pointer's position in the frame in CSS pixels. */
  readonly hovered: { readonly step: number; readonly at: Point } | null;
  hold(): void;
  release(): void;
  toggle(): void;
  /** Reads the map of a picture, unless it is already shown. */
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

/** A picture of the history: made by an edit or by a merge; the original by neither. */
interface Blamable {
  readonly entry?: { readonly edit: { readonly id: number } } | null;
  readonly merged?: { readonly image: { readonly id: number } } | null;
}

/** Whether the step under the pointer made this picture. */
export function isBlamed(state: BlameState, { entry, merged }: Blamable): boolean {
  const step = hoveredStep(state);
  if (!step) return false;
  if (step.edit) return step.edit.id === entry?.edit.id;
  return step.merged ? step.imageId === merged?.image.id : !entry && !merged;
}
