import type { Box, Point, Size } from '@shared/geometry.ts';
import { SHAKE } from '../drag.ts';
import { clamp, distance } from '../geometry.ts';
import { paintSegment, type StrokePoint } from '../mask/brush.ts';
import { ellipsePoints, fillPolygon, rectanglePoints } from '../mask/fill.ts';
import type { Mask } from '../mask/mask.ts';
import {
  boxAround,
  boxBetween,
  type Handle,
  hitBox,
  middleOf,
  moveBox,
  nearestRatio,
  type Ratio,
  resizeBox,
  scaleBox,
} from './region-box.ts';
import { type BrushOptions, type Stroke, startStroke } from './stroke.ts';
import type { CanvasTool, ShapeId, ToolKey, ToolPointer } from './tool.ts';

/** The object a tool edits, and its settings. Read at every event. */
export interface ToolWork {
  readonly size: Size;
  /** Null for the region. */
  readonly shape: ShapeId | null;
  readonly mask: Mask;
  readonly brush: BrushOptions;
  readonly region: Box | null;
  readonly ratios: readonly Ratio[];
  /** CSS pixels per image pixel. */
  readonly scale: number;
  /** The visible part of the picture, in image pixels. */
  readonly visible: Box;
}

export interface ToolHost {
  /** Returns null if there is nothing to edit. */
  work(): ToolWork | null;
  regionChanged(region: Box | null): void;
  /** A change of the mask ended or was canceled. */
  maskChanged(): void;
  /** Requests a redraw. */
  redraw(): void;
}

interface SketchedBox {
  readonly box: Box;
  readonly shape: 'ellipse' | 'rectangle';
}

/** The shape being drawn that isn't in the mask yet. */
export type Sketch =
  | { readonly kind: 'outline'; readonly points: readonly Point[]; readonly closed: boolean }
  | ({ readonly kind: 'box' } & SketchedBox);

export interface ToolController extends CanvasTool {
  /** Returns whether the tool handles the key. */
  key(key: ToolKey): boolean;
  /** Discards the shape being drawn. Returns false if there is none. */
  leave(): boolean;
  sketch(): Sketch | null;
  /** Position of the next dab or corner. `keyed`: moved by keys instead of the pointer. */
  cursor(): { readonly at: Point; readonly keyed: boolean } | null;
}

type Gesture =
  | { readonly kind: 'stroke'; readonly stroke: Stroke }
  | { readonly kind: 'lasso' }
  | { readonly kind: 'box'; readonly from: Point }
  | { readonly kind: 'new-region'; readonly from: Point; readonly start: Box | null }
  | { readonly kind: 'resize'; readonly handle: Handle; readonly start: Box }
  | { readonly kind: 'move'; readonly from: Point; readonly start: Box };

/** Maximum distance (CSS px) between the pointer and a handle, or the first corner of a polygon. */
const HANDLE_REACH = 12;
/** Lasso points closer than this (CSS px) are merged. */
const LASSO_STEP = 1.5;
/** Steps of the arrow keys (CSS px), without and with Shift. */
const STEP = 8;
const LONG_STEP = 64;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * The tools: they turn pointer and key input into changes of mask and region. Pure: the host draws and
 * stores.
 */
export function createToolController(host: ToolHost): ToolController {
  let gesture: Gesture | null = null;
  /** Corners of a lasso or polygon. */
  let outline: Point[] = [];
  let sketched: SketchedBox | null = null;
  /** End of the last stroke: Shift draws a line from there. */
  let lastPoint: StrokePoint | null = null;
  let keyed: Point | null = null;
  let hovered: Point | null = null;

  const reset = () => {
    gesture = null;
    outline = [];
    sketched = null;
  };
  /** Reverts an unfinished shape on the mask or region it started on, since another tool may be active now. */
  const discard = () => {
    if (gesture?.kind === 'stroke') gesture.stroke.cancel();
    if (gesture && 'start' in gesture) host.regionChanged(gesture.start);
    reset();
    host.maskChanged();
    host.redraw();
  };
  const fill = ({ mask, brush }: ToolWork, points: readonly Point[], alt: boolean) => {
    mask.change((writer) => fillPolygon(writer, points, brush.erase !== alt));
    reset();
    host.maskChanged();
    host.redraw();
  };
  const closePolygon = (work: ToolWork, alt: boolean) => {
    if (outline.length >= 3) fill(work, outline, alt);
    else {
      reset();
      host.redraw();
    }
  };

  /** Returns a new box over part of the visible area, for drawing with keys. */
  const keyBox = ({ visible, size }: ToolWork, ratio: Ratio): Box =>
    boxAround(
      middleOf(visible),
      Math.min(visible.width, (visible.height * ratio[0]) / ratio[1]) / 2,
      ratio,
      size,
    );

  const keyRegion = (work: ToolWork, { key, shift, alt }: ToolKey): boolean => {
    const { region, ratios, size, scale } = work;
    const step = (shift ? LONG_STEP : STEP) / scale;
    const arrow = ARROWS[key];
    if (!arrow && key !== 'Enter') return false;
    if (!region) host.regionChanged(keyBox(work, nearestRatio(size, ratios)));
    else if (arrow && alt) host.regionChanged(scaleBox(region, (arrow.x - arrow.y) * step * 2, ratios, size));
    else if (arrow) host.regionChanged(moveBox(region, { x: arrow.x * step, y: arrow.y * step }, size));
    return true;
  };

  const keyShape = (work: ToolWork, shape: 'ellipse' | 'rectangle', pressed: ToolKey): boolean => {
    const { key, shift, alt } = pressed;
    const arrow = ARROWS[key];
    if (key === 'Enter' && sketched) {
      fill(work, outlineOf(sketched), false);
      return true;
    }
    if (!arrow && key !== 'Enter') return false;
    const step = (shift ? LONG_STEP : STEP) / work.scale;
    if (!sketched) sketched = { box: keyBox(work, [1, 1]), shape };
    else if (arrow) {
      const { box } = sketched;
      const moved = alt
        ? {
            ...box,
            width: clamp(box.width + arrow.x * step, 1, work.size.width),
            height: clamp(box.height - arrow.y * step, 1, work.size.height),
          }
        : moveBox(box, { x: arrow.x * step, y: arrow.y * step }, work.size);
      sketched = { box: moved, shape };
    }
    host.redraw();
    return true;
  };

  const keyCursor = (work: ToolWork, shape: ShapeId, { key, shift }: ToolKey): boolean => {
    const { visible, size, scale, mask, brush } = work;
    const arrow = ARROWS[key];
    const draws = key === ' ' || key === 'Enter';
    if (!arrow && !draws) return false;
    const from = keyed ?? hovered ?? middleOf(visible);
    const step = (shift ? LONG_STEP : STEP) / scale;
    keyed = arrow
      ? {
          x: clamp(from.x + arrow.x * step, 0, size.width),
          y: clamp(from.y + arrow.y * step, 0, size.height),
        }
      : from;
    if (draws && shape === 'brush') {
      const point = { ...keyed, radius: brush.diameter / 2 };
      const start = shift && lastPoint ? lastPoint : point;
      mask.change((writer) => paintSegment(writer, start, point, brush));
      lastPoint = point;
      host.maskChanged();
    } else if (key === 'Enter') closePolygon(work, false);
    else if (key === ' ') outline = [...outline, keyed];
    host.redraw();
    return true;
  };

  const downOnRegion = ({ region, scale }: ToolWork, at: Point): Gesture => {
    const hit = region && hitBox(region, at, HANDLE_REACH / scale);
    if (!region || hit === null) return { kind: 'new-region', from: at, start: region };
    return hit === 'inside'
      ? { kind: 'move', from: at, start: region }
      : { kind: 'resize', handle: hit, start: region };
  };

  const downOnPolygon = (work: ToolWork, { at, alt }: ToolPointer) => {
    const [first] = outline;
    const closes = first && distance(first, at) <= HANDLE_REACH / work.scale;
    if (closes && outline.length >= 3) closePolygon(work, alt);
    else outline = [...outline, at];
  };

  /** Returns the box from its start to the pointer. With Shift it is square. */
  const boxTo = (from: Point, { at, shift }: ToolPointer): Box => {
    let [dx, dy] = [at.x - from.x, at.y - from.y];
    if (shift) {
      const side = Math.max(Math.abs(dx), Math.abs(dy));
      [dx, dy] = [Math.sign(dx || 1) * side, Math.sign(dy || 1) * side];
    }
    return {
      x: Math.min(from.x, from.x + dx),
      y: Math.min(from.y, from.y + dy),
      width: Math.abs(dx),
      height: Math.abs(dy),
    };
  };

  const moveTo = (work: ToolWork, pointers: readonly ToolPointer[]) => {
    const pointer = pointers.at(-1);
    if (!gesture || !pointer) return;
    const { ratios, size, scale } = work;
    switch (gesture.kind) {
      case 'stroke':
        gesture.stroke.move(pointers);
        break;
      case 'lasso':
        for (const { at } of pointers) {
          const last = outline.at(-1);
          if (!last || distance(last, at) * scale >= LASSO_STEP) outline.push(at);
        }
        break;
      case 'box':
        if (work.shape === 'ellipse' || work.shape === 'rectangle')
          sketched = { box: boxTo(gesture.from, pointer), shape: work.shape };
        break;
      case 'new-region': {
        const { from } = gesture;
        const dragged = distance(pointer.at, from) * scale >= SHAKE;
        const corner = { x: clamp(from.x, 0, size.width), y: clamp(from.y, 0, size.height) };
        if (dragged) host.regionChanged(boxBetween(corner, pointer.at, ratios, size));
        break;
      }
      case 'resize':
        host.regionChanged(resizeBox(gesture.start, gesture.handle, pointer.at, ratios, size));
        break;
      case 'move': {
        const by = { x: pointer.at.x - gesture.from.x, y: pointer.at.y - gesture.from.y };
        host.regionChanged(moveBox(gesture.start, by, size));
        break;
      }
    }
    host.redraw();
  };

  return {
    down: (pointer) => {
      const work = host.work();
      if (!work) return;
      keyed = null;
      const { shape, mask, brush } = work;
      if (shape === null) gesture = downOnRegion(work, pointer.at);
      else if (shape === 'brush')
        gesture = { kind: 'stroke', stroke: startStroke(mask, brush, pointer, lastPoint) };
      else if (shape === 'polygon') downOnPolygon(work, pointer);
      else if (shape === 'lasso') {
        outline = [pointer.at];
        gesture = { kind: 'lasso' };
      } else gesture = { kind: 'box', from: pointer.at };
      host.redraw();
    },
    move: (pointers) => {
      const work = host.work();
      hovered = pointers.at(-1)?.at ?? hovered;
      if (work) moveTo(work, pointers);
    },
    up: (pointer) => {
      const work = host.work();
      const ended = gesture;
      if (!work || !ended) return;
      moveTo(work, ended.kind === 'stroke' ? [] : [pointer]);
      gesture = null;
      if (ended.kind === 'stroke') {
        lastPoint = ended.stroke.end(pointer);
        host.maskChanged();
      } else if (ended.kind === 'lasso') closePolygon(work, pointer.alt);
      else if (ended.kind === 'box') {
        if (sketched && Math.max(sketched.box.width, sketched.box.height) * work.scale >= SHAKE)
          fill(work, outlineOf(sketched), pointer.alt);
        else reset();
      }
      host.redraw();
    },
    cancel: discard,
    hover: (at) => {
      hovered = at;
      if (at) keyed = null;
      host.redraw();
    },
    doubleClick: () => {
      const work = host.work();
      // The second click added a corner where the first one did.
      if (work?.shape === 'polygon') {
        outline = outline.slice(0, -1);
        closePolygon(work, false);
      }
    },
    key: (pressed) => {
      const work = host.work();
      if (!work || gesture) return false;
      if (work.shape === null) return keyRegion(work, pressed);
      if (work.shape === 'ellipse' || work.shape === 'rectangle') return keyShape(work, work.shape, pressed);
      return keyCursor(work, work.shape, pressed);
    },
    leave: () => {
      const drawing = gesture !== null || outline.length > 0 || sketched !== null;
      if (drawing) discard();
      return drawing;
    },
    sketch: () => {
      if (sketched) return { kind: 'box', ...sketched };
      if (outline.length === 0) return null;
      const next = gesture?.kind === 'lasso' ? null : (keyed ?? hovered);
      return { kind: 'outline', points: next ? [...outline, next] : outline, closed: gesture !== null };
    },
    cursor: () => {
      const at = keyed ?? hovered;
      return at && { at, keyed: keyed !== null };
    },
  };
}

function outlineOf({ box, shape }: SketchedBox): Point[] {
  return shape === 'ellipse' ? ellipsePoints(box) : rectanglePoints(box);
}
