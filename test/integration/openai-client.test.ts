import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, LIMITS, withoutVersion } from '../../src/main/engines/openai-images/api.ts';
import { alphaMask } from '../../src/main/engines/openai-images/mask-png.ts';
import { postEdit } from '../../src/main/engines/openai-images/post-edit.ts';
import { serverProblem } from '../../src/main/engines/openai-images/probe.ts';
import { editForm } from '../../src/main/engines/openai-images/request.ts';
import { allowedLink, saveResults } from '../../src/main/engines/openai-images/results.ts';
import type { Http } from '../../src/main/http/http.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { MemoryJournal } from '../onemin-server/memory-ledger.ts';
import { type OpenaiServer, type OpenaiServerOptions, startOpenaiServer } from '../openai-server/server.ts';

const never = new AbortController().signal;
const http = createUndiciHttp({ connectMs: 2_000 });
let server: OpenaiServer;
let dir: string;

beforeEach(async () => {
  server = await startOpenaiServer();
  dir = await mkdtemp(join(tmpdir(), 'reseed-openai-'));
});
afterEach(async () => {
  expect(server.violations).toEqual([]);
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function restart(options: OpenaiServerOptions): Promise<void> {
  await server.stop();
  server = await startOpenaiServer(options);
}

function apiOf(over: Partial<Api> = {}): Api {
  return { http, address: server.url, key: server.key, limits: LIMITS, now: Date.now, pauseMs: 5, ...over };
}

async function picture(name: string, color = '#306090', width = 40, height = 30) {
  const path = join(dir, name);
  await sharp({ create: { width, height, channels: 3, background: color } })
    .png()
    .toFile(path);
  return { path, mime: 'image/png' as const };
}

/** A gray mask whose left half may change. */
async function leftHalf(width = 40, height = 30) {
  const path = join(dir, 'mask.png');
  const pixels = Buffer.from(
    [...Array(width * height).keys()].map((at) => (at % width < width / 2 ? 255 : 0)),
  );
  await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColorspace('b-w')
    .png({ palette: false })
    .toFile(path);
  return { path, mime: 'image/png' as const };
}

async function edit(
  options: {
    readonly api?: Api;
    readonly references?: number;
    readonly isMasked?: boolean;
    readonly signal?: AbortSignal;
    readonly fields?: object;
    readonly onFirstByte?: () => void;
  } = {},
) {
  const api = options.api ?? apiOf();
  const pictures = [await picture('source.png')];
  for (let n = 0; n < (options.references ?? 0); n += 1)
    pictures.push(await picture(`reference-${n}.png`, '#aa3333'));
  const form = await editForm(
    { prompt: 'make it “snow”\r\nnow', model: 'picture-model-1', ...options.fields },
    { pictures, mask: options.isMasked ? await leftHalf() : null },
  );
  const journal = new MemoryJournal();
  const answer = await postEdit(api, form, {
    signal: options.signal ?? never,
    onFirstByte: options.onFirstByte ?? (() => journal.sending(form.receipt)),
    onAnotherTry: () => {},
  });
  const results = await saveResults(api, answer, { stagingDir: dir, signal: never, reporter: journal });
  return { answer, results, journal };
}

async function failureFrom(work: Promise<unknown>): Promise<RunFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunFailure)) throw new Error(`no run failure: ${String(error)}`);
  return error;
}

describe('an edit', () => {
  it('sends exactly what was asked for, and keeps the picture and the usage', async () => {
    const { answer, results, journal } = await edit({ fields: { size: '64x48', quality: undefined } });
    expect(server.bills).toHaveLength(1);
    expect(server.bills[0]?.fields).toEqual({
      prompt: 'make it “snow”\r\nnow',
      model: 'picture-model-1',
      size: '64x48',
    });
    expect(server.bills[0]?.files.map(({ field, name }) => [field, name])).toEqual([
      ['image', 'image-1.png'],
    ]);
    expect(answer.usage?.total_tokens).toBe(4_600);
    expect(results[0]?.mime).toBe('image/png');
    expect(await sharp(results[0]?.path).metadata()).toMatchObject({ width: 64, height: 48 });
    expect(journal.receipt.fields).toEqual(server.bills[0]?.fields);
  });

  it('sends several pictures as a list, in order', async () => {
    await edit({ references: 2 });
    expect(server.bills[0]?.files.map(({ field }) => field)).toEqual(['image[]', 'image[]', 'image[]']);
  });

  it('sends a mask whose transparent part may change, and only that part changes', async () => {
    const { results } = await edit({ isMasked: true });
    const { data } = await sharp(results[0]?.path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const source = [0x30, 0x60, 0x90];
    const pixel = (x: number) => [...data.subarray(x * 3, x * 3 + 3)];
    expect(pixel(35)).toEqual(source);
    expect(pixel(5)).not.toEqual(source);
  });

  it('takes pictures by address from the server itself, without the key', async () => {
    await restart({ answersUrl: true });
    const { results } = await edit();
    expect(results).toHaveLength(1);
  });

  it('works without a key on a server that asks for none', async () => {
    await restart({ key: null });
    expect((await edit()).results).toHaveLength(1);
  });

  it.each(['png', 'jpeg', 'webp'])('keeps a picture as %s', async (format) => {
    const { results } = await edit({ fields: { output_format: format } });
    expect(results[0]?.mime).toBe(`image/${format}`);
  });
});

describe('an edit that fails', () => {
  it.each([
    ['status', 401, { outcome: 'wait', blocks: true, code: 'key-refused' }],
    ['status', 502, { outcome: 'uncertain', charged: 'unknown', code: 'outcome-unknown' }],
    ['status', 413, { outcome: 'failed', charged: 'no', code: 'file-too-large' }],
    ['moderated', 400, { outcome: 'failed', charged: 'unknown', code: 'moderated' }],
    ['quota', 429, { outcome: 'wait', blocks: true, code: 'no-credits' }],
    ['rate', 429, { outcome: 'wait', blocks: false, code: 'rate-limited', retryAfterMs: 3_000 }],
    ['unknown-parameter', 400, { outcome: 'failed', charged: 'no', code: 'request-refused' }],
    ['redirect', 302, { outcome: 'wait', blocks: true, code: 'service-unreachable' }],
    ['html', 200, { outcome: 'uncertain', code: 'outcome-unknown' }],
    ['not-json', 200, { outcome: 'uncertain', code: 'outcome-unknown' }],
    ['after-last-byte', 0, { outcome: 'uncertain', code: 'outcome-unknown' }],
    ['mid-body', 0, { outcome: 'uncertain', code: 'outcome-unknown' }],
    ['empty', 200, { outcome: 'failed', charged: 'yes', code: 'result-missing' }],
    ['not-a-picture', 200, { outcome: 'failed', charged: 'yes', code: 'result-refused' }],
  ] as const)('by %s %i ends as it should, sent once', async (kind, status, expected) => {
    server.addFault({ at: 'edit', kind, status });
    const failure = await failureFrom(edit());
    expect(failure).toMatchObject(expected);
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(failure.message).not.toContain(server.key);
    expect((await readdir(dir)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('quotes the server without the key', async () => {
    const key = 'sk-wrong-key-wrong-key';
    const failure = await failureFrom(edit({ api: apiOf({ key }) }));
    expect(failure.value).toEqual({
      code: 'key-refused',
      reason: 'server-key-refused',
      quote: 'Incorrect API key provided: [key]',
    });
  });

  it('asks for a key when it has none', async () => {
    expect((await failureFrom(edit({ api: apiOf({ key: null }) }))).value.reason).toBe('server-key-missing');
  });

  it('is uncertain when it is stopped after it was sent', async () => {
    server.addFault({ at: 'edit', kind: 'silent' });
    const stop = new AbortController();
    const failure = failureFrom(edit({ signal: stop.signal }));
    await expect.poll(() => server.bills.length).toBe(1);
    stop.abort();
    expect(await failure).toMatchObject({ outcome: 'uncertain', value: { reason: 'stopped' } });
  });

  it('is aborted, not uncertain, when it is stopped between two attempts to connect', async () => {
    const stop = new AbortController();
    // Electron's network stack calls `onFirstByte` before it connects.
    const early: Http = {
      ...http,
      exchange({ onFirstByte, ...request }, read) {
        onFirstByte?.();
        return http.exchange(request, read).finally(() => stop.abort());
      },
    };
    const api = apiOf({ http: early, address: 'http://127.0.0.1:1', pauseMs: 60_000 });
    await expect(edit({ api, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not sent if it may not be recorded', async () => {
    const refusal = new Error('the disk is full');
    const work = edit({
      onFirstByte: () => {
        throw refusal;
      },
    });
    await expect(work).rejects.toBe(refusal);
    expect(server.bills).toEqual([]);
  });

  it('reads no answer without an end', async () => {
    server.addFault({ at: 'edit', kind: 'endless' });
    expect(await failureFrom(edit())).toMatchObject({ outcome: 'uncertain' });
  });
});

describe('an address in an answer', () => {
  it.each([
    'http://10.0.0.1/a.png',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://user:pass@example.com/a.png',
    'ftp://example.com/a.png',
    'http://example.com/a.png',
    'javascript:alert(1)',
  ])('is not followed: %s', async (to) => {
    server.addFault({ at: 'edit', kind: 'hostile-url', to });
    expect(await failureFrom(edit())).toMatchObject({ charged: 'yes', code: 'result-refused' });
  });

  it('of a private machine is not followed over https either', async () => {
    server.addFault({ at: 'edit', kind: 'hostile-url', to: 'https://127.0.0.1:9/a.png' });
    expect(await failureFrom(edit())).toMatchObject({ charged: 'yes', code: 'result-missing' });
  });

  it('may be the server itself or https elsewhere', () => {
    const api = { address: 'http://gpu.local:8080' };
    expect(allowedLink(api, '/files/a.png')?.href).toBe('http://gpu.local:8080/files/a.png');
    expect(allowedLink(api, 'https://cdn.example/a.png?sig=1')?.hostname).toBe('cdn.example');
    expect(allowedLink(api, 'http://gpu.local:9090/a.png')).toBeNull();
  });

  it('that expired is reported as a missing picture', async () => {
    await restart({ answersUrl: true });
    server.addFault({ at: 'download', kind: 'expired', times: 5 });
    expect(await failureFrom(edit())).toMatchObject({ charged: 'yes', code: 'result-missing' });
  });
});

describe('serverProblem', () => {
  it('finds no problem with a good key, or a server without a list of models', async () => {
    expect(await serverProblem(apiOf(), never)).toBeNull();
    server.settings.listsModels = false;
    expect(await serverProblem(apiOf(), never)).toBeNull();
  });

  it('tells a wrong key, another kind of server, and one that is away', async () => {
    expect(await serverProblem(apiOf({ key: 'wrong-key-wrong' }), never)).toMatchObject({
      code: 'key-refused',
    });
    server.addFault({ at: 'models', kind: 'html' });
    expect(await serverProblem(apiOf(), never)).toMatchObject({ reason: 'server-unreadable' });
    server.addFault({ at: 'models', kind: 'redirect' });
    expect(await serverProblem(apiOf(), never)).toMatchObject({ reason: 'server-redirected' });
    expect(await serverProblem(apiOf({ address: 'http://127.0.0.1:1' }), never)).toMatchObject({
      reason: 'server-unreachable',
    });
  });
});

it('reads the address with and without its version', () => {
  expect(withoutVersion('http://localhost:8080/v1')).toBe('http://localhost:8080');
  expect(withoutVersion('https://host.example/api')).toBe('https://host.example/api');
});

describe('alphaMask', () => {
  it('makes white transparent and black opaque, without changing a level in between', async () => {
    const levels = Buffer.from([0, 1, 127, 128, 254, 255]);
    const gray = await sharp(levels, { raw: { width: 6, height: 1, channels: 1 } })
      .toColorspace('b-w')
      .png()
      .toBuffer();
    const alpha = await sharp(alphaMask(gray)).ensureAlpha().extractChannel('alpha').raw().toBuffer();
    expect([...alpha]).toEqual([255, 254, 128, 127, 1, 0]);
  });

  it('refuses a picture that is not a gray mask', async () => {
    const file = await picture('color.png');
    const path = join(dir, 'text.txt');
    await writeFile(path, 'no picture');
    expect(() => alphaMask(Buffer.from('no picture'))).toThrow();
    const color = await sharp(file.path).png().toBuffer();
    expect(() => alphaMask(color)).toThrow();
  });
});
