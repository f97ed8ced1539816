import type { Box, Size } from '@shared/geometry.ts';
import { createMask, type Mask } from '../../canvas/mask/mask.ts';
import { measureMask } from '../../canvas/mask/measure.ts';

/** What may change in a picture, and its protected areas. */
export type LayerId = 'change' | 'protect';
export const LAYER_IDS: readonly LayerId[] = ['change', 'protect'];

/** The masks of a picture. */
export interface Layers {
  readonly size: Size;
  readonly change: Mask;
  readonly protect: Mask;
}

/** Facts about a mask that don't require its pixels. */
export interface LayerFacts {
  /** Number of pixels above 0. */
  readonly pixels: number;
  readonly bounds: Box | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Increases with each change. */
  readonly revision: number;
}

export const NO_LAYER: LayerFacts = {
  pixels: 0,
  bounds: null,
  canUndo: false,
  canRedo: false,
  revision: 0,
};

export function createLayers(size: Size): Layers {
  return { size, change: createMask(size), protect: createMask(size) };
}

export function factsOf(mask: Mask, revision: number): LayerFacts {
  return { ...measureMask(mask), canUndo: mask.canUndo(), canRedo: mask.canRedo(), revision };
}
