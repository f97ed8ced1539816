import { posix } from 'node:path';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import sharp from 'sharp';
import { Answer, type Exchange, readBody, readJson } from './answers.ts';
import type { Context } from './context.ts';
import { CLASS_TYPES, objectInfo, type Prompt, validatePrompt } from './nodes.ts';
import { fileKey, type Item, newPromptId } from './prompt-queue.ts';

/* Each route returns the body of its answer, as ComfyUI's server.py sends it. */

export function statsRoute(): unknown {
  return {
    system: {
      os: 'posix',
      ram_total: 67_108_864_000,
      ram_free: 32_000_000_000,
      comfyui_version: '0.3.75',
      python_version: '3.12.3',
      pytorch_version: '2.9.0+cu128',
      embedded_python: false,
      argv: ['main.py'],
    },
    devices: [
      {
        name: 'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync',
        type: 'cuda',
        index: 0,
        vram_total: 25_386_352_640,
        vram_free: 23_000_000_000,
        torch_vram_total: 0,
        torch_vram_free: 0,
      },
    ],
  };
}

export function objectInfoRoute({ url }: Exchange): unknown {
  const name = decodeURIComponent(url.pathname.split('/')[2] ?? '');
  if (name !== '') return objectInfo(name);
  return Object.assign({}, ...CLASS_TYPES.map(objectInfo));
}

/** POST /upload/image: stores a file. An equal file of the same name is kept, another one gets a number. */
export async function uploadRoute(context: Context, exchange: Exchange): Promise<unknown> {
  const body = await readBody(exchange);
  const form = await parseForm(exchange, body);
  const { file, fields } = form;
  if (file?.field !== 'image' || file.name === '') return new Answer(400, undefined);
  const { format } = await sharp(file.bytes)
    .metadata()
    .catch(() => ({ format: undefined }));
  if (format === undefined) context.violations.push(`not a picture: ${file.name}`);
  const subfolder = fields.subfolder ?? '';
  if (posix.normalize(`/${subfolder}/x`) !== `/${subfolder === '' ? '' : `${subfolder}/`}x`)
    return new Answer(400, undefined);
  const pathOf = (name: string) => (subfolder === '' ? name : `${subfolder}/${name}`);
  const { name, ext } = posix.parse(file.name);
  let filename = file.name;
  for (let n = 1; fields.overwrite !== 'true'; n += 1) {
    const present = context.uploads.get(pathOf(filename));
    if (!present || present.equals(file.bytes)) break;
    filename = `${name} (${n})${ext}`;
  }
  context.uploads.set(pathOf(filename), file.bytes);
  return { name: filename, subfolder, type: fields.type ?? 'input' };
}

interface Form {
  readonly file: { readonly field: string; readonly name: string; readonly bytes: Buffer } | null;
  readonly fields: Readonly<Record<string, string>>;
}

function parseForm({ req }: Exchange, body: Buffer): Promise<Form> {
  return new Promise((done, fail) => {
    const fields: Record<string, string> = {};
    let file: Form['file'] = null;
    const parser = busboy({ headers: req.headers });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        file = { field, name: String(info.filename), bytes: Buffer.concat(chunks) };
      });
    });
    parser.on('close', () => done({ file, fields }));
    parser.on('error', fail);
    Readable.from([body]).pipe(parser);
  });
}

/** POST /prompt: validates and queues. */
export async function promptRoute(context: Context, exchange: Exchange): Promise<unknown> {
  const { fault } = exchange;
  const body = await readJson(exchange);
  if (fault?.kind === 'node-errors')
    return new Answer(400, {
      error: {
        type: 'prompt_outputs_failed_validation',
        message: 'Prompt outputs failed validation',
        details: '',
        extra_info: {},
      },
      node_errors: {
        '12': {
          errors: [
            {
              type: 'value_not_in_list',
              message: 'Value not in list',
              details: fault.reason ?? "unet_name: 'x' not in []",
            },
          ],
          dependent_outputs: ['9'],
          class_type: 'UNETLoader',
        },
      },
    });
  const outputs = validatePrompt(body.prompt, (name) => context.uploads.has(name.replace(/ \[input\]$/, '')));
  if (!Array.isArray(outputs)) return new Answer(400, outputs);
  const extra = {
    ...(body.extra_data as Record<string, unknown> | undefined),
    ...(body.client_id !== undefined && { client_id: body.client_id }),
  };
  const chosen =
    context.settings.acceptsPromptId && typeof body.prompt_id === 'string' ? body.prompt_id : null;
  const item = context.queue.add({
    id: chosen ?? newPromptId(),
    prompt: body.prompt as Prompt,
    extra,
    outputs,
  });
  context.submissions.push({
    promptId: item.id,
    clientId: typeof body.client_id === 'string' ? body.client_id : null,
    extra,
    prompt: item.prompt,
  });
  if (fault?.kind === 'other-id') return { prompt_id: newPromptId(), number: item.number, node_errors: {} };
  return { prompt_id: item.id, number: item.number, node_errors: {} };
}

export function queueRoute({ queue }: Context): unknown {
  const row = ({ number, id, prompt, extra, outputs }: Item) => [number, id, prompt, extra, outputs];
  return { queue_running: queue.running.map(row), queue_pending: queue.pending.map(row) };
}

export async function queueDeleteRoute({ queue }: Context, exchange: Exchange): Promise<unknown> {
  const body = await readJson(exchange);
  if (Array.isArray(body.delete)) queue.delete(body.delete);
  return undefined;
}

export async function interruptRoute({ queue }: Context, exchange: Exchange): Promise<unknown> {
  const body = await readJson(exchange);
  queue.interrupt(typeof body.prompt_id === 'string' ? body.prompt_id : null);
  return undefined;
}

/** GET /history/{id}, or GET /history?max_items=… */
export function historyRoute({ queue }: Context, { url, fault }: Exchange): unknown {
  if (fault?.kind === 'forget') return {};
  const id = url.pathname.split('/')[2];
  if (id === undefined) {
    const max = Number(url.searchParams.get('max_items') ?? Number.POSITIVE_INFINITY);
    return Object.fromEntries([...queue.history].slice(-max));
  }
  const entry = queue.history.get(decodeURIComponent(id));
  return entry ? { [id]: entry } : {};
}

export function viewRoute({ queue }: Context, { url, fault }: Exchange): unknown {
  const filename = url.searchParams.get('filename');
  if (!filename || filename.startsWith('/') || filename.includes('..')) return new Answer(400, undefined);
  const bytes = queue.files.get(
    fileKey({
      filename,
      subfolder: url.searchParams.get('subfolder') ?? '',
      type: url.searchParams.get('type') ?? 'output',
    }),
  );
  if (!bytes) return new Answer(404, undefined);
  if (fault?.kind === 'truncated') return bytes.subarray(0, bytes.length - 40);
  if (fault?.kind === 'html-as-image') return Buffer.from('<html>not a picture</html>');
  return bytes;
}
