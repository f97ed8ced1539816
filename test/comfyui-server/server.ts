import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { drain } from '../fixtures/drain.ts';
import { answer, type Exchange } from './answers.ts';
import type { Context, Seen, Settings, Submission } from './context.ts';
import { FaultList, type FaultPoint } from './faults.ts';
import { PromptQueue } from './prompt-queue.ts';
import {
  historyRoute,
  interruptRoute,
  objectInfoRoute,
  promptRoute,
  queueDeleteRoute,
  queueRoute,
  statsRoute,
  uploadRoute,
  viewRoute,
} from './routes.ts';

export interface ComfyuiServerOptions extends Partial<Settings> {
  readonly port?: number;
  /** Token that a proxy in front of ComfyUI requires as `Authorization: Bearer`. */
  readonly token?: string | null;
  /** Path in front of every route, as SwarmUI's proxy has it. */
  readonly prefix?: string;
}

export interface ComfyuiServer {
  /** Address to enter in the app. */
  readonly url: string;
  readonly token: string | null;
  readonly submissions: readonly Submission[];
  readonly uploads: ReadonlyMap<string, Buffer>;
  readonly violations: readonly string[];
  readonly requests: readonly Seen[];
  readonly faults: FaultList;
  readonly settings: Settings;
  readonly queue: PromptQueue;
  /** Number of open WebSockets. */
  readonly sockets: number;
  /** Closes every WebSocket without a goodbye. */
  cutSockets(): void;
  /** Stops listening, and closes all connections, until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the API on 127.0.0.1, on a free port by default. */
export async function startComfyuiServer(options: ComfyuiServerOptions = {}): Promise<ComfyuiServer> {
  const { prefix = '', token = null } = options;
  const faults = new FaultList();
  const connections = new Set<Socket>();
  const clients = new Map<string, WebSocket>();
  const requests: Seen[] = [];
  const uploads = new Map<string, Buffer>();
  const settings: Settings = {
    stepMs: options.stepMs ?? 0,
    acceptsPromptId: options.acceptsPromptId ?? true,
    previewMetadata: options.previewMetadata ?? false,
    previews: options.previews ?? true,
  };
  const state = { port: options.port ?? 0 };

  const sendTo = (id: string, data: string | Buffer) => {
    const client = clients.get(id);
    const fault = client && faults.take('socket');
    if (fault?.kind === 'cut') client?.terminate();
    if (fault?.kind === 'garbage')
      for (const rubbish of ['{"type":', '[]', '{"type":7}', Buffer.alloc(3), Buffer.alloc(64, 255)])
        client?.send(rubbish);
    client?.send(data);
  };
  const queue = new PromptQueue({
    stepMs: () => settings.stepMs,
    previews: () => settings.previews,
    uploads,
    takeFault: () => faults.take('run'),
    send: (type, data, clientId) => {
      const text = JSON.stringify({ type, data });
      for (const id of clientId === null ? clients.keys() : [clientId]) sendTo(id, text);
    },
    sendPreview: (picture, clientId, meta) =>
      sendTo(clientId, settings.previewMetadata ? previewWithMetadata(picture, meta) : preview(picture)),
  });
  const context: Context = { queue, uploads, submissions: [], violations: [], settings };

  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((req, res) => {
    void route(req, res).catch((error: unknown) => {
      // A client that disconnects isn't a server failure.
      if (!req.destroyed) context.violations.push(`the server failed: ${String(error)}`);
      res.destroy();
    });
  });
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });

  /** Returns the request's path without the prefix, or why it is refused. */
  function enter(req: IncomingMessage): URL | 401 | 403 | 404 {
    const { method = 'GET', headers } = req;
    requests.push({ method, path: req.url ?? '', headers });
    const url = new URL(req.url ?? '/', `http://127.0.0.1:${state.port}`);
    // ComfyUI refuses other origins on loopback addresses.
    if (headers.origin !== undefined && new URL(headers.origin).host !== headers.host) return 403;
    if (token !== null && headers.authorization !== `Bearer ${token}`) return 401;
    if (!url.pathname.startsWith(`${prefix}/`)) return 404;
    url.pathname = url.pathname.slice(prefix.length);
    return url;
  }

  server.on('upgrade', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    const url = enter(req);
    const fault =
      faults.list()[0]?.at === 'socket' && faults.list()[0]?.kind === 'refused'
        ? faults.take('socket')
        : null;
    if (!(url instanceof URL) || url.pathname !== '/ws' || fault) {
      socket.end(`HTTP/1.1 ${url instanceof URL ? 404 : url} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(req, socket, head, (client) => {
      const sid = url.searchParams.get('clientId') ?? '';
      clients.set(sid, client);
      client.on('close', () => {
        if (clients.get(sid) === client) clients.delete(sid);
      });
      client.on('error', () => {});
      client.send(
        JSON.stringify({
          type: 'status',
          data: { status: { exec_info: { queue_remaining: queue.remaining } }, sid },
        }),
      );
    });
  });

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = enter(req);
    if (!(url instanceof URL)) {
      await drain(req);
      res.writeHead(url, { 'content-type': 'text/html' }).end(`<h1>${url}</h1>`);
      return;
    }
    const { pathname } = url;
    const run = (point: FaultPoint, work: (exchange: Exchange) => Promise<unknown> | unknown) =>
      answer({ req, res, url, fault: faults.take(point) }, work);
    const key = `${req.method} ${pathname}`;
    if (key === 'GET /system_stats') return run('stats', statsRoute);
    if (key === 'POST /upload/image') return run('upload', (exchange) => uploadRoute(context, exchange));
    if (key === 'POST /prompt') return run('prompt', (exchange) => promptRoute(context, exchange));
    if (key === 'GET /queue') return run('queue', () => queueRoute(context));
    if (key === 'POST /queue') return run('queue', (exchange) => queueDeleteRoute(context, exchange));
    if (key === 'POST /interrupt') return run('interrupt', (exchange) => interruptRoute(context, exchange));
    if (key === 'GET /view') return run('view', (exchange) => viewRoute(context, exchange));
    if (/^GET \/history(\/|$)/.test(key))
      return run('history', (exchange) => historyRoute(context, exchange));
    if (/^GET \/object_info(\/|$)/.test(key)) return run('nodes', objectInfoRoute);
    await drain(req);
    res.writeHead(404).end('404: Not Found');
  }

  async function listen(): Promise<void> {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(state.port, '127.0.0.1', done);
    });
    state.port = (server.address() as AddressInfo).port;
  }
  async function goAway(): Promise<void> {
    const closed = new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()));
    for (const connection of connections) connection.destroy();
    await closed;
  }

  await listen();
  return {
    get url() {
      return `http://127.0.0.1:${state.port}${prefix}`;
    },
    token,
    submissions: context.submissions,
    uploads,
    violations: context.violations,
    requests,
    faults,
    settings,
    queue,
    get sockets() {
      return clients.size;
    },
    cutSockets() {
      for (const client of clients.values()) client.terminate();
    },
    goAway,
    comeBack: listen,
    stop: goAway,
  };
}

/** PREVIEW_IMAGE: event 1, then the format (1: JPEG), then the picture. */
function preview(picture: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(1, 4);
  return Buffer.concat([head, picture]);
}

/** PREVIEW_IMAGE_WITH_METADATA: event 4, then the length of the metadata, the metadata, and the picture. */
function previewWithMetadata(picture: Buffer, meta: object): Buffer {
  const text = Buffer.from(JSON.stringify(meta));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(4, 0);
  head.writeUInt32BE(text.length, 4);
  return Buffer.concat([head, text, picture]);
}
