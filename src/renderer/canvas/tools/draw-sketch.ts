import type { PadFill } from '@shared/domain/prepare.ts';
import type { Box, Point, Size } from '@shared/geometry.ts';
import type { Sketch } from './controller.ts';
import { HANDLES, handlePoint, insideContext } from './region-box.ts';
import type { PicturePlace } from './tool.ts';

/** Everything drawn over the picture besides the masks. */
export interface SketchScene {
  /** Size of the frame, in CSS pixels. */
  readonly frame: Size;
  readonly place: PicturePlace;
  readonly picture: Size;
  readonly region: {
    readonly box: Box;
    /** Context as a share of its shorter edge. */
    readonly context: number;
    /** Whether its tool is active. */
    readonly active: boolean;
    /** Whether to darken what isn't sent. False if the mask already does. */
    readonly shaded: boolean;
  } | null;
  /** The padded picture in image pixels, and the fill of the padding. */
  readonly pad: { readonly box: Box; readonly fill: PadFill } | null;
  readonly sketch: Sketch | null;
  /** The brush, in image pixels. */
  readonly brush: {
    readonly at: Point;
    readonly diameter: number;
    readonly hardness: number;
    readonly erase: boolean;
  } | null;
  /** Position of the next corner when drawing with keys. */
  readonly cross: Point | null;
}

const LIGHT = 'rgb(255 255 255)';
const DARK = 'rgb(0 0 0 / 0.6)';
const SHADE = 'rgb(0 0 0 / 0.5)';
const HANDLE = 8;
/** Of the area that a pad adds. */
const PADDING = 'rgb(128 128 128 / 0.55)';
const HATCH = 'rgb(255 255 255 / 0.45)';
const HATCH_GAP = 10;

/** Draws lines visible on any picture: light with a dark outline. Pixels of the context are CSS pixels. */
export function drawSketch(context: CanvasRenderingContext2D, scene: SketchScene): void {
  const { frame, region, pad, sketch, brush, cross } = scene;
  context.clearRect(0, 0, frame.width, frame.height);
  context.lineJoin = 'round';
  if (pad) drawPad(context, scene, pad);
  if (region) drawRegion(context, scene, region);
  if (sketch) drawShape(context, scene, sketch);
  if (brush) drawBrush(context, scene, brush);
  if (cross) drawCross(context, onScreen(scene, cross));
}

function onScreen({ place }: SketchScene, { x, y }: Point): Point {
  return { x: place.x + x * place.scale, y: place.y + y * place.scale };
}

function boxOnScreen(scene: SketchScene, box: Box): Box {
  const { scale } = scene.place;
  return { ...onScreen(scene, box), width: box.width * scale, height: box.height * scale };
}

function stroke(context: CanvasRenderingContext2D, dash: readonly number[] = []): void {
  context.setLineDash([]);
  context.lineWidth = 3;
  context.strokeStyle = DARK;
  context.stroke();
  context.setLineDash([...dash]);
  context.lineWidth = 1;
  context.strokeStyle = LIGHT;
  context.stroke();
  context.setLineDash([]);
}

function drawRegion(
  context: CanvasRenderingContext2D,
  scene: SketchScene,
  { box, context: share, active, shaded }: NonNullable<SketchScene['region']>,
): void {
  const at = boxOnScreen(scene, box);
  // The part that isn't sent is darker.
  if (shaded) {
    const picture = boxOnScreen(scene, { x: 0, y: 0, ...scene.picture });
    context.beginPath();
    context.rect(picture.x, picture.y, picture.width, picture.height);
    context.rect(at.x, at.y, at.width, at.height);
    context.fillStyle = SHADE;
    context.fill('evenodd');
  }
  context.beginPath();
  context.rect(Math.round(at.x) + 0.5, Math.round(at.y) + 0.5, Math.round(at.width), Math.round(at.height));
  stroke(context);
  if (!active) return;
  if (share > 0) {
    const inner = boxOnScreen(scene, insideContext(box, share));
    context.beginPath();
    context.rect(inner.x, inner.y, inner.width, inner.height);
    stroke(context, [4, 4]);
  }
  for (const handle of HANDLES) {
    const { x, y } = handlePoint(at, handle);
    context.beginPath();
    context.rect(Math.round(x - HANDLE / 2), Math.round(y - HANDLE / 2), HANDLE, HANDLE);
    context.fillStyle = LIGHT;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = DARK;
    context.stroke();
  }
}

/** The area that is added around the picture: plain gray, lines that run on from its edge, or crossed ones. */
function drawPad(
  context: CanvasRenderingContext2D,
  scene: SketchScene,
  { box, fill }: NonNullable<SketchScene['pad']>,
): void {
  const at = boxOnScreen(scene, box);
  const picture = boxOnScreen(scene, { x: 0, y: 0, ...scene.picture });
  context.save();
  context.beginPath();
  context.rect(at.x, at.y, at.width, at.height);
  context.rect(picture.x, picture.y, picture.width, picture.height);
  context.clip('evenodd');
  context.fillStyle = PADDING;
  context.fillRect(at.x, at.y, at.width, at.height);
  context.beginPath();
  if (fill !== 'flat') hatch(context, at, picture, fill);
  context.lineWidth = 1;
  context.strokeStyle = HATCH;
  context.stroke();
  context.restore();
  context.beginPath();
  context.rect(Math.round(at.x) + 0.5, Math.round(at.y) + 0.5, Math.round(at.width), Math.round(at.height));
  stroke(context, [6, 4]);
}

function hatch(context: CanvasRenderingContext2D, at: Box, picture: Box, fill: 'mirror' | 'edge'): void {
  const [right, bottom] = [at.x + at.width, at.y + at.height];
  if (fill === 'edge') {
    // Straight out from the edge.
    const isWider = at.width > picture.width;
    for (let y = at.y; isWider && y < bottom; y += HATCH_GAP) line(context, at.x, y, right, y);
    for (let x = at.x; !isWider && x < right; x += HATCH_GAP) line(context, x, at.y, x, bottom);
    return;
  }
  for (let x = at.x - at.height; x < right + at.height; x += HATCH_GAP * 2) {
    line(context, x, at.y, x + at.height, bottom);
    line(context, x, bottom, x + at.height, at.y);
  }
}

function line(
  context: CanvasRenderingContext2D,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
}

function drawShape(context: CanvasRenderingContext2D, scene: SketchScene, sketch: Sketch): void {
  context.beginPath();
  if (sketch.kind === 'outline') {
    for (const [i, point] of sketch.points.entries()) {
      const { x, y } = onScreen(scene, point);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    if (sketch.closed) context.closePath();
    stroke(context);
    if (sketch.closed) return;
    for (const point of sketch.points) {
      const { x, y } = onScreen(scene, point);
      context.beginPath();
      context.arc(x, y, 3, 0, 2 * Math.PI);
      context.fillStyle = LIGHT;
      context.fill();
      stroke(context);
    }
    return;
  }
  const { x, y, width, height } = boxOnScreen(scene, sketch.box);
  if (sketch.shape === 'rectangle') context.rect(x, y, width, height);
  else context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  stroke(context);
}

function drawBrush(
  context: CanvasRenderingContext2D,
  scene: SketchScene,
  { at, diameter, hardness, erase }: NonNullable<SketchScene['brush']>,
): void {
  const { x, y } = onScreen(scene, at);
  const radius = Math.max(2, (diameter / 2) * scene.place.scale);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  stroke(context);
  // Full strength up to here.
  if (hardness < 1 && radius * hardness > 3) {
    context.beginPath();
    context.arc(x, y, radius * hardness, 0, 2 * Math.PI);
    stroke(context, [2, 3]);
  }
  context.beginPath();
  context.moveTo(x - 3, y);
  context.lineTo(x + 3, y);
  if (!erase) {
    context.moveTo(x, y - 3);
    context.lineTo(x, y + 3);
  }
  stroke(context);
}

function drawCross(context: CanvasRenderingContext2D, { x, y }: Point): void {
  context.beginPath();
  context.moveTo(x - 8, y);
  context.lineTo(x + 8, y);
  context.moveTo(x, y - 8);
  context.lineTo(x, y + 8);
  stroke(context);
}
