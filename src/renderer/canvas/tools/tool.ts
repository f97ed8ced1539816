import type { Point } from '@shared/geometry.ts';

/** The tools on the canvas. `protect` paints protected areas with any of the shapes. */
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

/** The pointer's position over the picture. */
export interface ToolPointer {
  /** In image pixels, possibly outside the picture. */
  readonly at: Point;
  /** 0 to 1. 1 for devices without pressure. */
  readonly pressure: number;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A key press while a tool is active and the picture has the focus. */
export interface ToolKey {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Receives the pointer from the canvas engine while a tool is active. */
export interface CanvasTool {
  down(pointer: ToolPointer): void;
  /** Several points if the pointer was faster than the screen. */
  move(pointers: readonly ToolPointer[]): void;
  up(pointer: ToolPointer): void;
  /** The gesture turned into another one, such as a pinch. */
  cancel(): void;
  /** Position of the pointer while it isn't pressed. Null if it left. */
  hover(at: Point | null): void;
  doubleClick(at: Point): void;
}

/** Position of the picture in the frame: CSS pixels = image pixels × scale + (x, y). */
export interface PicturePlace extends Point {
  readonly scale: number;
  /** A view gesture is in progress. */
  readonly moving: boolean;
}
