import { drawPart } from '../../imaging/long.ts';
import { type Closable, createDecodedCache } from './decoded-cache.ts';
import { addToMap, mapSize, mapStep } from './difference.ts';
import { heatTable } from './heat.ts';
import type {
  DifferenceAnswer,
  Look,
  PictureUrl,
  PixelAnswer,
  PixelQuestion,
  Rgba,
  SurfaceMessage,
} from './messages.ts';

/* Reads pixels of pictures for the canvas, off the page's main thread. Pictures are fetched and decoded here.
   Maps are drawn on transferred canvases and close-ups are transferred as bitmaps, so no bytes cross between
   processes. */

/** Limit of decoded pixels in memory: four pictures of 24 megapixels, 400 MB. */
const ROOM = 100_000_000;
const STRIPE_PIXELS = 1_000_000;
const surfaces = new Map<number, OffscreenCanvas>();

interface Decoded extends Closable {
  readonly image: ImageBitmap;
}

const cache = createDecodedCache<Decoded>(ROOM);
/** The last map, to redraw it with another gain or threshold. */
let lastMap: {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
} | null = null;

function decoded(url: PictureUrl, together: readonly PictureUrl[]): Promise<Decoded | null> {
  return cache.get(url, together, async () => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const image = await createImageBitmap(await answer.blob());
    return { image, size: image.width * image.height, close: () => image.close() };
  });
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  return context;
}

async function difference(question: PixelQuestion & { kind: 'difference' }): Promise<DifferenceAnswer> {
  const key = JSON.stringify([question.before, question.after]);
  if (lastMap?.key !== key) lastMap = { key, ...(await levelsOf(question)) };
  const { width, height, levels } = lastMap;
  const table = heatTable(question.gain, question.threshold);
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  let above = 0;
  for (let i = 0; i < words.length; i++) {
    const level = levels[i] as number;
    words[i] = table[level] as number;
    if (level > question.threshold) above += 1;
  }
  const canvas = surfaces.get(question.surface);
  if (canvas) {
    canvas.width = width;
    canvas.height = height;
    // Drawn directly to the screen, without the page's main thread.
    canvas.getContext('2d', { willReadFrequently: true })?.putImageData(pixels, 0, 0);
  }
  return { share: above / levels.length };
}

async function levelsOf({ before, after }: PixelQuestion & { kind: 'difference' }) {
  const urls = [before.url, after.url];
  const [a, b] = [await decoded(before.url, urls), await decoded(after.url, urls)];
  if (!a || !b) throw new Error('Both pictures together are too large.');
  // At the second one's size: if sizes differ, the result is the one being viewed.
  const width = Math.max(1, Math.round(after.part.width));
  const height = Math.max(1, Math.round(after.part.height));
  const step = mapStep({ width, height });
  const size = mapSize({ width, height }, step);
  const levels = new Uint8Array(size.width * size.height);
  const rows = Math.max(step, Math.floor(STRIPE_PIXELS / width / step) * step);
  const [contextA, contextB] = [contextOf(width, rows), contextOf(width, rows)];
  for (let y = 0; y < height; y += rows) {
    const tall = Math.min(rows, height - y);
    const stripe = (
      context: OffscreenCanvasRenderingContext2D,
      image: ImageBitmap,
      part: typeof after.part,
    ) => {
      const down = part.height / height;
      context.clearRect(0, 0, width, rows);
      context.imageSmoothingQuality = 'high';
      const from = { x: part.x, y: part.y + y * down, width: part.width, height: tall * down };
      drawPart(context, image, from, { width, height: tall });
      return context.getImageData(0, 0, width, tall).data;
    };
    addToMap(levels, stripe(contextA, a.image, before.part), stripe(contextB, b.image, after.part), {
      width,
      first: y,
      step,
    });
  }
  return { ...size, levels };
}

const dot = contextOf(1, 1);

async function look({ spots, side }: PixelQuestion & { kind: 'look' }): Promise<Look[]> {
  const urls = spots.map(({ url }) => url);
  const looks: Look[] = [];
  for (const { url, pixel, span } of spots) {
    const picture = await decoded(url, urls);
    if (!picture || !pixel) {
      looks.push({ color: null, view: null, tooLarge: picture === null });
      continue;
    }
    const { column, row } = pixel;
    dot.clearRect(0, 0, 1, 1);
    dot.drawImage(picture.image, column, row, 1, 1, 0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 0] = dot.getImageData(0, 0, 1, 1).data;
    looks.push({
      color: [r, g, b, alpha] satisfies Rgba,
      view: span > 0 ? around(picture.image, column, row, span, side) : null,
      tooLarge: false,
    });
  }
  return looks;
}

/** Draws the surrounding pixels, each as a square. */
function around(image: ImageBitmap, column: number, row: number, span: number, side: number): ImageBitmap {
  const context = contextOf(side, side);
  context.imageSmoothingEnabled = false;
  const half = (span - 1) / 2;
  const from = { x: column - half, y: row - half, width: span, height: span };
  drawPart(context, image, from, { width: side, height: side });
  return context.canvas.transferToImageBitmap();
}

async function answerTo(question: PixelQuestion): Promise<PixelAnswer> {
  const { id, kind } = question;
  try {
    if (kind === 'difference') return { kind, id, ...(await difference(question)) };
    return { kind, id, looks: await look(question) };
  } catch (error) {
    return { kind: 'failed', id, reason: String(error) };
  }
}

function bitmapsOf(answer: PixelAnswer): ImageBitmap[] {
  return answer.kind === 'look' ? answer.looks.flatMap(({ view }) => view ?? []) : [];
}

self.onmessage = async ({ data }: MessageEvent<PixelQuestion | SurfaceMessage>) => {
  if (data.kind === 'surface') return void surfaces.set(data.surface, data.canvas);
  if (data.kind === 'surface-gone') return void surfaces.delete(data.surface);
  const answer = await answerTo(data);
  self.postMessage(answer, { transfer: bitmapsOf(answer) });
};
