import type { PixelBlock } from '../../imaging/measure.ts';
import { lightFit } from './light-fit.ts';
import { type LightFit, NO_ANSWER, type PreviewAnswer, type PreviewQuestion } from './messages.ts';
import { previewFinish } from './preview.ts';

/* Computes previews of a finish off the page's main thread, on small copies of the pictures. */

/** Longest edge of a preview: about the size of the canvas. */
const LONGEST = 900;
/** The pictures requested last. */
let kept = new Map<string, Promise<PixelBlock>>();

/** Whether only light and color of the pictures measured last changed. */
let measured: { readonly key: string; readonly light: LightFit } | null = null;

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

async function answerTo(question: PreviewQuestion): Promise<PreviewAnswer> {
  const read = (url: string) => kept.get(url) ?? readBlock(url);
  const [source, result] = [read(question.sourceUrl), read(question.resultUrl)];
  const colors = question.colorsUrl === null ? null : read(question.colorsUrl);
  kept = new Map([
    [question.sourceUrl, source],
    [question.resultUrl, result],
    ...(question.colorsUrl !== null && colors ? [[question.colorsUrl, colors] as const] : []),
  ]);
  const light = measureLight(await source, await result, question);
  const bitmap = await previewOf(await source, await result, question, await colors);
  return { bitmap, light };
}

/** The same for every recipe, so it is measured once. */
function measureLight(source: PixelBlock, result: PixelBlock, question: PreviewQuestion): LightFit {
  const { sourceUrl, resultUrl, region } = question;
  const key = JSON.stringify([sourceUrl, resultUrl, region]);
  if (measured?.key !== key) measured = { key, light: lightFit(source, result, question) };
  return measured.light;
}

/** Returns null if the result can't be put back by this recipe. */
async function previewOf(
  source: PixelBlock,
  result: PixelBlock,
  question: PreviewQuestion,
  colors: PixelBlock | null,
): Promise<ImageBitmap | null> {
  try {
    const { width, height, data } = previewFinish(source, result, question, colors);
    return await createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
  } catch {
    return null;
  }
}

self.onmessage = async ({ data: question }: MessageEvent<PreviewQuestion>) => {
  const answer = await answerTo(question).catch((): PreviewAnswer => {
    // Unreadable pictures are retried.
    kept.clear();
    return NO_ANSWER;
  });
  self.postMessage(answer, { transfer: answer.bitmap ? [answer.bitmap] : [] });
};
