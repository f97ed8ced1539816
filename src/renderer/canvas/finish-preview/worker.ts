import type { PixelBlock } from '../../imaging/measure.ts';
import type { PreviewAnswer, PreviewQuestion } from './messages.ts';
import { previewFinish } from './preview.ts';

/* Computes previews of a finish off the page's main thread, on small copies of the pictures. */

/** Longest edge of a preview: about the size of the canvas. */
const LONGEST = 900;
/** The pictures requested last. */
let kept = new Map<string, Promise<PixelBlock>>();

async function readBlock(url: string): Promise<PixelBlock> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const blob = await answer.blob();
  const whole = await createImageBitmap(blob);
  const scale = Math.min(1, LONGEST / Math.max(whole.width, whole.height));
  const width = Math.max(1, Math.round(whole.width * scale));
  const height = Math.max(1, Math.round(whole.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, width, height);
  whole.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

async function answerTo(question: PreviewQuestion): Promise<ImageBitmap> {
  const read = (url: string) => kept.get(url) ?? readBlock(url);
  const [source, result] = [read(question.sourceUrl), read(question.resultUrl)];
  const colors = question.colorsUrl === null ? null : read(question.colorsUrl);
  kept = new Map([
    [question.sourceUrl, source],
    [question.resultUrl, result],
    ...(question.colorsUrl !== null && colors ? [[question.colorsUrl, colors] as const] : []),
  ]);
  const { width, height, data } = previewFinish(await source, await result, question, await colors);
  return createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
}

self.onmessage = async ({ data: question }: MessageEvent<PreviewQuestion>) => {
  const bitmap = await answerTo(question).catch(() => {
    // Unreadable pictures are retried.
    kept.clear();
    return null;
  });
  const answer: PreviewAnswer = { bitmap };
  self.postMessage(answer, { transfer: bitmap ? [bitmap] : [] });
};
