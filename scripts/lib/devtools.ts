import type { ChildProcess } from 'node:child_process';

/**
 * A page of a running app over the DevTools protocol. No domain is enabled, so Chromium records nothing:
 * under Playwright it keeps the bytes of every request, several hundred megabytes for a large drop.
 */
export interface DevtoolsPage {
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Returns the value of an expression once its promise resolves. It must be JSON. */
  evaluate<T>(expression: string): Promise<T>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Returns host and port of an Electron started with `--remote-debugging-port=0`. */
export function debuggerAddress(child: ChildProcess): Promise<string> {
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

/** Addresses of the open pages. */
export async function pageAddresses(address: string): Promise<string[]> {
  const answer = await fetch(`http://${address}/json/list`);
  const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
  return targets.filter(({ type }) => type === 'page').map((target) => target.webSocketDebuggerUrl);
}

/** Connects to a page. All pending calls are rejected when it closes. */
export async function connectPage(url: string): Promise<DevtoolsPage> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  const gone = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the page went away'));
    waiting.clear();
  };
  socket.onclose = gone;
  socket.onmessage = (event) => {
    const { id, result, error } = JSON.parse(String(event.data)) as Answer;
    const asked = id === undefined ? undefined : waiting.get(id);
    waiting.delete(id ?? -1);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no page at ${url}`));
  });

  function send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('the page went away'));
    lastId += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(lastId, answer);
    socket.send(JSON.stringify({ id: lastId, method, params }));
    return answer.promise;
  }

  return {
    send,
    async evaluate<T>(expression: string) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as {
        result: { value?: unknown };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
    close: () => socket.close(),
  };
}
