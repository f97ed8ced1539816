import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { createApi } from '../../src/main/engines/onemin/engine.ts';
import { isReachable, keyProblem } from '../../src/main/engines/onemin/probe.ts';
import { Failure } from '../../src/shared/errors.ts';
import { type Rig, startRig } from '../onemin-server/rig.ts';

let rig: Rig;
afterEach(() => rig.stop());
const never = new AbortController().signal;

test('an edit’s bytes contain every documented parameter by name and type', async () => {
  rig = await startRig();
  const end = await rig.run({
    prompt: 'Turn it “blue” — 青',
    seed: 2147483647,
    params: {
      strength: 0.35,
      steps: 12,
      guidance: 3.5,
      aspectRatio: '4:5',
      megapixels: '0.25',
      format: 'png',
      quality: 0,
      goFast: true,
      disableSafetyChecker: true,
    },
  });
  expect(end.failure).toBeNull();
  expect(end.thrown).toBeNull();
  expect(end.journal.states).toEqual(['uploading', 'sending', 'accepted', 'downloading']);
  const [upload, edit, download] = rig.api.requests;
  const [asset] = rig.api.assets;
  expect(edit?.body.toString('utf8')).toBe(
    `{"type":"IMAGE_EDITOR","model":"black-forest-labs/flux-2-dev","promptObject":{"imageUrl":"${asset?.path}",` +
      '"prompt":"Turn it “blue” — 青","prompt_strength":0.35,"num_inference_steps":12,"guidance":3.5,' +
      '"aspect_ratio":"4:5","megapixels":"0.25","output_format":"png","output_quality":0,"go_fast":true,' +
      '"disable_safety_checker":true,"seed":2147483647}}',
  );
  expect(edit?.headers['content-type']).toBe('application/json');
  expect(edit?.headers['api-key']).toBe(rig.api.key);
  expect(upload?.body.toString('latin1')).toContain(
    'name="asset"; filename="image.png"\r\nContent-Type: image/png\r\n',
  );
  expect(asset?.sha256).toBe(rig.source.sha256);
  expect(download?.method).toBe('GET');
  expect(download?.headers['api-key']).toBeUndefined();
  expect(rig.api.requests).toHaveLength(3);
  expect(rig.api.violations).toEqual([]);
  expect(rig.api.bills).toHaveLength(1);

  const sha256 = createHash('sha256')
    .update(edit?.body ?? '')
    .digest('hex');
  expect(rig.api.bills[0]?.bodySha256).toBe(sha256);
  const { receipt } = end.journal;
  expect(receipt.bodySha256).toBe(sha256);
  expect(receipt.picture).toEqual({
    path: asset?.path,
    sha256: asset?.sha256,
    bytes: asset?.bytes.length,
    mime: 'image/png',
  });
  expect(receipt.credits).toEqual({ used: 15_000, limit: 4_000_000 });
  // Unknown fields of the answer are kept; links and the names of people and teams aren't.
  expect(receipt.answer).toMatchObject({ aiRecord: { userId: expect.any(String), status: 'SUCCESS' } });
  const written = JSON.stringify(receipt);
  for (const secret of [rig.api.key, rig.api.team, 'Ada Lovelace', 'X-Amz-Signature'])
    expect(written).not.toContain(secret);

  const [result] = end.results;
  expect(result?.mime).toBe('image/png');
  const meta = await sharp(await readFile(result?.path ?? '')).metadata();
  expect((meta.width ?? 0) / (meta.height ?? 1)).toBeCloseTo(0.8, 1);
});

test('defaults are included', async () => {
  rig = await startRig();
  await rig.run({ params: { megapixels: '1' } });
  const sent = JSON.parse(rig.api.requests[1]?.body.toString('utf8') ?? '') as { promptObject: object };
  expect(sent.promptObject).toEqual({
    imageUrl: rig.api.assets[0]?.path,
    prompt: 'Make it a watercolor',
    prompt_strength: 0.8,
    num_inference_steps: 28,
    guidance: 3,
    aspect_ratio: 'match_input_image',
    megapixels: '1',
    output_format: 'webp',
    output_quality: 80,
    go_fast: false,
    disable_safety_checker: false,
    seed: 42,
  });
});

test.each([
  ['its model is gone', { model: 'retired' }, [], 'model-of-other-engine'],
  ['a parameter is beyond its limit', { params: { steps: 51 } }, [], 'param-range'],
  ['it has a reference picture', {}, ['reference'], 'references-too-many'],
] as const)('an edit is refused before its source is uploaded if %s', async (_, request, more, reason) => {
  rig = await startRig();
  const end = await rig.run(request, undefined, undefined, more);
  expect(end.thrown).toBeInstanceOf(Failure);
  expect(JSON.stringify((end.thrown as Failure).toValue())).toContain(reason);
  expect(end.journal.states).toEqual([]);
  expect(rig.api.requests).toEqual([]);
});

test('a picture is uploaded once, even if several of its edits start together', async () => {
  rig = await startRig();
  const ends = await Promise.all([1, 2, 3, 4].map((seed) => rig.run({ seed })));
  expect(ends.map((end) => end.failure ?? end.thrown)).toEqual([null, null, null, null]);
  await rig.run({ seed: 5 });
  expect(rig.api.requests.filter((one) => one.path === '/api/assets')).toHaveLength(1);
  expect(rig.api.bills.map((bill) => bill.seed).sort()).toEqual([1, 2, 3, 4, 5]);
});

test('an edit with a forgotten upload is requeued once, unbilled, and uploaded again', async () => {
  rig = await startRig();
  await rig.run();
  rig.api.dropAssets();
  const refused = await rig.run({ seed: 7 });
  expect(refused.failure).toMatchObject({ outcome: 'wait', charged: 'no', retryAfterMs: 0 });
  refused.journal.requeue();
  const again = await rig.run({ seed: 7 }, refused.journal);
  expect(again.failure).toBeNull();
  expect(rig.api.bills).toHaveLength(2);
  // A rejected fresh upload isn't retried forever.
  rig.assets.map.clear();
  await rig.api.faults.add({ at: 'feature', kind: 'asset-gone' });
  expect((await rig.run({ seed: 8 })).failure).toMatchObject({
    outcome: 'failed',
    code: 'request-refused',
    charged: 'no',
  });
});

test('the asynchronous API is polled until the picture exists', async () => {
  rig = await startRig({ editMs: 60 }, { asynchronous: () => true });
  const end = await rig.run();
  expect(end.failure).toBeNull();
  expect(end.results).toHaveLength(1);
  expect(end.journal.states).toEqual(['uploading', 'sending', 'accepted', 'downloading']);
  expect(rig.api.requests[1]?.body.toString()).toContain('"async":true');
  expect(rig.api.bills).toHaveLength(1);
  expect(rig.api.violations).toEqual([]);
});

test('the same request gives the same bytes unless drift is set', async () => {
  rig = await startRig();
  const bytes = async () => readFile((await rig.run({ params: { format: 'png' } })).results[0]?.path ?? '');
  const first = await bytes();
  expect((await bytes()).equals(first)).toBe(true);
  rig.api.settings.drift = 'near';
  expect((await bytes()).equals(first)).toBe(false);
});

test('a key is tested for free, and the service is probed without one', async () => {
  rig = await startRig();
  const api = createApi(rig.options);
  expect(await keyProblem(api, rig.api.key, never)).toBeNull();
  expect(await keyProblem(api, 'wrong-key-000000', never)).toMatchObject({ code: 'key-refused' });
  expect(await keyProblem(api, 'naïve key', never)).toMatchObject({ code: 'key-refused' });
  expect(await isReachable(api, never)).toBe(true);
  expect(rig.api.requests.at(-1)?.headers['api-key']).toBeUndefined();
  await rig.api.faults.add({ at: 'connect', kind: 'refused' });
  expect(await isReachable(api, never)).toBe(false);
  expect(await keyProblem(api, rig.api.key, never)).toMatchObject({ code: 'service-unreachable' });
  expect(rig.api.bills).toEqual([]);
});
