import { createSocket } from 'node:dgram';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { bmp } from '../fixtures/bmp.ts';
import { expect, type Running, sample, test } from './support/app.ts';

/** Runs a script in the hidden decoding page, which exists a while after the start and after each picture. */
async function inImagingPage({ app }: Running, script: string): Promise<unknown> {
  let value: unknown;
  await expect
    .poll(async () => {
      const answer = await app.evaluate(async ({ webContents }, code) => {
        const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://imaging/'));
        return page ? { value: await page.executeJavaScript(code) } : null;
      }, script);
      value = answer?.value;
      return answer !== null;
    })
    .toBe(true);
  return value;
}

/** Everything that a page's WebRTC sends to these ports of this machine, by every method, until it gives up. */
function callOut(udp: number, tcp: number): string {
  const login = "username: 'a', credential: 'b'";
  return `(async () => {
    const connection = new RTCPeerConnection({ iceServers: [
      { urls: 'stun:127.0.0.1:${udp}' },
      { urls: 'turn:127.0.0.1:${udp}?transport=udp', ${login} },
      { urls: 'turn:127.0.0.1:${tcp}?transport=tcp', ${login} },
    ] });
    connection.createDataChannel('x');
    const candidates = [];
    const complete = new Promise((resolve) => {
      connection.onicecandidate = ({ candidate }) => (candidate ? candidates.push(candidate.candidate) : resolve());
    });
    await connection.setLocalDescription(await connection.createOffer());
    await Promise.race([complete, new Promise((resolve) => setTimeout(resolve, 5000))]);
    connection.close();
    return candidates;
  })()`;
}

test('WebRTC sends nothing from any page', async ({ start }) => {
  const running = await start();
  await running.bench.dropPaths([sample('coffee.png')]);
  await running.bench.waitForPictures(1);
  const udp = createSocket('udp4');
  let packets = 0;
  udp.on('message', () => {
    packets += 1;
  });
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  let connections = 0;
  const tcp = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const script = callOut(udp.address().port, (tcp.address() as AddressInfo).port);
  expect(await running.page.evaluate(script)).toEqual([]);
  expect(await inImagingPage(running, script)).toEqual([]);
  expect({ packets, connections }).toEqual({ packets: 0, connections: 0 });
  udp.close();
  tcp.close();
});

/** Addresses of every kind that is not the app’s own. */
const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'http://localhost:9/',
  'file:///etc/passwd',
  'about:blank',
  'about:srcdoc',
  'data:text/html,hi',
  'javascript:void(document.title = 1)',
  'view-source:https://example.com/',
  'chrome://version',
  'chrome-extension://abc/a.html',
  'devtools://devtools/bundled/inspector.html',
  'app://imaging/imaging.html',
  'app://reseed.example.com/',
  'app://reseed@example.com/',
  'reseed://image/1',
  'mailto:a@example.com',
  'ftp://example.com/',
];

const LEAVING = [
  ...ELSEWHERE.flatMap((address) => [
    `location.href = '${address}'`,
    `window.open('${address}')`,
    `Object.assign(document.createElement('a'), { href: '${address}' }).click()`,
  ]),
  "location.href = 'about:blank'",
  "location.replace('about:blank#x')",
  "location.href = 'about:srcdoc'",
  "location.href = 'data:text/html,hi'",
  "location.href = URL.createObjectURL(new Blob(['<p>hi'], { type: 'text/html' }))",
  "location.href = 'https://example.com/'",
  "location.href = 'app://imaging/imaging.html'",
  "navigation.navigate('about:blank')",
  "window.open('about:blank')",
  "window.open('')",
  "Object.assign(document.createElement('a'), { href: 'about:blank', target: '_blank' }).click()",
  "Object.assign(document.createElement('a'), { href: 'about:blank' }).click()",
];

test('navigating away from the page and opening windows are impossible', async ({ start, tolerated }) => {
  // Chromium reports each refusal on the console, in its own time.
  tolerated.push(/./);
  const running = await start();
  const { page, app } = running;
  await page.evaluate('document.documentElement.dataset.same = "yes"');
  for (const script of LEAVING) {
    await page.evaluate(`(() => { ${script}; })()`).catch(() => {});
    // A round trip through both processes, so that pending decisions are made.
    await app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(page.url(), script).toBe('app://reseed/');
    // It was prevented, not reloaded.
    expect(await page.evaluate('document.documentElement.dataset.same'), script).toBe('yes');
  }
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  console.log(`navigation: ${LEAVING.length} ways tried, 0 led out`);
});

test('a text is neither run nor parsed as markup', async ({ start, tolerated }) => {
  // Chromium reports each of them on the console, in its own time.
  tolerated.push(/./);
  const running = await start();
  const { bench, page } = running;
  // It opens the hidden page.
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  const sinks = [
    "document.body.insertAdjacentHTML('beforeend', '<p>')",
    "document.body.innerHTML = '<p>'",
    "document.write('<p>')",
    "new DOMParser().parseFromString('<p>', 'text/html')",
    "document.createElement('iframe').srcdoc = '<p>'",
    "document.createElement('script').text = '0'",
    "document.createElement('script').src = '/assets/a.js'",
    "document.createElement('p').setAttribute('onclick', '0')",
    "new Worker('/image/0')",
    "new Worker('data:text/javascript,0')",
    "trustedTypes.createPolicy('another', {})",
    "trustedTypes.createPolicy('default', {})",
  ];
  const refused: string[] = [];
  for (const sink of sinks) {
    const script = `(() => { try { ${sink}; return 'taken'; } catch (error) { return error.name; } })()`;
    expect(await page.evaluate(script), sink).toBe('TypeError');
    refused.push(script);
  }
  // All in one call: the page is closed when it has had no work for a while.
  const answers = await inImagingPage(running, `[${refused.join(', ')}]`);
  expect(answers).toEqual(sinks.map(() => 'TypeError'));
  // The check can tell: this is not refused.
  expect(await page.evaluate("document.createElement('p').textContent = '<p>'")).toBe('<p>');
});

test('a frame is removed as soon as it appears', async ({ start, tolerated }) => {
  // Chromium reports each of them on the console, in its own time.
  tolerated.push(/./);
  const running = await start();
  const { page, bench } = running;
  for (const script of [
    "document.body.append(document.createElement('iframe'))",
    "document.body.append(Object.assign(document.createElement('iframe'), { src: 'app://reseed/' }))",
  ]) {
    await page.evaluate(`(() => { ${script}; })()`);
    await expect.poll(() => page.evaluate('window.length'), { message: script }).toBe(0);
  }
  expect(await page.evaluate("document.querySelectorAll('iframe').length")).toBe(0);
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
});

test('the hidden decoding page is ended when it navigates away, and the next picture opens another', async ({
  start,
}) => {
  const running = await start();
  const { bench, userData } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  for (const [index, address] of ['about:blank', 'about:srcdoc'].entries()) {
    // Not awaited: an ended page never answers.
    await inImagingPage(running, `setTimeout(() => { location.href = '${address}'; })`);
    await expect
      .poll(() => readFile(join(userData, 'logs/reseed.log'), 'utf8'))
      .toMatch(new RegExp(`${address}.*imaging page closed after navigation`));
    await bench.dropPaths([sample(['rocket.jpg', 'chelsea.png'][index] ?? '')]);
    await bench.waitForPictures(index + 2);
  }
});

test('a page that is closed while reading a picture leaves no open file and no error', async ({
  start,
  folder,
}) => {
  const running = await start();
  const { page, bench, app, userData } = running;
  // 36 MB: many chunks, of which the page takes the first.
  await writeFile(join(folder, 'large.bmp'), bmp(new Uint8Array(4000 * 3000 * 3).fill(90), 4000, 3000));
  await bench.dropPaths([join(folder, 'large.bmp')]);
  await bench.waitForPictures(1);
  const pid = app.process().pid as number;
  for (const leave of ['reload', 'crash'] as const) {
    await page.evaluate(async () => {
      const { reseed } = globalThis as unknown as {
        reseed: {
          library: { images(input: object): Promise<{ value: { pictures: { sha256: string }[] } }> };
        };
      };
      const { value } = await reseed.library.images({ ids: [1] });
      const sha256 = value.pictures[0]?.sha256;
      for (let n = 0; n < 4; n += 1) {
        const reader = (await fetch(`/image/${sha256}`, { cache: 'no-store' })).body?.getReader();
        await reader?.read();
        Object.assign(globalThis, { [`reader${n}`]: reader });
      }
    });
    await app.evaluate(({ BrowserWindow }, how) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (how === 'reload') contents?.reload();
      else contents?.forcefullyCrashRenderer();
    }, leave);
    await expect.poll(() => openObjects(pid), { message: leave }).toEqual([]);
    if (leave === 'reload') await page.locator('html[data-app-state="ready"]').waitFor();
  }
  const log = await readFile(join(userData, 'logs/reseed.log'), 'utf8');
  expect(log).not.toMatch(/uncaught exception|unhandled rejection/);
});

/** Files of the store that a process holds open (Linux only). */
async function openObjects(pid: number): Promise<string[]> {
  const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const paths = await Promise.all(
    handles.map((handle) => readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')),
  );
  return paths.filter((path) => path.includes('/objects/'));
}
