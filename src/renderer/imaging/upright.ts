import { contextOf, newCanvas } from './draw.ts';

type Transform = [number, number, number, number, number, number];

/** Returns the canvas transform (six numbers) that makes a stored picture upright. */
function transformOf(orientation: number, w: number, h: number): Transform {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, w, 0];
    case 3:
      return [-1, 0, 0, -1, w, h];
    case 4:
      return [1, 0, 0, -1, 0, h];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, h, 0];
    case 7:
      return [0, -1, -1, 0, h, w];
    case 8:
      return [0, -1, 1, 0, 0, w];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

/** Rotates the picture by its EXIF orientation (1 to 8, others count as 1). Closes the input. */
export function upright(image: ImageBitmap, orientation: number): ImageBitmap {
  if (!(orientation >= 2 && orientation <= 8)) return image;
  const { width, height } = image;
  const canvas = newCanvas(orientation >= 5 ? { width: height, height: width } : { width, height });
  const context = contextOf(canvas);
  context.imageSmoothingEnabled = false;
  context.setTransform(...transformOf(orientation, width, height));
  context.drawImage(image, 0, 0);
  image.close();
  return canvas.transferToImageBitmap();
}
