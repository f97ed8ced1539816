import type { Rect, Size } from './geometry.ts';
import type { PairLayout } from './pair.ts';
import { type CanvasMode, clipBeside, splitX } from './split.ts';
import { PIXELATED_FROM, type Setting, type View, visibleRect } from './viewport.ts';

/** A picture of the pair in the page: the pane cuts, the layer is moved and scaled. */
export interface LayerElements {
  readonly pane: HTMLElement;
  readonly layer: HTMLElement;
}

export interface CanvasElements {
  readonly frame: HTMLElement;
  readonly before: LayerElements;
  readonly after: LayerElements;
  /** The slider between before and after. */
  readonly handle: HTMLElement;
}

/** All that decides what is seen. */
export interface Scene {
  readonly layout: PairLayout;
  /** Pixels each picture really has. */
  readonly natural: { readonly before: Size; readonly after: Size };
  readonly view: View;
  readonly setting: Setting;
  readonly mode: CanvasMode;
  readonly split: number;
  readonly swapped: boolean;
  /** A gesture goes on. */
  readonly moving: boolean;
}

function paintLayer(
  { layer }: LayerElements,
  rect: Rect,
  natural: Size,
  { view, setting, moving }: Scene,
): void {
  const x = view.x + rect.x * view.scale;
  const y = view.y + rect.y * view.scale;
  layer.style.width = `${rect.width}px`;
  layer.style.height = `${rect.height}px`;
  layer.style.transform = `translate(${x}px, ${y}px) scale(${view.scale})`;
  const zoom = (view.scale * setting.pixelRatio * rect.width) / natural.width;
  layer.toggleAttribute('data-pixelated', zoom >= PIXELATED_FROM);
  // For what keeps its size at any zoom. Not in the middle of a gesture: it makes the browser draw the layer anew.
  if (!moving) layer.style.setProperty('--canvas-scale', String(view.scale));
}

/** Writes a scene to the page. Touches only styles and attributes, so a drag never waits for React. */
export function paint(elements: CanvasElements, scene: Scene): void {
  const { frame, before, after, handle } = elements;
  const { mode, swapped, layout } = scene;
  frame.dataset.mode = mode;
  frame.toggleAttribute('data-swapped', swapped);
  before.pane.style.visibility = mode === 'after' ? 'hidden' : '';
  after.pane.style.visibility = mode === 'before' ? 'hidden' : '';
  if (mode !== 'after') paintLayer(before, layout.before, scene.natural.before, scene);
  if (mode !== 'before') paintLayer(after, layout.after, scene.natural.after, scene);
  const visible = visibleRect(scene.view, scene.setting);
  const x = splitX(scene.split, visible);
  // Both are cut: a result that is smaller, or see-through, must not show the other picture behind it.
  const cut = (side: 'left' | 'right') => (mode === 'split' ? clipBeside(side, x, scene.setting.frame) : '');
  before.pane.style.clipPath = cut(swapped ? 'right' : 'left');
  after.pane.style.clipPath = cut(swapped ? 'left' : 'right');
  handle.hidden = mode !== 'split';
  handle.style.transform = `translateX(${x}px)`;
  const percent = Math.round(scene.split * 100);
  handle.setAttribute('aria-valuenow', String(percent));
  handle.setAttribute('aria-valuetext', `${percent}% ${swapped ? 'after' : 'before'}`);
}
