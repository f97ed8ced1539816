import type { Box, Size } from '@shared/geometry.ts';
import { drawOverlay, type OverlayMasks, type OverlayPlace, type OverlayStyle } from './overlay.ts';

/** Draws masks on a canvas of the page: everything if the view changed, otherwise only the painted area. */
export interface MaskPainter {
  /** Sets the picture's position, in CSS pixels of the canvas. */
  setPlace(place: OverlayPlace, frame: Size, moving: boolean): void;
  setStyle(style: OverlayStyle): void;
  /** Null shows nothing. */
  setMasks(masks: OverlayMasks | null): void;
  /** Redraws what changed. `damage`: the painted area in image pixels. */
  draw(damage: Box | null): void;
}

/** Screens larger than this (device px) are drawn with one sample per pixel during gestures. */
const COARSE_FROM = 1_500_000;

export function createMaskPainter(canvas: HTMLCanvasElement): MaskPainter {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let place: OverlayPlace = { x: 0, y: 0, scale: 1 };
  let masks: OverlayMasks | null = null;
  let style: OverlayStyle | null = null;
  let stale = true;
  let coarse = false;
  let isBlank = true;

  const drawPart = (part: Box) => {
    if (!context || !masks || !style || part.width <= 0 || part.height <= 0) return;
    const pixels = new ImageData(part.width, part.height);
    const words = new Uint32Array(pixels.data.buffer);
    drawOverlay(words, part, place, masks, style, coarse);
    context.putImageData(pixels, part.x, part.y);
  };
  return {
    setPlace: (next, frame, moving) => {
      const ratio = window.devicePixelRatio;
      const width = Math.round(frame.width * ratio);
      const height = Math.round(frame.height * ratio);
      const scaled = { x: next.x * ratio, y: next.y * ratio, scale: next.scale * ratio };
      const wasCoarse = coarse;
      coarse = moving && width * height > COARSE_FROM;
      const isSame =
        canvas.width === width &&
        canvas.height === height &&
        scaled.x === place.x &&
        scaled.y === place.y &&
        scaled.scale === place.scale;
      if (isSame && coarse === wasCoarse) return;
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      place = scaled;
      stale = true;
    },
    setStyle: (next) => {
      style = next;
      stale = true;
    },
    setMasks: (next) => {
      masks = next;
      stale = true;
    },
    draw: (damage) => {
      if (!masks) {
        if (!isBlank) context?.clearRect(0, 0, canvas.width, canvas.height);
        isBlank = true;
        return;
      }
      isBlank = false;
      const whole = { x: 0, y: 0, width: canvas.width, height: canvas.height };
      const part = stale ? whole : damage && onCanvas(damage, place, whole);
      stale = false;
      if (part) drawPart(part);
    },
  };
}

/** Converts an image area to device pixels of the canvas, extended by one pixel for shared samples. */
function onCanvas(damage: Box, place: OverlayPlace, whole: Box): Box {
  const x = Math.max(0, Math.floor(place.x + damage.x * place.scale) - 1);
  const y = Math.max(0, Math.floor(place.y + damage.y * place.scale) - 1);
  const right = Math.min(whole.width, Math.ceil(place.x + (damage.x + damage.width) * place.scale) + 1);
  const bottom = Math.min(whole.height, Math.ceil(place.y + (damage.y + damage.height) * place.scale) + 1);
  return { x, y, width: right - x, height: bottom - y };
}
