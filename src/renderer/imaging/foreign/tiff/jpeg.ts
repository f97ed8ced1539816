import { contextOf, newCanvas, pixelsOf, release } from '../../draw.ts';
import type { Layout } from './layout.ts';

/**
 * Returns the samples of a JPEG strip, decoded by the browser. Shared tables are stored separately. Only TIFF
 * tags tell whether three channels are YCbCr or RGB, so a marker is inserted for the decoder.
 */
export async function jpegSamples(
  layout: Layout,
  strip: Uint8Array<ArrayBuffer>,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tables = layout.jpegTables?.subarray(2, -2) ?? new Uint8Array();
  const start = new Uint8Array([0xff, 0xd8]);
  const adobe = layout.samples === 3 ? adobeMarker(layout.ycc ? 1 : 0) : new Uint8Array();
  const file = new Blob([start, adobe, tables, strip.subarray(2)], { type: 'image/jpeg' });
  const image = await createImageBitmap(file, { colorSpaceConversion: 'none', imageOrientation: 'none' });
  if (image.width < width || image.height < height) throw new Error('A strip is too small.');
  const canvas = newCanvas({ width, height });
  contextOf(canvas).drawImage(image, 0, 0);
  image.close();
  const { data } = pixelsOf(canvas);
  release(canvas);
  const { samples } = layout;
  const out = new Uint8Array(width * height * samples);
  for (let from = 0, to = 0; to < out.length; from += 4, to += samples)
    for (let channel = 0; channel < samples; channel++) out[to + channel] = data[from + channel] as number;
  return out;
}

function adobeMarker(transform: number): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode('Adobe');
  return new Uint8Array([0xff, 0xee, 0, 14, ...name, 0, 100, 0, 0, 0, 0, transform]);
}
