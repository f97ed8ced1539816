import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildHttpApp, type HttpApp, startHttpApp } from '../fixtures/electron-http-app/driver.ts';
import { SELF_SIGNED } from '../fixtures/self-signed.ts';

/* Features of Electron's own network stack only: the system's proxy, its resolver, a process that may die. */

let folder = '';
beforeAll(async () => {
  folder = await buildHttpApp();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let app: HttpApp | null = null;
const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  await app?.close();
  app = null;
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/** A server that answers with its name and records its requests. */
async function serve(name: string) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    // `/never` stays unanswered.
    if (!req.url?.endsWith('/never')) req.resume().on('end', () => res.end(name));
  });
  server.on('connect', (req, socket) => {
    asked.push(`CONNECT ${req.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  return { asked, port: (server.address() as AddressInfo).port };
}

const get = { stack: 'electron', method: 'GET', limitMs: 5000 } as const;
const post = { stack: 'electron', method: 'POST', bodyBytes: 100, limitMs: 5000 } as const;

test('the proxy resolves hosts itself, and literal private addresses are still refused', async () => {
  const proxy = await serve('proxy');
  app = await startHttpApp(folder, [
    `--proxy-server=http://127.0.0.1:${proxy.port}`,
    '--proxy-bypass-list=<-loopback>',
  ]);
  const url = 'http://no-such-host.invalid/a';
  expect(await app.exchange({ ...get, url, publicOnly: true })).toMatchObject({ status: 200, text: 'proxy' });
  expect(await app.exchange({ ...post, url })).toMatchObject({ status: 200, text: 'proxy' });
  expect(proxy.asked).toEqual([`GET ${url}`, `POST ${url}`]);
  for (const host of ['10.0.0.1', '127.0.0.1', '[fd00::1]', '169.254.169.254']) {
    const { error } = await app.exchange({ ...get, url: `http://${host}/a`, publicOnly: true });
    expect(error).toMatchObject({ kind: 'blocked', sent: false });
  }
  expect(proxy.asked).toHaveLength(2);
  // The proxy refuses the tunnel: nothing of the request was sent.
  const tunnel = await app.exchange({ ...post, url: 'https://no-such-host.invalid/' });
  expect(tunnel.error).toMatchObject({ kind: 'unreachable', sent: false });
  expect(proxy.asked[2]).toBe('CONNECT no-such-host.invalid:443');
});

test('a proxy that requires a login is reported as such, and nothing reaches the service', async () => {
  const asked: string[] = [];
  let scheme = 'Basic realm="office"';
  const proxy = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    req.resume();
    res.writeHead(407, { 'proxy-authenticate': scheme });
    res.end('login first');
  });
  proxy.on('connect', (req, socket) => {
    asked.push(`CONNECT ${req.url}`);
    socket.end(
      `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${scheme}\r\nContent-Length: 0\r\n\r\n`,
    );
  });
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  servers.push(proxy);
  app = await startHttpApp(folder, [
    `--proxy-server=http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    '--proxy-bypass-list=<-loopback>',
  ]);
  const ends = [];
  for (scheme of ['Basic realm="office"', 'Strange', 'Negotiate'])
    for (const request of [get, post]) {
      const { status, error } = await app.exchange({ ...request, url: 'https://no-such-host.invalid/' });
      ends.push(error ? `${error.kind} ${error.sent}` : status);
    }
  // The proxy's own answer, or that there is none: the engine treats both alike.
  expect(ends.filter((end) => end !== 407 && end !== 'proxy-login false')).toEqual([]);
  expect(asked).toEqual(Array(asked.length).fill('CONNECT no-such-host.invalid:443'));
  expect(await app.exchange({ ...post, url: 'http://no-such-host.invalid/' })).toMatchObject({ status: 407 });
});

test('nothing is sent when the proxy is missing', async () => {
  app = await startHttpApp(folder, ['--proxy-server=http://127.0.0.1:3999']);
  const { error } = await app.exchange({ ...post, url: 'http://no-such-host.invalid/' });
  expect(error).toMatchObject({ kind: 'unreachable', sent: false });
});

test('a public name with a private address is refused before connecting', async () => {
  const inside = await serve('inside');
  app = await startHttpApp(folder, ['--host-resolver-rules=MAP asset.1min.ai 127.0.0.1']);
  const url = `http://asset.1min.ai:${inside.port}/`;
  const blocked = await app.exchange({ ...get, url, publicOnly: true });
  expect(blocked.error).toMatchObject({ kind: 'blocked', sent: false });
  expect(inside.asked).toEqual([]);
  // The rule does lead there.
  expect((await app.exchange({ ...get, url })).text).toBe('inside');
});

test('HTTP/2 and QUIC, which repeat requests, are off, and requests in flight count as sent when the network process dies', async () => {
  const { port } = await serve('here');
  app = await startHttpApp(folder);
  const url = `http://127.0.0.1:${port}`;
  expect((await app.exchange({ ...post, url: `${url}/` })).text).toBe('here');
  const { networkPid } = await app.state();
  if (networkPid === null) throw new Error('Chromium has no network process.');
  const started = await readFile(`/proc/${networkPid}/cmdline`, 'utf8');
  for (const protocol of ['--disable-http2', '--disable-quic']) expect(started).toContain(protocol);
  const going = app.exchange({ ...post, url: `${url}/never` });
  await sleep(300);
  process.kill(networkPid, 'SIGKILL');
  expect((await going).error).toMatchObject({ kind: 'broken', sent: true });
  // Chromium restarts it; until then, requests fail as well.
  const again = async () => (await app?.exchange({ ...post, url: `${url}/` }))?.text;
  await expect.poll(again).toBe('here');
  expect((await app.state()).uncaught).toEqual([]);
});

test('a PAC script’s second proxy is used when the first is missing, which undici can’t do', async () => {
  const proxy = await serve('second');
  const way = `PROXY 127.0.0.1:3999; PROXY 127.0.0.1:${proxy.port}; DIRECT`;
  const script = await serve(`function FindProxyForURL(url, host) { return '${way}'; }`);
  app = await startHttpApp(folder, [`--proxy-pac-url=http://127.0.0.1:${script.port}/proxy.pac`]);
  const url = 'http://no-such-host.invalid/a';
  // Chromium connects directly while a network change, as at its start, keeps it from fetching the script.
  await expect.poll(() => app?.exchange({ ...get, url })).toMatchObject({ status: 200, text: 'second' });
  expect(await app.exchange({ ...post, url })).toMatchObject({ status: 200, text: 'second' });
  const alone = await app.exchange({ ...get, url, stack: 'undici' });
  expect(alone.error).toMatchObject({ kind: 'no-network', sent: false });
});

test.runIf(process.platform === 'linux')(
  'a root certificate in the user’s store is trusted, which undici can’t do',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'reseed-home-'));
    try {
      await cp('test/fixtures/electron-http-app/nssdb', join(home, '.pki/nssdb'), { recursive: true });
      const server = createHttps(SELF_SIGNED, (_req, res) => res.end('trusted'));
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      app = await startHttpApp(folder, [], { HOME: home });
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      expect(await app.exchange({ ...get, url })).toMatchObject({ status: 200, text: 'trusted' });
      const alone = await app.exchange({ ...get, url, stack: 'undici' });
      expect(alone.error).toMatchObject({ kind: 'untrusted', sent: false });
    } finally {
      await app?.close();
      app = null;
      await rm(home, { recursive: true, force: true });
    }
  },
);
