/** Returns a bitmap of RGBA samples in sRGB. */
export function bitmapOf(
  rgba: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(rgba, width, height));
}
