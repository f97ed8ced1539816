import { contextOf, newCanvas } from './draw.ts';

const STRIPE_PIXELS = 1_000_000;

/** Maps a picture's shades with a table of 256 entries. Closes the input. */
export function repaint(image: ImageBitmap, shades: Uint8Array): ImageBitmap {
  const { width, height } = image;
  const canvas = newCanvas({ width, height });
  const context = contextOf(canvas);
  context.drawImage(image, 0, 0);
  image.close();
  const rows = Math.max(1, Math.floor(STRIPE_PIXELS / width));
  for (let y = 0; y < height; y += rows) {
    const stripe = context.getImageData(0, y, width, Math.min(rows, height - y));
    const { data } = stripe;
    for (let i = 0; i < data.length; i += 4)
      data[i] = data[i + 1] = data[i + 2] = shades[data[i] as number] as number;
    context.putImageData(stripe, 0, y);
  }
  return canvas.transferToImageBitmap();
}
