import type { MergeChoice, MergeConflict } from '@shared/domain/merge.ts';
import type { Size } from '@shared/geometry.ts';

/** Longest edge of a preview, in pixels: about as large as the canvas. */
const LONGEST = 1400;

/** Small copies of the pictures of a merge, of one size. */
export interface MergePictures extends Size {
  readonly base: Uint32Array;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Pixels of the preview per pixel of the pictures. */
  readonly scale: number;
}

/** Reads the three pictures by address, scaled down for a preview. Rejects if one can't be read. */
export async function readMergePictures(
  urls: { readonly base: string; readonly left: string; readonly right: string },
  { width, height }: Size,
): Promise<MergePictures> {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  // Sequential: together, three full-size pictures would be in memory.
  const base = await readPixels(urls.base, size);
  const left = await readPixels(urls.left, size);
  return { ...size, scale, base, left, right: await readPixels(urls.right, size) };
}

async function readPixels(url: string, { width, height }: Size): Promise<Uint32Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bitmap = await createImageBitmap(await answer.blob(), {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'medium',
  });
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
}

/**
 * Merges small copies. Conflicts are identified by their boxes here; the saved picture is computed from every
 * pixel. An open conflict shows the left picture.
 */
export function previewMerge(
  { width, height, scale, base, left, right }: MergePictures,
  conflicts: readonly MergeConflict[],
  choices: readonly (MergeChoice | null)[],
): Uint32Array {
  const out = new Uint32Array(width * height);
  for (let at = 0; at < out.length; at++) {
    const [before, one, other] = [base[at] ?? 0, left[at] ?? 0, right[at] ?? 0];
    out[at] = one === before ? other : one;
  }
  for (const [place, { x, y, width: across, height: down }] of conflicts.entries()) {
    const choice = choices[place] ?? 'a';
    if (choice === 'a') continue;
    const chosen = choice === 'b' ? right : base;
    const [fromX, toX] = span(x, across, scale, width);
    const [fromY, toY] = span(y, down, scale, height);
    for (let row = fromY; row < toY; row++)
      for (let at = row * width + fromX; at < row * width + toX; at++)
        if (left[at] !== base[at] && right[at] !== base[at]) out[at] = chosen[at] ?? 0;
  }
  return out;
}

/** The pixels of the preview that a stretch of the picture touches. */
function span(from: number, length: number, scale: number, most: number): [number, number] {
  return [Math.max(0, Math.floor(from * scale)), Math.min(most, Math.ceil((from + length) * scale))];
}
