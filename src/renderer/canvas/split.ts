import type { Box, Size } from '@shared/geometry.ts';
import { clamp } from './geometry.ts';

/**
 * Returns the slider's position from its share of the visible part of the picture, so that it never leaves
 * the screen.
 */
export function splitX(split: number, visible: Box): number {
  return visible.x + split * visible.width;
}

export function splitAt(x: number, visible: Box): number {
  return visible.width > 0 ? clamp((x - visible.x) / visible.width, 0, 1) : 0.5;
}

/** Returns the `clip-path` of a pane that shows only the part left or right of the slider. */
export function clipBeside(side: 'left' | 'right', x: number, frame: Size): string {
  return side === 'left' ? `inset(0 ${Math.max(frame.width - x, 0)}px 0 0)` : `inset(0 0 0 ${x}px)`;
}
