import { extname } from 'node:path';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import sharp from 'sharp';
import { sendError, sendFault, sendHtml, sendJson, sendOddJson, sendTrickle } from './answers.ts';
import { type Context, cut, type Exchange, readBody, sleep } from './context.ts';

const LIMIT = 50 * 1024 * 1024;
const MIME_OF: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

interface Part {
  readonly field: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** POST /api/assets: one multipart field `asset`, with a name whose extension is right. */
export async function assetRoute(context: Context, exchange: Exchange): Promise<void> {
  const { res, fault } = exchange;
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1000);
  const body = await readBody(exchange, LIMIT + 4096);
  if (body === 'cut') return;
  if (body === 'too-large') return sendHtml(res, 413);
  if (fault?.kind === 'after-last-byte' || fault?.kind === 'before-header') return cut(exchange);
  if (fault?.kind === 'silent') return;
  if (fault && sendFault(res, fault, context)) return;

  const { parts, fields } = await parseMultipart(exchange, body).catch(() => ({ parts: [], fields: 0 }));
  const [part] = parts;
  const problem =
    parts.length !== 1 || fields !== 0 || !part
      ? 'exactly one file is expected'
      : await partProblem(part).catch(() => 'not a picture');
  if (problem || !part) {
    context.violations.push(`upload refused: ${problem}`);
    sendError(res, 400, 'INVALID_FILE', `The file was refused: ${problem}`);
    return;
  }
  const asset = context.store.addAsset(part.name, part.mime, part.bytes);
  await context.reached('asset');
  if (fault?.kind === 'trickle') {
    res.writeHead(200, { 'content-type': 'application/json' });
    return sendTrickle(res, Buffer.from('{"asset":{}}'), fault.ms ?? 100);
  }
  const answer = {
    asset: {
      key: asset.path,
      mimetype: asset.mime,
      size: asset.bytes.length,
      location: `https://s3.us-east-1.amazonaws.com/asset.1min.ai/${asset.path}`,
      acl: 'private',
    },
    fileContent: { uuid: asset.sha256.slice(0, 32), path: asset.path, type: 'IMAGE' },
  };
  if (fault?.kind === 'bom' || fault?.kind === 'packed') return sendOddJson(res, fault.kind, answer);
  sendJson(res, 200, answer);
}

function parseMultipart(exchange: Exchange, body: Buffer): Promise<{ parts: Part[]; fields: number }> {
  return new Promise((done, fail) => {
    const parts: Part[] = [];
    let fields = 0;
    const parser = busboy({ headers: exchange.req.headers });
    parser.on('field', () => {
      fields += 1;
    });
    parser.on('file', (field, file, info) => {
      const chunks: Buffer[] = [];
      file.on('data', (chunk: Buffer) => chunks.push(chunk));
      file.on('end', () =>
        parts.push({ field, name: String(info.filename), mime: info.mimeType, bytes: Buffer.concat(chunks) }),
      );
    });
    parser.on('close', () => done({ parts, fields }));
    parser.on('error', fail);
    Readable.from([body]).pipe(parser);
  });
}

/** Returns why a file part is rejected, or null. */
async function partProblem(part: Part): Promise<string | null> {
  if (part.field !== 'asset') return `the field is named ${part.field}`;
  if (!/^[\x21-\x7e]{1,100}$/.test(part.name)) return 'the file name is not plain ASCII';
  if (part.bytes.length > LIMIT) return 'larger than 50 MB';
  const expected = MIME_OF[extname(part.name).toLowerCase()];
  const { format } = await sharp(part.bytes).metadata();
  if (!expected || expected !== `image/${format}`) return `${part.name} is not the name of a ${format}`;
  if (part.mime !== expected) return `declared as ${part.mime}`;
  return null;
}
