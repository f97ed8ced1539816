import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchOptions, spawnElectron } from './launch.ts';

const LIMIT = 60_000;

/** Answers with the time, by the clock, at which the page says that it is ready. */
const WHEN_READY = `new Promise((done) => {
  const look = () =>
    document.documentElement?.dataset.appState === 'ready' ? done(Date.now()) : setTimeout(look, 4);
  look();
})`;

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const match = /DevTools listening on ws:\/\/([^/]+)\//.exec(text);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('close', () => reject(new Error(`Electron ended before it was ready:\n${text}`)));
  });
}

/** Asks one page for the time at which it is ready; undefined when the page went away or is another by now. */
function askPage(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const done = (value: number | undefined): void => {
      socket.close();
      resolve(value);
    };
    socket.onopen = () => {
      const params = { expression: WHEN_READY, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    };
    socket.onmessage = (event) => {
      const { id, result } = JSON.parse(String(event.data));
      if (id === 1) done(typeof result?.result?.value === 'number' ? result.result.value : undefined);
    };
    socket.onerror = () => done(undefined);
    socket.onclose = () => resolve(undefined);
  });
}

async function readyAt(address: string): Promise<number> {
  const asked = new Set<string>();
  const end = Date.now() + LIMIT;
  let found: number | undefined;
  while (found === undefined && Date.now() < end) {
    const targets = (await (await fetch(`http://${address}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    for (const { type, webSocketDebuggerUrl: url } of targets) {
      if (type !== 'page' || asked.has(url)) continue;
      asked.add(url);
      void askPage(url).then((time) => {
        if (time === undefined) asked.delete(url);
        else found ??= time;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (found === undefined) throw new Error(`not ready after ${LIMIT / 1000} s`);
  return found;
}

/** Milliseconds from the start of the process until a page of it has `data-app-state="ready"`. */
export async function timeToReady(
  options: Omit<LaunchOptions, 'userData'> & { userData?: string },
): Promise<number> {
  const own = options.userData ? undefined : mkdtempSync(join(tmpdir(), 'reseed-ready-'));
  const userData = options.userData ?? (own as string);
  const start = Date.now();
  const child = spawnElectron({
    ...options,
    userData,
    args: ['--remote-debugging-port=0', ...(options.args ?? [])],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    return (await readyAt(await debuggerAddress(child))) - start;
  } finally {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
    if (own) rmSync(own, { recursive: true, force: true });
  }
}
