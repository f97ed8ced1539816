import sharp, { type Sharp } from 'sharp';
import type { Asked } from './schema.ts';

interface Rendered {
  readonly bytes: Buffer;
  readonly mime: string;
}

/** Largest edge of an enlarged picture. */
const EDGE_MAX = 4_096;

/** Renders the tasks that are no plain edit. Null: it is one. */
export function renderTask(asked: Asked, source: Buffer, mask: Buffer | null): Promise<Rendered> | null {
  if (mask) return inpainted(asked, source, mask);
  if (asked.type === 'BACKGROUND_REMOVER') return cutOut(source);
  if (asked.type === 'IMAGE_UPSCALER') return enlarged(asked, source);
  return null;
}

/** The source with what is white in the mask in magenta. The mask must be as large. */
async function inpainted(asked: Asked, source: Buffer, mask: Buffer): Promise<Rendered> {
  const { data, info } = await sharp(source).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const allowed = await sharp(mask)
    .removeAlpha()
    .toColorspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  if (allowed.info.width !== width || allowed.info.height !== height)
    throw new Error(`the mask is not ${width} x ${height}`);
  for (let at = 0; at < width * height; at += 1)
    if ((allowed.data[at * allowed.info.channels] ?? 0) > 127) data.set([255, 0, 255], at * 3);
  return encoded(sharp(data, { raw: { width, height, channels: 3 } }), asked);
}

/** The source as a circle on nothing. */
async function cutOut(source: Buffer): Promise<Rendered> {
  const { data, info } = await sharp(source)
    .removeAlpha()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const radius = Math.min(width, height) / 2;
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) - width / 2, Math.floor(at / width) - height / 2];
    if (Math.hypot(x, y) > radius) data[at * 4 + 3] = 0;
  }
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 3 })
    .toBuffer();
  return { bytes, mime: 'image/png' };
}

async function enlarged(asked: Asked, source: Buffer): Promise<Rendered> {
  const { width = 1, height = 1 } = await sharp(source).metadata();
  const factor = Math.min(4, EDGE_MAX / Math.max(width, height));
  return encoded(sharp(source).resize(Math.round(width * factor), Math.round(height * factor)), asked);
}

async function encoded(picture: Sharp, { promptObject }: Asked): Promise<Rendered> {
  const format = promptObject.output_format === 'jpg' ? 'jpeg' : promptObject.output_format;
  const bytes = await picture.toFormat(format, format === 'png' ? { compressionLevel: 3 } : {}).toBuffer();
  return { bytes, mime: `image/${format}` };
}
