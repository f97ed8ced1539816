import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { describe, expect, it } from 'vitest';
import { createFinishPreview } from '../../src/renderer/canvas/finish-preview/client.ts';
import { lightFit } from '../../src/renderer/canvas/finish-preview/light-fit.ts';
import {
  NO_ANSWER,
  type PreviewAnswer,
  type PreviewQuestion,
} from '../../src/renderer/canvas/finish-preview/messages.ts';
import { previewFinish } from '../../src/renderer/canvas/finish-preview/preview.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { boxMask } from '../fixtures/noise-block.ts';
import { syntheticEdit } from '../fixtures/synthetic-edits/index.ts';

describe('previewFinish', () => {
  it('puts a result into a small copy, only inside the painted mask', async () => {
    const { source, result } = await syntheticEdit(3, { sourcePixels: 90_000, resultPixels: 60_000 });
    // The mask was painted on a picture three times as large.
    const size = { width: source.width * 3, height: source.height * 3 };
    const mask = boxMask(size, { x: 0, y: 0, width: size.width / 2, height: size.height });
    const made = previewFinish(source, result, {
      sourceSize: size,
      region: null,
      recipe: { ...DEFAULT_FINISH, mask: { kind: 'drawn', sha256: '0'.repeat(64) } },
      drawn: { ...size, data: mask as Uint8Array<ArrayBuffer> },
    });
    let [left, right] = [0, 0];
    for (let p = 0; p < made.data.length; p += 4) {
      if (made.data[p] === source.data[p]) continue;
      if ((p / 4) % source.width < source.width / 2) left++;
      else right++;
    }
    expect(right).toBe(0);
    expect(left).toBeGreaterThan(100);
  });

  it('equals the source at opacity 0', async () => {
    const { source, result } = await syntheticEdit(4, { sourcePixels: 60_000, resultPixels: 60_000 });
    const recipe = { ...DEFAULT_FINISH, opacity: 0 };
    const made = previewFinish(source, result, { sourceSize: source, region: null, recipe, drawn: null });
    expect(made.data).toEqual(source.data);
  });
});

describe('lightFit', () => {
  const question = (sourceSize: PixelBlock) => ({ sourceSize, region: null });

  it('accepts a result that was only graded', async () => {
    const { source } = await syntheticEdit(5, { sourcePixels: 90_000, resultPixels: 60_000 });
    const graded = { ...source, data: source.data.map((value, at) => (at % 4 === 0 ? value * 0.8 : value)) };
    expect(lightFit(source, graded, question(source))).toEqual({ fits: true });
  });

  it('refuses a result with other content, and returns the reason', async () => {
    const { source } = await syntheticEdit(5, { sourcePixels: 90_000, resultPixels: 60_000 });
    const painted = { ...source, data: source.data.slice() };
    const stripes = source.width * Math.floor(source.height / 2) * 4;
    // The lower half has other detail.
    for (let p = stripes; p < painted.data.length; p++)
      if (p % 4 !== 3) painted.data[p] = ((p >> 4) * 73) & 255;
    expect(lightFit(source, painted, question(source))).toEqual({
      fits: false,
      why: { reason: 'content-changed' },
    });
    const flat = { ...source, data: source.data.map((_, at) => (at % 4 === 3 ? 255 : 90)) };
    expect(lightFit(source, flat, question(source))).toMatchObject({
      fits: false,
      why: { reason: 'not-aligned' },
    });
  });
});

describe('the preview of a finish', () => {
  /** A worker that answers on request. */
  class FakeWorker {
    onmessage: ((event: { data: PreviewAnswer }) => void) | null = null;
    onerror: (() => void) | null = null;
    readonly asked: PreviewQuestion[] = [];
    postMessage(question: PreviewQuestion) {
      this.asked.push(question);
    }
    answer() {
      const { width } = this.asked.at(-1)?.sourceSize ?? { width: 0 };
      this.onmessage?.({ data: { bitmap: { width } as ImageBitmap, light: null } });
    }
    terminate() {}
  }
  const question = {
    sourceUrl: '/image/a',
    resultUrl: '/image/b',
    sourceSize: { width: 10, height: 10 },
    region: null,
    recipe: DEFAULT_FINISH,
    drawn: null,
    colorsUrl: null,
  };

  it('processes one request at a time and keeps only the newest waiting one', async () => {
    const worker = new FakeWorker();
    const preview = createFinishPreview(() => worker as unknown as Worker);
    const answers = [1, 2, 3].map((width) => preview.ask({ ...question, sourceSize: { width, height: 10 } }));
    expect(worker.asked).toHaveLength(1);
    worker.answer();
    worker.answer();
    const widths = (await Promise.all(answers)).map(({ bitmap }) => bitmap?.width ?? null);
    expect(widths).toEqual([1, null, 3]);
    expect(worker.asked).toHaveLength(2);
  });

  it('answers nothing once closed', async () => {
    const preview = createFinishPreview(() => new FakeWorker() as unknown as Worker);
    const [first, second] = [preview.ask(question), preview.ask(question)];
    preview.close();
    expect(await Promise.all([first, second])).toEqual([NO_ANSWER, NO_ANSWER]);
  });
});
