import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import sharp from 'sharp';
import { z } from 'zod';
import { drain } from '../fixtures/drain.ts';

/** What may go wrong at the edit, or at the download of its picture. This folder's README.md describes each. */
export const FaultKind = z.enum([
  'reset',
  'after-last-byte',
  'mid-body',
  'silent',
  'status',
  'html',
  'not-json',
  'endless',
  'redirect',
  'moderated',
  'quota',
  'rate',
  'unknown-parameter',
  'empty',
  'not-a-picture',
  'hostile-url',
  'expired',
]);
export type FaultKind = z.infer<typeof FaultKind>;

export interface Fault {
  readonly at: 'edit' | 'models' | 'download';
  readonly kind: FaultKind;
  readonly status?: number;
  readonly to?: string;
  times: number;
}

/** An edit that the server carried out, and may have charged. */
export interface Bill {
  readonly prompt: string;
  readonly model: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The names of the fields with pictures, in order. */
  readonly files: readonly { readonly field: string; readonly name: string; readonly bytes: Buffer }[];
}

export interface OpenaiServerOptions {
  readonly port?: number;
  /** Null: every request is served, as a local server does. */
  readonly key?: string | null;
  /** Whether the picture comes as an address instead of base64. */
  readonly answersUrl?: boolean;
  /** Whether `GET /v1/models` exists. */
  readonly listsModels?: boolean;
}

export interface OpenaiServer {
  readonly url: string;
  readonly key: string | null;
  readonly bills: readonly Bill[];
  readonly violations: readonly string[];
  readonly requests: readonly { readonly method: string; readonly path: string }[];
  readonly settings: { answersUrl: boolean; listsModels: boolean };
  addFault(fault: Omit<Fault, 'times'> & { readonly times?: number }): void;
  clearFaults(): void;
  stop(): Promise<void>;
}

/** Parameters of POST /v1/images/edits, as documented. */
const Fields = z.strictObject({
  prompt: z.string().min(1).max(32_000),
  model: z.string().min(1).optional(),
  n: z
    .string()
    .regex(/^([1-9]|10)$/)
    .optional(),
  size: z
    .string()
    .regex(/^(auto|\d{2,4}x\d{2,4})$/)
    .optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high']).optional(),
  background: z.enum(['auto', 'transparent', 'opaque']).optional(),
  output_format: z.enum(['png', 'jpeg', 'webp']).optional(),
  output_compression: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
  input_fidelity: z.enum(['low', 'high']).optional(),
  user: z.string().optional(),
});

/** Starts the API on 127.0.0.1, on a free port by default. */
export async function startOpenaiServer(options: OpenaiServerOptions = {}): Promise<OpenaiServer> {
  const key = options.key === undefined ? `sk-${randomBytes(24).toString('hex')}` : options.key;
  const bills: Bill[] = [];
  const violations: string[] = [];
  const requests: { method: string; path: string }[] = [];
  const pictures = new Map<string, Buffer>();
  const settings = { answersUrl: options.answersUrl ?? false, listsModels: options.listsModels ?? true };
  const sockets = new Set<Socket>();
  let faults: Fault[] = [];
  const state = { port: options.port ?? 0 };
  const origin = () => `http://127.0.0.1:${state.port}`;

  const take = (at: Fault['at']): Fault | null => {
    const fault = faults.find((one) => one.at === at) ?? null;
    if (fault) {
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
    }
    return fault;
  };

  const server = createServer((req, res) => {
    void route(req, res).catch((error: unknown) => {
      if (!req.destroyed) violations.push(`the server failed: ${String(error)}`);
      res.destroy();
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = req;
    const url = new URL(req.url ?? '/', origin());
    requests.push({ method, path: req.url ?? '' });
    if (url.pathname.startsWith('/files/')) {
      if (headers.authorization !== undefined) violations.push('the key was sent to a picture’s address');
      return download(req, res, url);
    }
    if (key !== null && headers.authorization !== `Bearer ${key}`) {
      await drain(req);
      const message = `Incorrect API key provided: ${String(headers.authorization).slice(7)}.`;
      return sendError(res, 401, message, 'invalid_request_error', 'invalid_api_key');
    }
    if (method === 'GET' && url.pathname === '/v1/models') {
      const fault = take('models');
      if (fault && (await strike(fault, req, res))) return;
      if (!settings.listsModels) return sendError(res, 404, 'Not found', 'invalid_request_error', null);
      return sendJson(res, 200, { object: 'list', data: [{ id: 'picture-model-1', object: 'model' }] });
    }
    if (method === 'POST' && url.pathname === '/v1/images/edits') return edit(req, res);
    await drain(req);
    sendError(res, 404, `Invalid URL (${method} ${url.pathname})`, 'invalid_request_error', null);
  }

  async function edit(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const fault = take('edit');
    if (fault && (await strike(fault, req, res))) return;
    const form = await parseForm(req);
    const problem = await problemOf(form);
    if (problem !== null) {
      violations.push(problem);
      return sendError(res, 400, problem, 'invalid_request_error', 'invalid_value');
    }
    const { fields, files } = form;
    bills.push({ prompt: fields.prompt ?? '', model: fields.model ?? '', fields, files });
    if (fault?.kind === 'after-last-byte') return void req.socket.resetAndDestroy();
    if (fault?.kind === 'silent') return;
    const bytes = await render(form);
    const answer = answerOf(fault, fields, bytes);
    if (fault?.kind !== 'mid-body') return sendJson(res, 200, answer);
    const text = Buffer.from(JSON.stringify(answer));
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    res.write(text.subarray(0, text.length / 2), () => setTimeout(() => req.socket.resetAndDestroy(), 20));
  }

  function answerOf(fault: Fault | null, fields: Readonly<Record<string, string>>, bytes: Buffer): unknown {
    const name = randomBytes(12).toString('hex');
    pictures.set(name, bytes);
    const url =
      fault?.kind === 'hostile-url' ? (fault.to ?? 'http://10.0.0.1/a.png') : `${origin()}/files/${name}`;
    const content = fault?.kind === 'not-a-picture' ? Buffer.from('<html></html>') : bytes;
    const usesUrl = settings.answersUrl || fault?.kind === 'hostile-url';
    return {
      created: 1_764_000_000,
      data: fault?.kind === 'empty' ? [] : [usesUrl ? { url } : { b64_json: content.toString('base64') }],
      size: fields.size ?? '1024x1024',
      quality: fields.quality ?? 'high',
      output_format: fields.output_format ?? 'png',
      usage: {
        total_tokens: 4_600,
        input_tokens: 400,
        output_tokens: 4_200,
        input_tokens_details: { text_tokens: 20, image_tokens: 380 },
      },
    };
  }

  async function download(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const fault = take('download');
    if (fault && (await strike(fault, req, res))) return;
    const bytes = pictures.get(url.pathname.slice('/files/'.length));
    if (!bytes || fault?.kind === 'expired') {
      res.writeHead(403).end('<Error><Code>AuthenticationFailed</Code></Error>');
      return;
    }
    res.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length }).end(bytes);
  }

  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(state.port, '127.0.0.1', done);
  });
  state.port = (server.address() as AddressInfo).port;
  return {
    get url() {
      return origin();
    },
    key,
    bills,
    violations,
    requests,
    settings,
    addFault: (fault) => faults.push({ times: 1, ...fault }),
    clearFaults() {
      faults = [];
    },
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Bill['files'];
}

async function parseForm(req: IncomingMessage): Promise<Form> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return new Promise((done, fail) => {
    const fields: Record<string, string> = {};
    const files: { field: string; name: string; bytes: Buffer }[] = [];
    const parser = busboy({ headers: req.headers });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, info) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => files.push({ field, name: String(info.filename), bytes: Buffer.concat(parts) }));
    });
    parser.on('close', () => done({ fields, files }));
    parser.on('error', fail);
    Readable.from(chunks).pipe(parser);
  });
}

/** Returns what is wrong with an edit, or null. */
async function problemOf({ fields, files }: Form): Promise<string | null> {
  const parsed = Fields.safeParse(fields);
  if (!parsed.success) return `Unknown or invalid parameter: ${parsed.error.issues[0]?.message}`;
  const pictures = files.filter(({ field }) => field === 'image' || field === 'image[]');
  const masks = files.filter(({ field }) => field === 'mask');
  if (pictures.length === 0) return 'Missing required parameter: image';
  if (pictures.length > 1 && pictures.some(({ field }) => field === 'image'))
    return 'Duplicate parameter: image';
  if (pictures.length > 16 || masks.length > 1 || pictures.length + masks.length !== files.length)
    return 'Unknown file';
  const [first] = pictures;
  const [mask] = masks;
  const source = await sharp(first?.bytes).metadata();
  if (!mask) return null;
  const { format, width, height, hasAlpha } = await sharp(mask.bytes).metadata();
  if (format !== 'png' || !hasAlpha) return 'Invalid mask: not a PNG with transparency';
  return width === source.width && height === source.height
    ? null
    : 'Invalid mask: not as large as the image';
}

/** The picture in another hue, as large as asked for. Where a mask is opaque, it stays as it is. */
async function render({ fields, files }: Form): Promise<Buffer> {
  const pictures = files.filter(({ field }) => field !== 'mask');
  const mask = files.find(({ field }) => field === 'mask');
  const source = sharp(pictures[0]?.bytes).flatten({ background: '#ffffff' });
  const meta = await sharp(pictures[0]?.bytes).metadata();
  const [width = meta.width, height = meta.height] = /^\d+x\d+$/.test(fields.size ?? '')
    ? (fields.size ?? '').split('x').map(Number)
    : [];
  const raw = { width, height, channels: 3 as const };
  const before = await source.resize(width, height, { fit: 'fill' }).toColorspace('srgb').raw().toBuffer();
  const after = await sharp(before, { raw }).modulate({ hue: 140 }).raw().toBuffer();
  if (mask) {
    const alpha = await sharp(mask.bytes)
      .resize(width, height, { fit: 'fill', kernel: 'nearest' })
      .extractChannel('alpha')
      .raw()
      .toBuffer();
    for (let at = 0; at < after.length; at += 1)
      if ((alpha[Math.floor(at / 3)] ?? 0) > 127) after[at] = before[at] ?? 0;
  }
  const picture = sharp(after, { raw });
  if (fields.output_format === 'jpeg') return picture.jpeg().toBuffer();
  return fields.output_format === 'webp' ? picture.webp().toBuffer() : picture.png().toBuffer();
}

/** Sends a fault that leaves no edit. False for other kinds. */
async function strike(fault: Fault, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  if (fault.kind === 'reset') {
    req.socket.resetAndDestroy();
    return true;
  }
  const answers = {
    status: () =>
      res.writeHead(fault.status ?? 500, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    html: () => res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
    'not-json': () => res.writeHead(200, { 'content-type': 'application/json' }).end('OK'),
    redirect: () => res.writeHead(302, { location: fault.to ?? 'https://example.com/' }).end(),
    moderated: () =>
      sendError(
        res,
        400,
        'Your request was rejected by the safety system. safety_violations=[violence].',
        'image_generation_user_error',
        'moderation_blocked',
      ),
    quota: () =>
      sendError(
        res,
        429,
        'You exceeded your current quota, please check your plan and billing details.',
        'insufficient_quota',
        'insufficient_quota',
      ),
    rate: () => {
      res.setHeader('retry-after', '3');
      sendError(res, 429, 'Rate limit reached for images per minute.', 'requests', 'rate_limit_exceeded');
    },
    'unknown-parameter': () =>
      sendError(res, 400, "Unknown parameter: 'quality'.", 'invalid_request_error', 'unknown_parameter'),
    endless: () => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(1024 * 1024, ' ')));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    },
  } satisfies Partial<Record<FaultKind, () => void>>;
  const send: (() => void) | undefined = Object.hasOwn(answers, fault.kind)
    ? answers[fault.kind as keyof typeof answers]
    : undefined;
  if (!send) return false;
  await drain(req);
  send();
  return true;
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}

function sendError(
  res: ServerResponse,
  status: number,
  message: string,
  type: string,
  code: string | null,
): void {
  sendJson(res, status, { error: { message, type, param: null, code } });
}
