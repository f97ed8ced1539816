import { t } from '@shared/i18n/index.ts';

/** Pictures with at most this edge length (px) are placeholders. */
const PLACEHOLDER_EDGE = 2;

/**
 * Returns the picture in a `data:` address. Null if it isn't one, or if it is a lazy-loading placeholder. Its
 * bytes are checked like those of any file.
 */
export function fileOfData(address: string): File | null {
  const [, type = '', base64, body = ''] =
    /^data:(image\/[\w.+-]+)?(?:;[\w.+=-]+)*?(;base64)?,(.*)$/is.exec(address) ?? [];
  if (type === '') return null;
  try {
    const bytes = base64
      ? Uint8Array.from(atob(decodeURIComponent(body)), (sign) => sign.charCodeAt(0))
      : new TextEncoder().encode(decodeURIComponent(body));
    if (isPlaceholder(bytes)) return null;
    const extension = type.slice('image/'.length).toLowerCase().replace(/\W.*$/, '');
    return new File([bytes], `${t.transfer.import.fromPage}.${extension}`, { type });
  } catch {
    return null;
  }
}

/** Whether a GIF or PNG, the usual placeholder formats, is that small by its header. */
function isPlaceholder(bytes: Uint8Array): boolean {
  if (bytes.length < 24) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isGif = view.getUint32(0) === 0x47494638;
  const isPng = view.getUint32(0) === 0x89504e47;
  if (!isGif && !isPng) return false;
  const edges = isGif
    ? [view.getUint16(6, true), view.getUint16(8, true)]
    : [view.getUint32(16), view.getUint32(20)];
  return edges.every((edge) => edge <= PLACEHOLDER_EDGE);
}
