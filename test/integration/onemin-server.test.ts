import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { ssim } from 'ssim.js';
import { afterEach, expect, test } from 'vitest';
import { verdictKind } from '../../src/shared/domain/verdict.ts';
import { type Fault, parseFaults } from '../onemin-server/faults.ts';
import { type Drift, renderEdit } from '../onemin-server/render.ts';
import { PromptObject } from '../onemin-server/schema.ts';
import { type OneminServer, startOneminServer } from '../onemin-server/server.ts';

let api: OneminServer;
afterEach(() => api?.stop());

async function upload(
  name = 'image.png',
  type = 'image/png',
  field = 'asset',
  headers = { 'API-KEY': api.key },
) {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#488' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)], { type }), name);
  return fetch(`${api.url}/api/assets`, { method: 'POST', headers, body: form });
}
const prompt = (more: object) => ({ imageUrl: 'x', prompt: 'p', ...more });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/features`, {
    method: 'POST',
    headers: { 'API-KEY': api.key, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('uploads are validated: field, name, extension, type, key', async () => {
  api = await startOneminServer();
  expect((await upload()).status).toBe(200);
  for (const [name, type, field] of [
    ['image.jpg', 'image/jpeg', 'asset'],
    ['image', 'image/png', 'asset'],
    ['bïld.png', 'image/png', 'asset'],
    ['image.png', 'text/plain', 'asset'],
    ['image.png', 'image/png', 'file'],
  ])
    expect((await upload(name, type, field)).status).toBe(400);
  expect((await upload('image.png', 'image/png', 'asset', { 'API-KEY': 'wrong' })).status).toBe(401);
  await upload();
  expect(new Set(api.assets.map((asset) => asset.sha256)).size).toBe(1);
  expect(api.assets).toHaveLength(2);
});

test('bodies are validated: exact names, types and ranges; rejected ones aren’t billed', async () => {
  api = await startOneminServer();
  const body = (more: object, root: object = {}) => ({
    type: 'IMAGE_EDITOR',
    model: 'black-forest-labs/flux-2-dev',
    promptObject: prompt(more),
    ...root,
  });
  for (const bad of [
    { megapixels: 1 },
    { megapixels: '2' },
    { seed: '42' },
    { seed: 1.5 },
    { num_inference_steps: 0 },
    { steps: 28 },
    { aspect_ratio: '7:3' },
    { output_format: 'jpeg' },
    { go_fast: 'false' },
    { prompt: '' },
  ])
    expect((await post(body(bad))).status).toBe(400);
  expect((await post(body({}, { extra: 1 }))).status).toBe(400);
  expect((await post(body({}), { 'Content-Type': 'text/plain' })).status).toBe(400);
  const unknown = await post(body({}, { model: 'other' }));
  expect(await unknown.json()).toMatchObject({ errorCode: 'UNSUPPORTED_MODEL' });
  const missing = (await (await post({ type: 'IMAGE_EDITOR' })).json()) as {
    errorCode: string;
    details: string;
  };
  expect(missing.errorCode).toBe('MISSING_REQUIRED_FIELDS');
  expect(JSON.parse(missing.details)).toContainEqual(expect.objectContaining({ property: 'promptObject' }));
  expect(api.bills).toEqual([]);
});

test('the key belongs only in its header; on an asset link it is a violation', async () => {
  api = await startOneminServer();
  await fetch(`${api.url}/api/results/x?key=${api.key}`, { headers: { 'API-KEY': api.key } });
  await fetch(`${api.url}/api/results/x`, { headers: { Authorization: `Bearer ${api.key}` } });
  await fetch(`${api.url}/asset.1min.ai/a.webp`, { headers: { 'API-KEY': api.key } });
  expect(api.violations).toHaveLength(3);
  expect(api.violations[2]).toContain('sent to the asset host');
});

test('credits run out, and the account reports it', async () => {
  api = await startOneminServer({ credits: 20_000, team: 'Blue' });
  const { asset } = (await (await upload()).json()) as { asset: { key: string } };
  const body = {
    type: 'IMAGE_EDITOR',
    model: 'black-forest-labs/flux-2-dev',
    promptObject: prompt({ imageUrl: asset.key }),
  };
  expect((await post(body)).status).toBe(200);
  const refused = await post(body);
  expect(refused.status).toBe(406);
  expect(await refused.json()).toMatchObject({ errorCode: 'INSUFFICIENT_CREDITS' });
  expect(api.bills).toHaveLength(1);
});

test('more than 180 requests a minute are refused', async () => {
  api = await startOneminServer({ ratePerMinute: 5 });
  const ask = () => fetch(`${api.url}/api/results/x`, { headers: { 'API-KEY': api.key } });
  const statuses = (await Promise.all(Array.from({ length: 7 }, ask))).map((answer) => answer.status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
});

/** The luma of a picture, for the same measure as the app's verdict. */
async function measure(a: Buffer, b: Buffer) {
  const pixels = async (bytes: Buffer) => {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
  };
  const [one, two] = await Promise.all([pixels(a), pixels(b)]);
  let changed = 0;
  for (let at = 0; at < one.data.length; at += 4)
    if (Math.abs((one.data[at + 1] ?? 0) - (two.data[at + 1] ?? 0)) > 16) changed += 1;
  const { mssim } = ssim(one as unknown as ImageData, two as unknown as ImageData);
  const changedShare = changed / (one.data.length / 4);
  return verdictKind({ identical: a.equals(b), sameSize: true, ssim: mssim, changedShare });
}

test('the drift option gives each verdict on a real photograph', async () => {
  const source = await sharp('resources/samples/astronaut.png').toBuffer();
  const request = PromptObject.parse(prompt({ megapixels: '0.25', output_format: 'png', seed: 7 }));
  const first = (await renderEdit(source, request, 'none')).bytes;
  const kinds = { none: 'identical', near: 'near', drifted: 'drifted', different: 'different' } as const;
  for (const [drift, kind] of Object.entries(kinds)) {
    const { bytes } = await renderEdit(source, request, drift as Drift);
    expect({ drift, kind: await measure(first, bytes) }).toEqual({ drift, kind });
  }
  const other = (await renderEdit(source, { ...request, seed: 8 }, 'none')).bytes;
  expect(other.equals(first)).toBe(false);
});

test('parses faults from text', () => {
  expect(parseFaults('feature:status;status=429;retryAfter=2, download:truncated;times=3')).toEqual([
    expect.objectContaining({
      at: 'feature',
      kind: 'status',
      status: 429,
      retryAfter: '2',
      times: 1,
    } satisfies Partial<Fault>),
    expect.objectContaining({ at: 'download', kind: 'truncated', times: 3 }),
  ]);
  expect(() => parseFaults('feature:nonsense')).toThrow();
});

test('as a command, it prints its address and key, and serves its bills', async () => {
  const node = process.execPath;
  const main = createRequire(import.meta.url).resolve('../onemin-server/main.ts');
  const child = spawn(node, [main, '--fault', 'feature:status;status=502'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const text = await new Promise<string>((done, fail) => {
      let seen = '';
      child.stdout.on('data', (chunk: Buffer) => {
        seen += chunk;
        if (seen.includes('Ctrl+C')) done(seen);
      });
      child.on('exit', () => fail(new Error(seen)));
    });
    const [, url] = /RESEED_API_BASE=(\S+)/.exec(text) ?? [];
    expect(text).toMatch(/RESEED_API_KEY=\S+/);
    expect(await (await fetch(`${url}/__bills`)).json()).toMatchObject({ bills: [], violations: [] });
    expect(await (await fetch(`${url}/__faults`)).json()).toMatchObject({ faults: [{ status: 502 }] });
    const added = await fetch(`${url}/__faults`, {
      method: 'POST',
      body: '{"at":"download","kind":"expired"}',
    });
    expect(((await added.json()) as { faults: unknown[] }).faults).toHaveLength(2);
  } finally {
    child.kill();
  }
});
