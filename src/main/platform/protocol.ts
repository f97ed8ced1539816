import { Failure } from '@shared/errors.ts';
import { nativeTheme } from 'electron';
import { isRefusedWrite } from '../disk-errors.ts';
import type { ShownFile } from '../display/display-copies.ts';
import { fileBody } from '../file-body.ts';
import type { MaskFile } from '../masks/mask-service.ts';
import type { Log, PictureFile } from '../ports.ts';
import { notFound, type Pages, page, type Route } from './pages.ts';
import { fillTroublePage, TROUBLE_PATH, TROUBLE_POLICY } from './trouble-page.ts';

/** Everything the pages can fetch besides themselves. */
export interface PictureSource {
  /**
   * Returns the file that shows an image: one that the imaging window fully decoded or made. Null if there is
   * no such image.
   */
  picture(sha256: string): Promise<ShownFile | null>;
  /**
   * Returns a thumbnail and creates it if the cache lacks it. Null if there is no such image. Throws a
   * `Failure` with the reason if the disk refuses it.
   */
  thumb(sha256: string, size: number): Promise<PictureFile | null>;
  /** Receives the bytes of one file of a drop. */
  receive(importId: number, index: number, body: ReadableStream<Uint8Array> | null): Promise<void>;
  /** Returns a drawn or found mask, or null. */
  mask(sha256: string): MaskFile | null;
  /** Returns the path of a blame map, or null. */
  blame(key: string): Promise<string | null>;
  /** Returns a picture of an unfinished result as WebP, encoded by the imaging window, or null. */
  preview(runId: number, number: number): Uint8Array<ArrayBuffer> | null;
  /** Stores the bytes of a mask drawn on an image. Returns its SHA-256. */
  takeMask(imageId: number, body: ReadableStream<Uint8Array> | null): Promise<string>;
}

const IMMUTABLE = 'private, max-age=31536000, immutable';

/**
 * Returns the answers below `app://reseed/` besides the first page: the other pages, images, thumbnails, masks, blame
 * maps, previews, and the bytes of dropped files and drawn masks, which it receives.
 */
export function routeOf(pages: Pages, source: () => Promise<PictureSource>, log: Log): Route {
  return async (request, url) => {
    try {
      return await route(request, url, pages, source);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      log.warn('request failed', { path: url.pathname, error: String(error) });
      return Response.json(error.toValue(), { status: 422 });
    }
  };
}

async function route(
  request: Request,
  url: URL,
  pages: Pages,
  source: () => Promise<PictureSource>,
): Promise<Response> {
  const [, first = '', second = '', third = '', ...rest] = url.pathname.split('/');
  if (rest.length === 0 && request.method === 'PUT' && first === 'import')
    return receive(request, second, third);
  if (request.method === 'PUT' && first === 'mask' && third === '' && rest.length === 0)
    return takeMask(request, second);
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  if (first === 'image' || first === 'thumb') {
    if (third !== '' || !/^[0-9a-f]{64}$/.test(second)) return notFound();
    const pictures = await source();
    if (first === 'image') return sendFile(await pictures.picture(second));
    const size = url.searchParams.get('w') === '1024' ? 1024 : 256;
    return sendThumb(pictures, second, size);
  }
  if (first === 'mask') {
    if (third !== '' || !/^[0-9a-f]{64}$/.test(second)) return notFound();
    return sendFile((await source()).mask(second));
  }
  if (first === 'blame') {
    if (third !== '' || !/^[0-9a-f]{64}$/.test(second)) return notFound();
    const path = await (await source()).blame(second);
    return sendFile(path === null ? null : { path, mime: 'application/octet-stream' });
  }
  if (first === 'preview' && rest.length === 0) {
    if (!/^\d{1,15}$/.test(second) || !/^\d{1,9}$/.test(third)) return notFound();
    const bytes = (await source()).preview(Number(second), Number(third));
    return bytes === null ? notFound() : sendBytes(bytes, 'image/webp');
  }
  if (url.pathname === TROUBLE_PATH) return trouble(pages);
  return page(url.pathname, pages);

  async function receive(put: Request, importId: string, index: string): Promise<Response> {
    if (!/^\d{1,9}$/.test(importId) || !/^\d{1,5}$/.test(index)) return notFound();
    await (await source()).receive(Number(importId), Number(index), put.body);
    return new Response(null, { status: 204 });
  }

  async function takeMask(put: Request, imageId: string): Promise<Response> {
    if (!/^\d{1,15}$/.test(imageId)) return notFound();
    try {
      return Response.json({ ok: true, sha256: await (await source()).takeMask(Number(imageId), put.body) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return Response.json({ ok: false, error: error.toValue() });
    }
  }
}

/** Sends a thumbnail. If the disk can't store a new one, sends the image itself, uncached. */
async function sendThumb(pictures: PictureSource, sha256: string, size: number): Promise<Response> {
  try {
    return await sendFile(await pictures.thumb(sha256, size));
  } catch (error) {
    if (!isRefusedWrite(error)) throw error;
    return sendFile(await pictures.picture(sha256), 'no-store');
  }
}

function sendBytes(bytes: Uint8Array<ArrayBuffer>, type: string): Response {
  const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return new Response(bytes, { headers });
}

async function sendFile(
  file: { readonly path: string; readonly mime: string } | null,
  cacheControl = IMMUTABLE,
): Promise<Response> {
  const read = file && (await fileBody(file.path).catch(() => null));
  if (!read) return notFound();
  return new Response(read.body, {
    headers: {
      'content-type': file.mime,
      'content-length': String(read.size),
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
    },
  });
}

async function trouble(pages: Pages): Promise<Response> {
  const plain = await page(TROUBLE_PATH, pages);
  if (!plain.ok) return plain;
  const headers = new Headers(plain.headers);
  if (!pages.devServer) headers.set('content-security-policy', TROUBLE_POLICY);
  return new Response(fillTroublePage(await plain.text(), nativeTheme.shouldUseDarkColors), { headers });
}
