import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LookupAddress } from 'node:dns';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOneminEngine } from '../../src/main/engines/onemin/engine.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../src/main/http/http.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { RESULT_MAX_BYTES, RunFailure } from '../../src/main/ports.ts';
import { editOf, MemoryJournal, type Rig, startRig } from '../onemin-server/rig.ts';

/* Node records every connection of this process, so no forbidden one goes unnoticed. */

const attempts: string[] = [];
function watch(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (ip: string, port: number) => attempts.push(`${ip}:${port}`));
}

let decoy: Server;
let decoyHits = 0;
let decoyPort = 0;
let rig: Rig;
let total = 0;
beforeAll(async () => {
  subscribe('net.client.socket', watch);
  decoy = createServer((socket) => {
    decoyHits += 1;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((done) => decoy.listen(0, done));
  decoyPort = (decoy.address() as AddressInfo).port;
});
beforeEach(async () => {
  attempts.length = 0;
  rig = await startRig();
});
afterEach(() => rig.stop());
afterAll(async () => {
  unsubscribe('net.client.socket', watch);
  console.log(
    `result URLs: ${total} hostile answers, ${decoyHits} connections to a host not allowed (target 0 of >= 60)`,
  );
  await new Promise((done) => decoy.close(done));
});

const KEY = 'development/images/2026_a_1_edited.webp';
const fill = (text: string) => text.replaceAll('KEY', KEY).replaceAll('PORT', String(decoyPort));

/** The public service: its API is mocked, everything else uses the real network code. */
async function runPublic(options: {
  record: Record<string, unknown>;
  addresses?: readonly string[];
  assetHost?: (request: HttpRequest) => Partial<HttpAnswer>;
}) {
  const seen: HttpRequest[] = [];
  const lookedUp: string[] = [];
  const real = createUndiciHttp({
    connectMs: 500,
    lookup(host, _options, done) {
      lookedUp.push(host);
      const list = options.addresses ?? ['10.9.9.9'];
      done(
        null,
        list.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  });
  const answer = (status: number, text: string): HttpAnswer => ({
    status,
    headers: {},
    body: (async function* () {
      yield Buffer.from(text);
    })(),
  });
  const record = {
    aiRecord: { uuid: 'aaaaaaaa-0000-4000-8000-000000000000', status: 'SUCCESS', ...options.record },
  };
  const http: Http = {
    exchange(request, read) {
      if (request.url.origin === 'https://api.1min.ai' && request.url.pathname.startsWith('/api/')) {
        request.onFirstByte?.();
        return read(answer(200, JSON.stringify(record)));
      }
      seen.push(request);
      if (options.assetHost && request.url.hostname === 'asset.1min.ai')
        return read({ ...answer(200, ''), ...options.assetHost(request) });
      return real.exchange(request, read);
    },
    close: () => real.close(),
  };
  rig.assets.get = () => ({ path: 'images/a.png', sha256: rig.source.sha256, bytes: 1, mime: 'image/png' });
  const engine = createOneminEngine({ ...rig.options, apiBase: 'https://api.1min.ai', http, pauseMs: 1 });
  const outcome = await engine
    .run({
      edit: editOf(rig.source.sha256, {}),
      inputs: [{ role: 'source', ...rig.source.file, sha256: rig.source.sha256 }],
      stagingDir: rig.dir,
      signal: new AbortController().signal,
      reporter: new MemoryJournal(),
    })
    .catch((error: unknown) => error);
  await http.close();
  total += 1;
  expect(outcome).toBeInstanceOf(RunFailure);
  expect(attempts).toEqual([]);
  expect(decoyHits).toBe(0);
  for (const request of seen) {
    expect(['asset.1min.ai', 's3.us-east-1.amazonaws.com']).toContain(request.url.hostname);
    expect(request.url.protocol).toBe('https:');
    expect(request.publicOnly).toBe(true);
    expect(JSON.stringify(request.headers)).not.toContain(rig.api.key);
  }
  return { failure: outcome as RunFailure, seen, lookedUp };
}

const LINKS = [
  'http://asset.1min.ai/KEY',
  'https://asset.1min.ai:8443/KEY',
  'https://user:pw@asset.1min.ai/KEY',
  'https://asset.1min.ai@127.0.0.1:PORT/KEY',
  'https://asset.1min.ai:x@127.0.0.1:PORT/KEY',
  'https://asset.1min.ai.evil.example/KEY',
  'https://evil.example/asset.1min.ai/KEY',
  'https://evilasset.1min.ai/KEY',
  'https://1min.ai/KEY',
  'https://api.1min.ai/KEY',
  'https://asset.1min.ai./KEY',
  'https://аsset.1min.ai/KEY',
  'https://s3.us-east-1.amazonaws.com/other-bucket/KEY',
  'https://s3.us-east-1.amazonaws.com/asset.1min.ai/../other/KEY',
  'https://s3.us-east-1.amazonaws.com/asset.1min.ai%2f..%2fother/KEY',
  'https://s3.us-east-1.amazonaws.com/asset.1min.ai.evil/KEY',
  'https://s3.us-west-2.amazonaws.com/asset.1min.ai/KEY',
  'https://asset.1min.ai.s3.us-east-1.amazonaws.com/KEY',
  'https://asset.1min.ai/another-file.webp',
  'https://asset.1min.ai/KEY/../../secret.webp',
  'https://asset.1min.ai/?x=/KEY',
  'https://asset.1min.ai/#/KEY',
  'http://127.0.0.1:PORT/KEY',
  'https://127.0.0.1:PORT/KEY',
  'http://localhost:PORT/KEY',
  'http://127.1:PORT/KEY',
  'http://2130706433:PORT/KEY',
  'http://0x7f000001:PORT/KEY',
  'http://0177.0.0.1:PORT/KEY',
  'http://0:PORT/KEY',
  'http://0.0.0.0:PORT/KEY',
  'http://[::1]:PORT/KEY',
  'http://[::]:PORT/KEY',
  'http://[::ffff:127.0.0.1]:PORT/KEY',
  'http://[::ffff:7f00:1]:PORT/KEY',
  'https://[64:ff9b::7f00:1]:PORT/KEY',
  'https://[fe80::1]:PORT/KEY',
  'https://[fd00:ec2::254]/KEY',
  'http://169.254.169.254/latest/meta-data/KEY',
  'https://10.0.0.1/KEY',
  'https://192.168.1.1/KEY',
  'https://172.16.0.1/KEY',
  'https://8.8.8.8/KEY',
  'file:///etc/KEY',
  'ftp://asset.1min.ai/KEY',
  'data:image/webp;base64,UklGRg==/KEY',
  'javascript:fetch("http://127.0.0.1:PORT")/KEY',
  'app://reseed/image/KEY',
  'blob:https://asset.1min.ai/KEY',
  '//127.0.0.1:PORT/KEY',
  '/KEY',
  'not an address',
  'https:\\\\evil.example\\KEY',
  'https://evil.example#@asset.1min.ai/KEY',
  'https://evil.example?@asset.1min.ai/KEY',
  'https://evil.example\\@asset.1min.ai/KEY',
  'https://asset。1min。ai。evil.example/KEY',
  `https://asset.1min.ai/${'a'.repeat(9000)}/KEY`,
];
test.each(LINKS)('temporaryUrl %s', async (link) => {
  const record = { temporaryUrl: fill(link), aiRecordDetail: { resultObject: [KEY] } };
  const { seen } = await runPublic({ record });
  // Only the addresses made from the key were requested, never the hostile one.
  const plain = [`https://asset.1min.ai/${KEY}`, `https://s3.us-east-1.amazonaws.com/asset.1min.ai/${KEY}`];
  expect(seen.every(({ url }) => plain.includes(url.href))).toBe(true);
});

const NAMES: readonly unknown[] = [
  ['http://127.0.0.1:PORT/KEY'],
  ['https://evil.example/KEY'],
  ['../../../etc/passwd'],
  ['images/../../other/x.webp'],
  ['images/%2e%2e/x.webp'],
  ['/\\127.0.0.1:PORT/x.webp'],
  ['@127.0.0.1:PORT/x.webp'],
  ['x.webp?redirect=http://127.0.0.1:PORT'],
  ['a\r\nHost: evil.example\r\n/x.webp'],
  ['x'.repeat(5000)],
  { href: 'http://127.0.0.1:PORT' },
  [null, 7, {}, []],
  [],
];
test.each(NAMES)('resultObject %j', async (names) => {
  const resultObject = JSON.parse(fill(JSON.stringify(names))) as unknown;
  const { failure } = await runPublic({ record: { aiRecordDetail: { resultObject } } });
  expect(failure.charged).toBe('yes');
});

const ADDRESSES = [
  ['127.0.0.1'],
  ['10.0.0.1'],
  ['169.254.169.254'],
  ['0.0.0.0'],
  ['100.64.0.1'],
  ['192.0.2.1'],
  ['224.0.0.1'],
  ['::1'],
  ['::'],
  ['::ffff:127.0.0.1'],
  ['::ffff:a00:1'],
  ['::ffff:8.8.8.8'],
  ['fe80::1'],
  ['fd12::1'],
  ['64:ff9b::7f00:1'],
  ['64:ff9b::10.0.0.1'],
  ['2002:7f00:1::'],
  ['2001:db8::1'],
  ['93.184.216.34', '127.0.0.1'],
];
test.each(ADDRESSES)('the right host with the address %s', async (...addresses) => {
  const record = {
    temporaryUrl: `https://asset.1min.ai/${KEY}?X-Amz-Signature=1`,
    aiRecordDetail: { resultObject: [KEY] },
  };
  const { failure, lookedUp } = await runPublic({ record, addresses });
  expect(lookedUp).toContain('asset.1min.ai');
  expect(failure).toMatchObject({ outcome: 'failed', code: 'result-missing', charged: 'yes' });
});

const REDIRECTS = [
  'http://127.0.0.1:PORT/KEY',
  'https://127.0.0.1:PORT/KEY',
  'http://asset.1min.ai/KEY',
  'https://evil.example/KEY',
  '//evil.example/KEY',
  'https://s3.us-east-1.amazonaws.com/other/KEY',
  'file:///etc/passwd',
  'https://user@asset.1min.ai/KEY',
  '/KEY',
];
test.each(REDIRECTS)('a redirect to %s', async (to) => {
  const record = {
    temporaryUrl: `https://asset.1min.ai/${KEY}?s=1`,
    aiRecordDetail: { resultObject: [KEY] },
  };
  const { failure, seen } = await runPublic({
    record,
    assetHost: () => ({ status: 302, headers: { location: fill(to) } }),
  });
  // `/KEY` is allowed and redirects in a cycle: the first call and three redirects, for the signed and the
  // plain link.
  const asked = seen.filter(({ url }) => url.hostname === 'asset.1min.ai').length;
  expect(asked).toBe(to === '/KEY' ? 8 : 2);
  expect(failure).toMatchObject({ outcome: 'failed', code: 'result-refused', charged: 'yes' });
});

const BODIES: readonly [string, string | Buffer][] = [
  ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
  ['XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['nothing', ''],
  ['JSON', '{"url":"http://127.0.0.1"}'],
  ['an executable', Buffer.from('7f454c4602010100', 'hex')],
  ['a PDF', '%PDF-1.7\n'],
  ['a zip', Buffer.from('504b030414000000', 'hex')],
];
test.each(BODIES)('%s as image', async (_name, body) => {
  const record = {
    temporaryUrl: `https://asset.1min.ai/${KEY}?s=1`,
    aiRecordDetail: { resultObject: [KEY] },
  };
  const chunks = (async function* () {
    yield Buffer.from(body);
  })();
  const { failure } = await runPublic({ record, assetHost: () => ({ status: 200, body: chunks }) });
  expect(failure).toMatchObject({ code: 'result-refused', charged: 'yes' });
});

test('an endless result is cut off at 256 MB, with or without a declared length', async () => {
  await rig.api.faults.add({ at: 'download', kind: 'endless', times: 99 });
  const end = await rig.run();
  expect(end.failure).toMatchObject({ outcome: 'failed', code: 'result-refused', charged: 'yes' });
  total += 1;
  const record = {
    temporaryUrl: `https://asset.1min.ai/${KEY}?s=1`,
    aiRecordDetail: { resultObject: [KEY] },
  };
  const { failure } = await runPublicAfter({ record, length: RESULT_MAX_BYTES + 1 });
  expect(failure).toMatchObject({ code: 'result-refused' });
});

function runPublicAfter({ record, length }: { record: Record<string, unknown>; length: number }) {
  attempts.length = 0;
  return runPublic({
    record,
    assetHost: () => ({ status: 200, headers: { 'content-length': String(length) } }),
  });
}

const LOCAL = [
  'http://127.0.0.1:PORT/KEY',
  'http://localhost:SELF/asset.1min.ai/KEY',
  'http://127.0.0.2:SELF/asset.1min.ai/KEY',
  'http://[::1]:PORT/asset.1min.ai/KEY',
  'http://[::ffff:127.0.0.1]:SELF/asset.1min.ai/KEY',
  'https://127.0.0.1:SELF/asset.1min.ai/KEY',
  'http://u:p@127.0.0.1:SELF/asset.1min.ai/KEY',
  'https://asset.1min.ai/KEY',
  'https://s3.us-east-1.amazonaws.com/asset.1min.ai/KEY',
];
test.each(LOCAL)('with the API on this machine, only its own origin is allowed: %s', async (link) => {
  const self = new URL(rig.api.url).port;
  rig.api.settings.mutate = (answer, key) => {
    const changed = structuredClone(answer) as { aiRecord: { temporaryUrl: string } };
    changed.aiRecord.temporaryUrl = link
      .replaceAll('KEY', key)
      .replaceAll('PORT', String(decoyPort))
      .replaceAll('SELF', self);
    return changed;
  };
  const end = await rig.run();
  total += 1;
  // The fresh record has a valid link, so the paid result isn't lost.
  expect(end.failure).toBeNull();
  expect(new Set(attempts)).toEqual(new Set([`127.0.0.1:${self}`]));
  expect(decoyHits).toBe(0);
  expect(rig.api.violations).toEqual([]);
});

test('a redirect of the API never carries the key', async () => {
  await rig.api.faults.add({ at: 'feature', kind: 'status', status: 307 });
  const end = await rig.run();
  expect(end.failure).toMatchObject({ outcome: 'failed', charged: 'no' });
  expect(rig.api.requests.filter((one) => one.path === '/api/features')).toHaveLength(1);
});
