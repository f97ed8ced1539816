import type { Point } from '@shared/geometry.ts';

/** The tools on the canvas. `protect` paints what must not leave, with any of the shapes. */
export type ToolId = 'region' | 'brush' | 'lasso' | 'polygon' | 'ellipse' | 'rectangle' | 'protect';
export const TOOL_IDS: readonly ToolId[] = [
  'region',
  'brush',
  'lasso',
  'polygon',
  'ellipse',
  'rectangle',
  'protect',
];

/** How a mask is drawn. */
export type ShapeId = 'brush' | 'lasso' | 'polygon' | 'ellipse' | 'rectangle';
export const SHAPE_IDS: readonly ShapeId[] = ['brush', 'lasso', 'polygon', 'ellipse', 'rectangle'];

/** Where a pointer is over the picture. */
export interface ToolPointer {
  /** In pixels of the picture, also beside it. */
  readonly at: Point;
  /** 0 to 1; 1 for what has no pressure. */
  readonly pressure: number;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A key while a tool is active and the picture has the focus. */
export interface ToolKey {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What the canvas engine hands the pointer to while a tool is active. */
export interface CanvasTool {
  down(pointer: ToolPointer): void;
  /** Several points at once when the pointer was faster than the screen. */
  move(pointers: readonly ToolPointer[]): void;
  up(pointer: ToolPointer): void;
  /** The gesture became another one, such as a pinch. */
  cancel(): void;
  /** Where the pointer is without being pressed; null when it left. */
  hover(at: Point | null): void;
  doubleClick(at: Point): void;
}

/** Where the picture lies in the frame: CSS pixels = picture pixels × scale + (x, y). */
export interface PicturePlace extends Point {
  readonly scale: number;
  /** A gesture of the view goes on. */
  readonly moving: boolean;
}
