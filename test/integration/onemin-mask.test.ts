import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryJournal, type Rig, startRig } from '../onemin-server/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  expect(rig.api.violations).toEqual([]);
  await rig.stop();
});

const inpaint = { model: 'recraft-remove-object', prompt: '', params: {} };
const run = (journal = new MemoryJournal()) => rig.run(inpaint, journal, undefined, ['mask']);
const posted = () => rig.api.requests.filter(({ path }) => path === '/api/features');

describe('an edit with a mask', () => {
  it('uploads source and mask once, and sends both by their paths', async () => {
    const journal = new MemoryJournal();
    const { results } = await run(journal);
    const [source, mask] = rig.api.assets;
    expect(rig.api.assets).toHaveLength(2);
    expect(source?.bytes.equals(rig.source.bytes)).toBe(true);
    expect(mask?.bytes.equals(rig.mask.bytes)).toBe(true);
    expect(JSON.parse(posted()[0]?.body.toString() ?? '')).toEqual({
      type: 'IMAGE_OBJECT_REMOVER',
      model: 'recraft',
      promptObject: { imageUrl: source?.path, maskUrl: mask?.path },
    });
    expect(journal.receipt).toMatchObject({ picture: { path: source?.path }, mask: { path: mask?.path } });
    // White of the mask has changed, black hasn't.
    const picture = await readFile(results[0]?.path ?? '');
    const { data } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 255]);
    expect([...data.subarray(95 * 3, 96 * 3)]).not.toEqual([255, 0, 255]);
  });

  it('sends the same bytes when it is repeated', async () => {
    await run();
    await run();
    expect(rig.api.assets).toHaveLength(2);
    const [first, second] = posted();
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(rig.api.bills).toHaveLength(2);
  });

  it('is refused without a mask before anything is uploaded', async () => {
    const { thrown } = await rig.run(inpaint);
    expect(thrown).toMatchObject({ value: { code: 'bad-request', reason: 'mask-needed' } });
    expect(rig.api.assets).toEqual([]);
    expect(rig.api.requests).toEqual([]);
  });

  it('is repeated without a charge after a failure between the two uploads', async () => {
    rig.api.faults.add({ at: 'asset', kind: 'after-last-byte', times: 9 });
    const first = await run();
    expect(first.failure).toMatchObject({ outcome: 'wait', charged: 'no' });
    rig.api.faults.clear();
    // Now the source arrives, and the app dies before the mask does.
    const stop = new AbortController();
    const counted = rig.api.assets.length;
    rig.options.assets.set = (
      (set) =>
      (...args) => {
        set(...args);
        stop.abort();
      }
    )(rig.options.assets.set.bind(rig.options.assets));
    const died = await rig.run(inpaint, new MemoryJournal(), stop.signal, ['mask']);
    expect(died.results).toEqual([]);
    expect(rig.api.assets.length).toBe(counted + 1);
    expect(rig.api.bills).toEqual([]);
    const { results } = await run();
    expect(results).toHaveLength(1);
    expect(rig.api.bills).toHaveLength(1);
    expect(posted()).toHaveLength(1);
  });

  it('uploads both again if the service has lost them, and is charged once', async () => {
    await run();
    rig.api.dropAssets();
    const { failure } = await run();
    expect(failure).toMatchObject({ outcome: 'wait', value: { reason: 'upload-expired' } });
    const { results } = await run();
    expect(results).toHaveLength(1);
    expect(rig.api.bills).toHaveLength(2);
  });
});

it.each([
  'stable-image-remove-background',
  'stable-image-upscale',
  'ideogram-3-upscale',
  'gemini-2.5-flash-image-preview',
])('%s is played by the strict server, and its result is fetched', async (model) => {
  const { results, failure, thrown } = await rig.run({ model, params: {} });
  expect([failure, thrown]).toEqual([null, null]);
  const { width, hasAlpha } = await sharp(results[0]?.path).metadata();
  expect(hasAlpha).toBe(model === 'stable-image-remove-background');
  if (/upscale/.test(model)) expect(width).toBe(4 * 96);
});
