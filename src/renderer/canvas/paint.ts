import type { Box, Size } from '@shared/geometry.ts';
import { type Arrangement, topOf } from './arrangement.ts';
import { type Cells, cellRect } from './cells.ts';
import { pixelGrid } from './pixel-grid.ts';
import { clipBeside, splitX } from './split.ts';
import type { StageLayout } from './stage-layout.ts';
import { PIXELATED_FROM, type View, type ViewSetting, visibleRect } from './viewport.ts';

/**
 * DOM elements of a picture: the pane clips, the layer is translated and scaled, the grid draws lines between
 * pixels.
 */
export interface PaneElements {
  readonly pane: HTMLElement;
  readonly layer: HTMLElement;
  readonly grid: HTMLElement;
}

export interface CanvasElements {
  readonly frame: HTMLElement;
  /** One per possible picture. Unused ones are hidden. */
  readonly panes: readonly PaneElements[];
  /** The slider between the first and the second picture. */
  readonly handle: HTMLElement;
}

/** Everything that determines what is visible. */
export interface Scene {
  readonly layout: StageLayout;
  /** Actual size of each picture in pixels. */
  readonly natural: readonly Size[];
  readonly view: View;
  readonly setting: ViewSetting;
  readonly arrangement: Arrangement;
  readonly peeked: number | null;
  readonly blinked: number;
  readonly cells: Cells;
  readonly split: number;
  readonly swapped: boolean;
  /** A gesture is in progress. */
  readonly moving: boolean;
  /** Describes the slider's position: the percentage and side shown. */
  readonly splitText: (percent: number, side: 'before' | 'after') => string;
}

/** Writes a scene to the DOM. Changes only styles and attributes, so a drag never waits for React. */
export function paint({ frame, panes, handle }: CanvasElements, scene: Scene): void {
  const { arrangement, peeked, swapped, layout } = scene;
  const top = topOf(arrangement, peeked, scene.blinked);
  const splitting = arrangement.kind === 'split' && top === null;
  frame.dataset.mode = arrangement.kind;
  frame.toggleAttribute('data-peeking', peeked !== null && top === peeked);
  frame.dataset.showing = top === null ? '' : String(top);
  frame.toggleAttribute('data-swapped', swapped);
  const visible = visibleRect(scene.view, scene.setting);
  const x = splitX(scene.split, visible);
  for (const [i, elements] of panes.entries()) {
    const rect = layout.rects[i];
    const seen = rect !== undefined && (top === null ? !splitting || i < 2 : top === i);
    elements.pane.style.visibility = seen ? '' : 'hidden';
    if (!seen) continue;
    placePane(elements.pane, i, scene);
    paintPicture(elements, rect, scene.natural[i] ?? rect, scene);
    // Clip both: a smaller or transparent result must not reveal the other picture behind it.
    const left = (i === 0) !== swapped;
    elements.pane.style.clipPath = splitting
      ? clipBeside(left ? 'left' : 'right', x, scene.setting.frame)
      : '';
  }
  handle.hidden = !splitting;
  if (!splitting) return;
  handle.style.transform = `translateX(${x}px)`;
  const percent = Math.round(scene.split * 100);
  handle.setAttribute('aria-valuenow', String(percent));
  handle.setAttribute('aria-valuetext', scene.splitText(percent, swapped ? 'after' : 'before'));
}

/** Positions a picture's pane: its cell, or the whole frame. */
function placePane(pane: HTMLElement, i: number, { arrangement, cells, swapped, layout }: Scene): void {
  const place = swapped && layout.rects.length === 2 ? 1 - i : i;
  const rect = arrangement.kind === 'cells' ? cellRect(cells, place) : null;
  pane.style.left = rect ? `${rect.x}px` : '0';
  pane.style.top = rect ? `${rect.y}px` : '0';
  pane.style.width = rect ? `${rect.width}px` : '100%';
  pane.style.height = rect ? `${rect.height}px` : '100%';
  pane.toggleAttribute('data-beside', rect !== null && rect.x > 0);
  pane.toggleAttribute('data-below', rect !== null && rect.y > 0);
}

function paintPicture({ layer, grid }: PaneElements, rect: Box, natural: Size, scene: Scene): void {
  const { view, setting, moving } = scene;
  const x = view.x + rect.x * view.scale;
  const y = view.y + rect.y * view.scale;
  layer.style.width = `${rect.width}px`;
  layer.style.height = `${rect.height}px`;
  layer.style.transform = `translate(${x}px, ${y}px) scale(${view.scale})`;
  const zoom = (view.scale * setting.pixelRatio * rect.width) / natural.width;
  layer.toggleAttribute('data-pixelated', zoom >= PIXELATED_FROM);
  // For elements that keep their size at any zoom. Not during a gesture, because it makes the browser redraw
  // the layer.
  if (!moving) layer.style.setProperty('--canvas-scale', String(view.scale));
  const shown = { x, y, width: rect.width * view.scale, height: rect.height * view.scale };
  const lines = pixelGrid(shown, natural, setting.frame, setting.pixelRatio);
  grid.hidden = lines === null;
  if (!lines) return;
  grid.style.transform = `translate(${lines.x}px, ${lines.y}px)`;
  grid.style.width = `${lines.width}px`;
  grid.style.height = `${lines.height}px`;
  grid.style.backgroundSize = `${lines.pitch.width}px ${lines.pitch.height}px`;
  grid.style.backgroundPosition = `${lines.offset.x}px ${lines.offset.y}px`;
}
