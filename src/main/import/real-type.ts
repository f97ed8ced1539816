/** File type by its first bytes. */
export interface FoundType {
  readonly ext: string;
  readonly mime: string;
}

const HEIF = ['image/avif', 'image/heif', 'image/heif-sequence', 'image/heic', 'image/heic-sequence'];
const AVIF: FoundType = { ext: 'avif', mime: 'image/avif' };
const HEIC: FoundType = { ext: 'heic', mime: 'image/heic' };
/** Valid lengths of a BMP's second header. */
const BMP_HEADERS = [12, 16, 40, 52, 56, 64, 108, 124];

/**
 * Corrects types that a signature alone can't determine: two letters don't make a BMP, and HEIC and AVIF
 * share a container and brands, so the codec decides.
 */
export function realType(type: FoundType | undefined, head: Uint8Array): FoundType | undefined {
  if (type?.mime === 'image/bmp') return isBmp(head) ? type : undefined;
  return type && HEIF.includes(type.mime) ? ofContainer(type, head) : type;
}

function isBmp(head: Uint8Array): boolean {
  if (head.length < 26) return true;
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(14, true);
  return BMP_HEADERS.includes(length);
}

function ofContainer(type: FoundType, head: Uint8Array): FoundType {
  const text = new TextDecoder('latin1').decode(head);
  // Each codec has its own configuration box, in the property table near the start.
  const av1 = text.indexOf('av1C');
  const hevc = text.indexOf('hvcC');
  if (av1 >= 0 || hevc >= 0) return hevc < 0 || (av1 >= 0 && av1 < hevc) ? AVIF : HEIC;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const brands = text.slice(8, Math.min(view.getUint32(0), head.length));
  return /avif|avis/.test(brands) ? AVIF : type;
}
