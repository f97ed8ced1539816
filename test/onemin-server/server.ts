import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { drain } from '../fixtures/drain.ts';
import { sendError, sendJson } from './answers.ts';
import { assetRoute } from './asset-route.ts';
import type { Context, Exchange, Seen, Settings } from './context.ts';
import { controlRoute } from './control-route.ts';
import { type FaultInput, FaultList, type FaultPoint, type Faults } from './faults.ts';
import { featureRoute } from './feature-route.ts';
import { FLUX_ROW, fileRoute, modelsRoute, resultsRoute } from './result-routes.ts';
import { type Asset, type Bill, Store } from './store.ts';

export interface OneminServerOptions extends Partial<Settings> {
  readonly port?: number;
  readonly key?: string;
  readonly team?: string;
  /** Credits on the account, and the price of one edit. */
  readonly credits?: number;
  readonly price?: number;
  readonly faults?: readonly FaultInput[];
}

export interface OneminServer {
  readonly url: string;
  readonly key: string;
  readonly team: string;
  /** Every charge so far, in order. */
  readonly bills: readonly Bill[];
  readonly faults: Faults;
  readonly settings: Settings;
  /** Violations by the client. */
  readonly violations: readonly string[];
  readonly requests: readonly Seen[];
  readonly connections: { readonly total: number; readonly open: number };
  readonly assets: readonly Asset[];
  dropAssets(): void;
  setCredits(credits: number): void;
  stop(): Promise<void>;
}

/** Starts the API on 127.0.0.1, on a free port by default. */
export async function startOneminServer(options: OneminServerOptions = {}): Promise<OneminServer> {
  const key = options.key ?? randomBytes(32).toString('hex');
  const store = new Store(options.credits ?? 1_000_000_000);
  const faultList = new FaultList();
  const sockets = new Set<Socket>();
  const requests: Seen[] = [];
  const state = { port: options.port ?? 0, total: 0, refusing: false };
  const settings: Settings = {
    drift: options.drift ?? 'none',
    displacement: options.displacement ?? null,
    editMs: options.editMs ?? 0,
    linkLifeMs: options.linkLifeMs ?? 60_000,
    publicResults: options.publicResults ?? false,
    ratePerMinute: options.ratePerMinute ?? 180,
    mutate: options.mutate ?? null,
    modelList: options.modelList ?? [FLUX_ROW],
  };
  const context: Context = {
    key,
    team: options.team ?? 'Acme Photo Works',
    price: options.price ?? 15_000,
    faults: faultList,
    store,
    violations: [],
    settings,
    origin: () => `http://127.0.0.1:${state.port}`,
    reached: (point) => arm(point === 'asset' ? ['feature'] : ['results', 'download']),
  };

  let server: Server = makeServer();
  function makeServer(): Server {
    const made = createServer((req, res) => {
      void answer(req, res).catch((error: unknown) => {
        // A client that disconnects isn't a server failure.
        if (!req.destroyed) context.violations.push(`the server failed: ${String(error)}`);
        res.destroy();
      });
    });
    made.on('connection', (socket: Socket) => {
      state.total += 1;
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      if (faultList.take('connect', ['reset'])) socket.resetAndDestroy();
    });
    return made;
  }
  async function listen(): Promise<void> {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(state.port, '127.0.0.1', done);
    });
    state.port = (server.address() as AddressInfo).port;
  }
  /** Refused and reset connections armed for `points` take effect. */
  async function arm(points: readonly FaultPoint[]): Promise<void> {
    for (const point of points) {
      const reset = faultList.take(point, ['reset']);
      if (reset) faultList.add({ ...reset, at: 'connect', times: reset.times + 1 });
      if (faultList.take(point, ['refused'])) state.refusing = true;
    }
    if (!state.refusing || !server.listening) return;
    server.close();
    server.closeIdleConnections();
  }
  const faults: Faults = {
    async add(input) {
      faultList.add(input);
      await arm(['connect', 'asset']);
    },
    async clear() {
      faultList.clear();
      if (!state.refusing) return;
      state.refusing = false;
      server = makeServer();
      await listen();
    },
    list: () => faultList.list(),
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (state.refusing) res.setHeader('connection', 'close');
    const url = new URL(req.url ?? '/', context.origin());
    const { method = 'GET', headers, rawHeaders } = req;
    const seen: Seen = {
      at: Date.now(),
      method,
      path: req.url ?? '',
      headers,
      rawHeaders,
      body: Buffer.alloc(0),
    };
    requests.push(seen);
    const at = (point: FaultPoint): Exchange => ({ req, res, url, seen, fault: faultList.take(point) });
    const route = `${method} ${url.pathname}`;
    if (url.pathname.startsWith('/__')) return controlRoute(context, at('connect'), faults);
    if (route === 'GET /models') return modelsRoute(context, at('models'));
    if (!url.pathname.startsWith('/api/')) {
      if ([req.url, ...rawHeaders].some((text) => text?.includes(key)) || headers['api-key'] !== undefined)
        context.violations.push(`the key was sent to the asset host: ${method} ${url.pathname}`);
      return fileRoute(context, at('download'));
    }
    const apiCalls = requests.filter((one) => one.path.startsWith('/api/') && one.at > seen.at - 60_000);
    if (apiCalls.length > settings.ratePerMinute) {
      context.violations.push('more requests a minute than allowed');
      await drain(req);
      res.setHeader('retry-after', '5');
      return sendJson(res, 429, {
        success: false,
        error: { code: 'TOO_MANY_REQUESTS', message: 'Slow down' },
      });
    }
    const elsewhere = rawHeaders.some(
      (text, n) => text.includes(key) && rawHeaders[n - 1]?.toLowerCase() !== 'api-key',
    );
    if (elsewhere || req.url?.includes(key))
      context.violations.push(`the key was sent outside its header: ${route}`);
    if (headers['api-key'] !== key) {
      await drain(req);
      return sendError(res, 401, 'UNAUTHORIZED', 'Invalid API key');
    }
    if (route === 'POST /api/assets') return assetRoute(context, at('asset'));
    if (route === 'POST /api/features') return featureRoute(context, at('feature'));
    if (route.startsWith('GET /api/results/')) return resultsRoute(context, at('results'));
    return sendError(res, 404, 'NOT_FOUND', `Cannot ${route}`);
  }

  await listen();
  for (const fault of options.faults ?? []) await faults.add(fault);
  return {
    get url() {
      return context.origin();
    },
    key,
    team: context.team,
    bills: store.bills,
    faults,
    settings,
    violations: context.violations,
    requests,
    get connections() {
      return { total: state.total, open: sockets.size };
    },
    get assets() {
      return store.assets;
    },
    dropAssets: () => store.dropAssets(),
    setCredits: (credits) => {
      store.credits = credits;
    },
    async stop() {
      const closed = new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
