import { rm } from 'node:fs/promises';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildHttpApp, type HttpApp, startHttpApp } from '../fixtures/electron-http-app/driver.ts';
import type { RunAnswer, RunCommand, Stack } from '../fixtures/electron-http-app/protocol.ts';
import { SELF_SIGNED } from '../fixtures/self-signed.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { type Rig, startRig } from '../onemin-server/rig.ts';

/* One contract, two stacks, in the real Electron: its own network stack must behave like undici. */

let folder = '';
let app: HttpApp;
beforeAll(async () => {
  folder = await buildHttpApp();
  app = await startHttpApp(folder);
});
afterAll(async () => {
  try {
    const { uncaught } = await app.state();
    await app.close();
    expect(uncaught).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

let rig: Rig | null = null;
const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  await rig?.stop();
  rig = null;
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function start(...faults: FaultInput[]): Promise<Rig> {
  rig = await startRig({ faults });
  return rig;
}

function run(stack: Stack, at: Rig, options: Partial<RunCommand> = {}): Promise<RunAnswer> {
  return app.run({
    stack,
    apiBase: at.api.url,
    key: at.api.key,
    source: at.source.file,
    sourceSha256: at.source.sha256,
    stagingDir: at.dir,
    ...options,
  });
}

const posts = ({ api }: Rig) => api.requests.filter((one) => one.path === '/api/features').length;

/** Starts a bare TCP or HTTP server on this machine and returns its port. */
async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

function serve(answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<number> {
  return listen(createHttp(answer));
}

const STACKS: readonly Stack[] = ['electron', 'undici'];
describe.each(STACKS)('over %s', (stack) => {
  test('an edit makes three requests with declared lengths, and the key only where it belongs', async () => {
    const at = await start();
    const end = await run(stack, at);
    expect(end).toMatchObject({
      outcome: 'saved',
      states: ['uploading', 'sending', 'accepted', 'downloading'],
    });
    expect(at.api.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'POST /api/assets',
      'POST /api/features',
      expect.stringMatching(/^GET \/asset\.1min\.ai\//),
    ]);
    const [upload, edit, download] = at.api.requests;
    for (const post of [upload, edit]) {
      expect(post?.headers['content-length']).toBe(String(post?.body.length));
      expect(post?.headers['transfer-encoding']).toBeUndefined();
      expect(post?.headers['api-key']).toBe(at.api.key);
    }
    expect(JSON.stringify(download?.rawHeaders)).not.toContain(at.api.key);
    expect(at.api.bills).toHaveLength(1);
    expect(at.api.bills[0]?.bodySha256).toBe(end.receipt.bodySha256);
    expect(at.api.violations).toEqual([]);
  });

  const UNCERTAIN: readonly [string, FaultInput, number][] = [
    ['cut in the middle of the request', { at: 'feature', kind: 'mid-upload' }, 0],
    ['cut after the last byte', { at: 'feature', kind: 'after-last-byte' }, 1],
    ['cut in the answer before its id', { at: 'feature', kind: 'mid-body', form: 'early' }, 1],
    ['no answer', { at: 'feature', kind: 'silent' }, 1],
    ['an answer that trickles', { at: 'feature', kind: 'trickle', ms: 40 }, 1],
    ['an endless answer', { at: 'feature', kind: 'endless' }, 1],
    ['502 with HTML', { at: 'feature', kind: 'status', status: 502 }, 1],
  ];
  // In the second round, connections were used before, which is when Chromium automatically repeats a POST.
  test.each(UNCERTAIN)('is sent once with unknown outcome: %s', async (_name, fault, bills) => {
    const at = await start();
    expect((await run(stack, at)).outcome).toBe('saved');
    for (let turn = 1; turn <= 3; turn += 1) {
      await at.api.faults.add(fault);
      // Other faults end without a limit, which a busy machine might reach.
      const isEndless = ['silent', 'trickle', 'endless'].includes(fault.kind);
      const end = await run(stack, at, isEndless ? { limits: { editMs: 800 } } : {});
      expect(end).toMatchObject({ outcome: 'uncertain', charged: 'unknown', state: 'sending' });
      expect({ posts: posts(at), bills: at.api.bills.length }).toEqual({
        posts: 1 + turn,
        bills: 1 + turn * bills,
      });
    }
  });

  test('an answer truncated after its id is not lost', async () => {
    const at = await start({ at: 'feature', kind: 'mid-body' });
    expect((await run(stack, at)).outcome).toBe('saved');
    expect(at.api.bills).toHaveLength(1);
  });

  test('429 waits for Retry-After', async () => {
    const at = await start({ at: 'feature', kind: 'status', status: 429, retryAfter: '7' });
    expect(await run(stack, at)).toMatchObject({ outcome: 'wait', charged: 'no', retryAfterMs: 7000 });
    expect(at.api.bills).toHaveLength(0);
  });

  test('redirects of the API, or of a result to another host, are not followed', async () => {
    const at = await start({ at: 'feature', kind: 'status', status: 307 });
    expect(await run(stack, at)).toMatchObject({ outcome: 'failed', code: 'service-unreachable' });
    let hits = 0;
    const decoy = await serve((_req, res) => {
      hits += 1;
      res.end();
    });
    await at.api.faults.add({ at: 'feature', kind: 'status', status: 308 });
    expect((await run(stack, at)).outcome).toBe('failed');
    const away: FaultInput = {
      at: 'download',
      kind: 'redirect',
      to: `http://127.0.0.1:${decoy}/`,
      times: 99,
    };
    await at.api.faults.add(away);
    expect(await run(stack, at)).toMatchObject({ outcome: 'failed', code: 'result-refused', charged: 'yes' });
    expect(hits).toBe(0);
    const direct = await app.exchange({
      stack,
      method: 'GET',
      url: `http://127.0.0.1:${await serve((_req, res) => res.writeHead(302, { Location: `http://127.0.0.1:${decoy}/x` }).end('moved'))}/`,
      limitMs: 30_000,
    });
    expect(direct).toMatchObject({ status: 302, headers: { location: `http://127.0.0.1:${decoy}/x` } });
    expect(hits).toBe(0);
  });

  test('a download is limited by size and time, and retried after a lost connection', async () => {
    const at = await start({ at: 'download', kind: 'endless', times: 99 });
    expect(await run(stack, at)).toMatchObject({ outcome: 'failed', code: 'result-refused', charged: 'yes' });
    await at.api.faults.clear();
    await at.api.faults.add({ at: 'download', kind: 'trickle', ms: 20, times: 99 });
    expect(await run(stack, at, { limits: { downloadMs: 200 } })).toMatchObject({
      outcome: 'wait',
      charged: 'yes',
    });
    await at.api.faults.clear();
    await at.api.faults.add({ at: 'download', kind: 'truncated' });
    expect((await run(stack, at)).outcome).toBe('saved');
    expect(at.api.bills).toHaveLength(3);
  });

  test('cancels while uploading, sending, waiting and downloading', async () => {
    const at = await start({ at: 'asset', kind: 'slow', ms: 3000 });
    const cancel = (state: RunAnswer['state'], options: Partial<RunCommand> = {}) =>
      run(stack, at, { ...options, cancel: { at: state, afterMs: 150 } });
    expect(await cancel('uploading')).toMatchObject({
      outcome: 'thrown',
      thrown: { name: 'AbortError' },
      state: 'uploading',
    });
    expect(at.api.bills).toHaveLength(0);
    at.api.settings.editMs = 3000;
    expect(await cancel('sending')).toMatchObject({ outcome: 'uncertain', charged: 'unknown' });
    expect(await cancel('accepted', { asynchronous: true })).toMatchObject({
      outcome: 'thrown',
      thrown: { name: 'AbortError' },
    });
    at.api.settings.editMs = 0;
    await at.api.faults.add({ at: 'download', kind: 'trickle', ms: 20 });
    expect(await cancel('downloading')).toMatchObject({
      outcome: 'thrown',
      thrown: { name: 'AbortError' },
      state: 'downloading',
    });
    expect(at.api.bills).toHaveLength(3);
  });

  test('nothing of the edit is sent when `sending` can’t be recorded', async () => {
    const at = await start();
    expect(await run(stack, at, { veto: true })).toMatchObject({ thrown: { message: 'disk full' } });
    expect(at.api.requests.map((one) => one.path)).toEqual(['/api/assets']);
  });

  test('without a listener nothing is sent, the run waits, and works once it is back', async () => {
    const at = await start({ at: 'feature', kind: 'refused' });
    expect(await run(stack, at)).toMatchObject({
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'no',
    });
    await at.api.faults.clear();
    expect((await run(stack, at)).outcome).toBe('saved');
    expect(at.api.bills).toHaveLength(1);
  });

  const post = { stack, method: 'POST', bodyBytes: 1000, limitMs: 30_000 } as const;
  test('distinguishes connections that were never established from broken ones', async () => {
    const silent = await listen(createServer(() => {}));
    const resetting = await listen(
      createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    const selfSigned = await listen(createHttps(SELF_SIGNED, (_req, res) => res.end('never')));
    const kinds = async (url: string) => {
      const { error, ms } = await app.exchange({ ...post, url });
      return { kind: error?.kind, sent: error?.sent, soon: ms < 20_000 };
    };
    const soon = true;
    expect(await kinds('http://no-such-host.invalid/')).toEqual({ kind: 'no-network', sent: false, soon });
    expect(await kinds('http://127.0.0.1:3999/')).toEqual({ kind: 'unreachable', sent: false, soon });
    expect(await kinds(`https://127.0.0.1:${silent}/`)).toEqual({ kind: 'unreachable', sent: false, soon });
    expect(await kinds(`https://127.0.0.1:${resetting}/`)).toEqual({
      kind: 'unreachable',
      sent: false,
      soon,
    });
    expect(await kinds(`https://127.0.0.1:${selfSigned}/`)).toEqual({ kind: 'untrusted', sent: false, soon });
    expect(await kinds(`http://127.0.0.1:${resetting}/`)).toEqual({ kind: 'broken', sent: true, soon });
    const slow = await app.exchange({ ...post, url: `http://127.0.0.1:${silent}/`, limitMs: 1500 });
    expect(slow.error).toMatchObject({ kind: 'timeout', sent: true });
    const stopped = await app.exchange({ ...post, url: `https://127.0.0.1:${silent}/`, cancelAfterMs: 100 });
    expect(stopped.error?.name).toBe('AbortError');
    expect(stopped.ms).toBeLessThan(20_000);
  });

  test('a large body arrives completely, even if the answer comes early', async () => {
    let got = 0;
    const port = await serve((req, res) => {
      req.on('data', (chunk: Buffer) => {
        got += chunk.length;
      });
      req.on('end', () => res.end(req.headers['content-length']));
    });
    const size = 20_000_000;
    const end = await app.exchange({ ...post, bodyBytes: size, url: `http://127.0.0.1:${port}/` });
    expect(end).toMatchObject({ status: 200, text: String(size), firstBytes: 1 });
    expect(got).toBe(size);
  });

  test('a slow reader applies backpressure to the sender', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(65_536);
    const port = await serve((_req, res) => {
      const more = () => {
        do sent += chunk.length;
        while (!res.destroyed && res.write(chunk));
        res.once('drain', more);
      };
      more();
    });
    const url = `http://127.0.0.1:${port}/`;
    const end = await app.exchange({
      stack,
      method: 'GET',
      url,
      limitMs: 5000,
      readAfterMs: 700,
      readMax: 1e6,
    });
    expect(end.bytes).toBeGreaterThanOrEqual(1e6);
    expect(sent).toBeLessThan(32e6);
  });

  test('compressed answers are decompressed; cookies and caches are not kept', async () => {
    const cookies: (string | undefined)[] = [];
    const port = await serve((req, res) => {
      cookies.push(req.headers.cookie);
      const packed = gzipSync('{"a":"ä"}');
      res.writeHead(200, {
        'content-encoding': 'gzip',
        'content-length': packed.length,
        'set-cookie': 'a=1; Max-Age=3600',
        'cache-control': 'public, max-age=3600',
      });
      res.end(packed);
    });
    for (let turn = 0; turn < 2; turn += 1) {
      const end = await app.exchange({
        stack,
        method: 'GET',
        url: `http://127.0.0.1:${port}/`,
        limitMs: 30_000,
      });
      expect(end).toMatchObject({ status: 200, text: '{"a":"ä"}' });
      expect(end.headers?.['content-length']).toBeUndefined();
    }
    expect(cookies).toEqual([undefined, undefined]);
  });

  test('an answer that breaks off yields what had arrived', async () => {
    const port = await serve((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      res.write('x'.repeat(500), () => setTimeout(() => res.destroy(), 50));
    });
    const end = await app.exchange({
      stack,
      method: 'GET',
      url: `http://127.0.0.1:${port}/`,
      limitMs: 30_000,
    });
    expect(end).toMatchObject({ status: 200, bytes: 500, bodyError: { kind: 'broken', sent: true } });
  });

  test('only public addresses are allowed, by number and by name', async () => {
    let hits = 0;
    const port = await serve((_req, res) => {
      hits += 1;
      res.end('here');
    });
    const get = (host: string, publicOnly: boolean) =>
      app.exchange({ stack, method: 'GET', url: `http://${host}:${port}/`, limitMs: 30_000, publicOnly });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '10.0.0.1'])
      expect((await get(host, true)).error).toMatchObject({ kind: 'blocked', sent: false });
    expect(hits).toBe(0);
    expect((await get('localhost', false)).text).toBe('here');
  });
});
