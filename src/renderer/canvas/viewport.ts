import type { Box, Point, Size } from '@shared/geometry.ts';
import { clamp } from './geometry.ts';

/** Where the stage lies in the frame: frame = picture × scale + (x, y). Scale is CSS pixels a picture pixel. */
export interface View extends Point {
  readonly scale: number;
}

/** What a view is measured against. */
export interface Setting {
  /** Size of the stage in picture pixels. */
  readonly stage: Size;
  /** Size of the frame in CSS pixels. */
  readonly frame: Size;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
}

/** Neutral grey left around a picture that is fitted, in CSS pixels. */
export const FIT_MARGIN = 24;
/** A small picture is enlarged at most so much to fit: up to here its pixels stay smooth. */
const FIT_ENLARGES = 4;
const ZOOM_MAX = 32;
const ZOOM_MIN = 0.05;
/** From this zoom on pixels are shown as squares. */
export const PIXELATED_FROM = 4;

/** Zoom as people read it: 1 is one picture pixel on one device pixel. */
export function zoomOf(view: View, pixelRatio: number): number {
  return view.scale * pixelRatio;
}

export function scaleOfZoom(zoom: number, pixelRatio: number): number {
  return zoom / pixelRatio;
}

/** The scale at which the whole stage is seen with a margin. */
export function fitScale({ stage, frame, pixelRatio }: Setting): number {
  const margin = Math.min(FIT_MARGIN, frame.width / 8, frame.height / 8);
  const across = (frame.width - 2 * margin) / stage.width;
  const down = (frame.height - 2 * margin) / stage.height;
  return Math.min(across, down, scaleOfZoom(FIT_ENLARGES, pixelRatio));
}

/** Smallest and largest scale; fit is always between them. */
export function scaleLimits(setting: Setting): { readonly min: number; readonly max: number } {
  const fit = fitScale(setting);
  return {
    min: Math.min(fit, scaleOfZoom(ZOOM_MIN, setting.pixelRatio)),
    max: Math.max(fit, scaleOfZoom(ZOOM_MAX, setting.pixelRatio)),
  };
}

/** The stage in the middle of the frame. */
export function centredView({ stage, frame }: Setting, scale: number): View {
  return {
    scale,
    x: (frame.width - stage.width * scale) / 2,
    y: (frame.height - stage.height * scale) / 2,
  };
}

export function fitView(setting: Setting): View {
  return centredView(setting, fitScale(setting));
}

/** Another scale with the same picture point under `point`; no limits. */
export function zoomAbout(view: View, point: Point, scale: number): View {
  const ratio = scale / view.scale;
  return {
    scale,
    x: point.x - (point.x - view.x) * ratio,
    y: point.y - (point.y - view.y) * ratio,
  };
}

function limitAxis(offset: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  // The slack grows from nothing, so that a picture that just outgrows the frame does not jump.
  const slack = Math.min(FIT_MARGIN, length - room);
  return clamp(offset, room - length - slack, slack);
}

/** Keeps the picture in sight: centred on an axis where it is smaller than the frame, else without a gap beyond a margin. */
export function limitPan(view: View, { stage, frame }: Setting): View {
  return {
    scale: view.scale,
    x: limitAxis(view.x, stage.width * view.scale, frame.width),
    y: limitAxis(view.y, stage.height * view.scale, frame.height),
  };
}

export function panBy(view: View, dx: number, dy: number, setting: Setting): View {
  return limitPan({ scale: view.scale, x: view.x + dx, y: view.y + dy }, setting);
}

/** Zoom about a point, within the limits of scale and place. */
export function zoomTo(view: View, point: Point, scale: number, setting: Setting): View {
  const { min, max } = scaleLimits(setting);
  return limitPan(zoomAbout(view, point, clamp(scale, min, max)), setting);
}

/** The same middle of the picture in the middle of a frame or on a stage of another size. */
export function preserveCenter(view: View, from: Setting, to: Setting): View {
  const zoomedBy = from.stage.width / to.stage.width;
  const centre = {
    x: (from.frame.width / 2 - view.x) / (from.stage.width * view.scale),
    y: (from.frame.height / 2 - view.y) / (from.stage.height * view.scale),
  };
  const { min, max } = scaleLimits(to);
  const scale = clamp(view.scale * zoomedBy, min, max);
  return limitPan(
    {
      scale,
      x: to.frame.width / 2 - centre.x * to.stage.width * scale,
      y: to.frame.height / 2 - centre.y * to.stage.height * scale,
    },
    to,
  );
}

/** The part of the frame that the stage covers. */
export function visibleRect(view: View, { stage, frame }: Setting): Box {
  const left = clamp(view.x, 0, frame.width);
  const top = clamp(view.y, 0, frame.height);
  const right = clamp(view.x + stage.width * view.scale, left, frame.width);
  const bottom = clamp(view.y + stage.height * view.scale, top, frame.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
