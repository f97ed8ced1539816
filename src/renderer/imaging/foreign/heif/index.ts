import type { PictureNote } from '@shared/domain/picture-note.ts';
import libheif, { type Libheif } from 'libheif-js/libheif-wasm/libheif.js';
import address from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { profileNotes } from '../../profile-notes.ts';
import { bitmapOf } from '../bitmap.ts';
import { toSrgb } from '../color.ts';
import type { ForeignFormat } from '../format.ts';
import { isHdr, profileOf } from '../light.ts';
import { readHeifHeader } from './header.ts';

let loading: Promise<Libheif> | null = null;

function load(): Promise<Libheif> {
  loading ??= (async () => {
    const answer = await fetch(address);
    return libheif({ wasmBinary: await answer.arrayBuffer() });
  })();
  return loading;
}

/** HEIC and HEIF, decoded by libheif. It applies the container's rotation itself. Exif is ignored. */
export const heif: ForeignFormat = {
  readSize: (bytes) => readHeifHeader(bytes).largest,
  async decode(bytes) {
    const header = readHeifHeader(bytes);
    const { rgba, width, height, count } = await decodeMain(await load(), bytes);
    const profile = header.icc ?? (header.nclx && profileOf(header.nclx));
    if (profile) await toSrgb(rgba, profile);
    const notes: PictureNote[] = [];
    if (header.bits > 8) notes.push({ code: 'bit-depth', bits: header.bits });
    if (header.hasGainMap || (header.nclx && isHdr(header.nclx))) notes.push({ code: 'hdr' });
    notes.push(...profileNotes(profile));
    if (header.isSequence) notes.push({ code: 'animation' });
    else if (count > 1) notes.push({ code: 'pages', count });
    return { image: await bitmapOf(rgba, width, height), notes };
  },
};

interface Pixels {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Number of pictures in the file. */
  readonly count: number;
}

async function decodeMain(lib: Libheif, bytes: Uint8Array): Promise<Pixels> {
  const context = lib.heif_context_alloc();
  try {
    const read = lib.heif_context_read_from_memory(context, bytes);
    if (read.code !== lib.heif_error_code.heif_error_Ok) throw new Error(read.message ?? 'Not readable.');
    const ids = lib.heif_js_context_get_list_of_top_level_image_IDs(context);
    const image = lib.heif_js_context_get_primary_image_handle(context);
    if (!image || image.code !== undefined) throw new Error('No main picture.');
    try {
      const decoded = await lib.heif_js_decode_image2(
        image,
        lib.heif_colorspace.heif_colorspace_RGB,
        lib.heif_chroma.heif_chroma_interleaved_RGBA,
      );
      if (!decoded || decoded.code !== undefined) throw new Error('Its content is damaged.');
      try {
        const [plane] = decoded.channels;
        if (!plane) throw new Error('No pixels.');
        const { width, height, stride, data } = plane;
        const rgba = new Uint8ClampedArray(width * height * 4);
        for (let y = 0; y < height; y++)
          rgba.set(data.subarray(y * stride, y * stride + width * 4), y * width * 4);
        return { rgba, width, height, count: 'length' in ids ? ids.length : 1 };
      } finally {
        lib.heif_image_release(decoded.image);
      }
    } finally {
      lib.heif_image_handle_release(image);
    }
  } finally {
    lib.heif_context_free(context);
  }
}
