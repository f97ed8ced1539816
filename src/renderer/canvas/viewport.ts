import type { Box, Point, Size } from '@shared/geometry.ts';
import { clamp } from './geometry.ts';

/** Position of the stage in the frame: frame = picture × scale + (x, y). Scale is CSS pixels per image pixel. */
export interface View extends Point {
  readonly scale: number;
}

/** Sizes that limit a view. */
export interface ViewSetting {
  /** Size of the stage in image pixels. */
  readonly stage: Size;
  /** Size of the frame in CSS pixels. */
  readonly frame: Size;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /**
   * Height of rows of options below the frame, in CSS pixels: they took it from the frame when they appeared. The
   * picture stays where it was, as long as there is room.
   */
  readonly below?: number;
}

/** Margin around a fitted picture, in CSS pixels. */
export const FIT_MARGIN = 24;
/** Least margin that options below the frame leave. */
const LEAST_MARGIN = 4;
/** Maximum enlargement of a small picture to fit. Up to here its pixels are smoothed. */
const FIT_ENLARGES = 4;
const ZOOM_MAX = 32;
const ZOOM_MIN = 0.05;
/** From this zoom on, pixels are drawn as squares. */
export const PIXELATED_FROM = 4;

/** Returns the zoom for display: 1 is one image pixel per device pixel. */
export function zoomOf(view: View, pixelRatio: number): number {
  return view.scale * pixelRatio;
}

export function scaleOfZoom(zoom: number, pixelRatio: number): number {
  return zoom / pixelRatio;
}

/** Returns the scale that shows the whole stage with a margin. */
export function fitScale({ stage, frame, pixelRatio, below = 0 }: ViewSetting): number {
  const margin = Math.min(FIT_MARGIN, frame.width / 8, frame.height / 8);
  const across = (frame.width - 2 * margin) / stage.width;
  const room = Math.min(frame.height + below - 2 * margin, frame.height - 2 * Math.min(LEAST_MARGIN, margin));
  const down = room / stage.height;
  return Math.min(across, down, scaleOfZoom(FIT_ENLARGES, pixelRatio));
}

/** Returns the smallest and largest scale. Fit is always between them. */
export function scaleLimits(setting: ViewSetting): { readonly min: number; readonly max: number } {
  const fit = fitScale(setting);
  return {
    min: Math.min(fit, scaleOfZoom(ZOOM_MIN, setting.pixelRatio)),
    max: Math.max(fit, scaleOfZoom(ZOOM_MAX, setting.pixelRatio)),
  };
}

/** Centers the stage in the frame. */
export function centeredView({ stage, frame, below }: ViewSetting, scale: number): View {
  return {
    scale,
    x: centeredAxis(stage.width * scale, frame.width),
    y: centeredAxis(stage.height * scale, frame.height, below),
  };
}

/** Centers a length in the room that there is without the options below it, but not beyond the room with them. */
function centeredAxis(length: number, room: number, below = 0): number {
  const centered = (room - length) / 2;
  return length > room
    ? centered
    : Math.min(centered + below / 2, Math.max(centered, room - length - LEAST_MARGIN));
}

export function fitView(setting: ViewSetting): View {
  return centeredView(setting, fitScale(setting));
}

/** Changes the scale around `point`, without limits. */
export function zoomAbout(view: View, point: Point, scale: number): View {
  const ratio = scale / view.scale;
  return {
    scale,
    x: point.x - (point.x - view.x) * ratio,
    y: point.y - (point.y - view.y) * ratio,
  };
}

function limitAxis(offset: number, length: number, room: number, below = 0): number {
  if (length <= room) return centeredAxis(length, room, below);
  // The slack grows from zero, so that a picture slightly larger than the frame doesn't jump.
  const slack = Math.min(FIT_MARGIN, length - room);
  return clamp(offset, room - length - slack, slack);
}

/**
 * Keeps the picture visible: centered on an axis where it is smaller than the frame, otherwise without a gap
 * larger than the margin.
 */
export function limitPan(view: View, { stage, frame, below }: ViewSetting): View {
  return {
    scale: view.scale,
    x: limitAxis(view.x, stage.width * view.scale, frame.width),
    y: limitAxis(view.y, stage.height * view.scale, frame.height, below),
  };
}

export function panBy(view: View, dx: number, dy: number, setting: ViewSetting): View {
  return limitPan({ scale: view.scale, x: view.x + dx, y: view.y + dy }, setting);
}

/** Zooms around a point, within the limits of scale and position. */
export function zoomTo(view: View, point: Point, scale: number, setting: ViewSetting): View {
  const { min, max } = scaleLimits(setting);
  return limitPan(zoomAbout(view, point, clamp(scale, min, max)), setting);
}

/** Preserves the centered image point when the frame or stage is resized. */
export function preserveCenter(view: View, from: ViewSetting, to: ViewSetting): View {
  if (isSameButForOptions(from, to)) return limitPan(view, to);
  const zoomedBy = from.stage.width / to.stage.width;
  const center = {
    x: (from.frame.width / 2 - view.x) / (from.stage.width * view.scale),
    y: (from.frame.height / 2 - view.y) / (from.stage.height * view.scale),
  };
  const { min, max } = scaleLimits(to);
  const scale = clamp(view.scale * zoomedBy, min, max);
  return limitPan(
    {
      scale,
      x: to.frame.width / 2 - center.x * to.stage.width * scale,
      y: to.frame.height / 2 - center.y * to.stage.height * scale,
    },
    to,
  );
}

/** Whether only the options below the frame appeared or disappeared. */
function isSameButForOptions(from: ViewSetting, to: ViewSetting): boolean {
  const heightOf = ({ frame, below = 0 }: ViewSetting) => frame.height + below;
  return (
    from.stage.width === to.stage.width &&
    from.stage.height === to.stage.height &&
    from.frame.width === to.frame.width &&
    heightOf(from) === heightOf(to)
  );
}

/** Returns the part of the frame that the stage covers. */
export function visibleRect(view: View, { stage, frame }: ViewSetting): Box {
  const left = clamp(view.x, 0, frame.width);
  const top = clamp(view.y, 0, frame.height);
  const right = clamp(view.x + stage.width * view.scale, left, frame.width);
  const bottom = clamp(view.y + stage.height * view.scale, top, frame.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
