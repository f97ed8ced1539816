import { open } from 'node:fs/promises';

/** Maximum length of one text, in bytes. Longer ones are left out: the picture itself keeps them. */
const TEXT_MAX = 256 * 1024;
/** Number of chunks that are looked at. Texts come before the pixels. */
const CHUNKS_MAX = 64;
const SIGNATURE = 8;

/**
 * Returns the uncompressed texts of a PNG file before its pixels, by their keyword. ComfyUI writes the executed
 * workflow as `prompt`, and the editor's as `workflow`. Empty for a file without any, or of another format.
 */
export async function readPngTexts(path: string): Promise<Readonly<Record<string, string>>> {
  const file = await open(path);
  try {
    const texts: Record<string, string> = {};
    for (let at = SIGNATURE, n = 0; n < CHUNKS_MAX; n += 1) {
      const head = await bytesAt(at, 8);
      const type = head.toString('latin1', 4, 8);
      if (head.length < 8 || type === 'IDAT' || !/^[A-Za-z]{4}$/.test(type)) break;
      const length = head.readUInt32BE(0);
      if ((type === 'tEXt' || type === 'iTXt') && length <= TEXT_MAX) {
        const [key, text] = split(type, await bytesAt(at + 8, length)) ?? [];
        if (key !== undefined && text !== undefined && !(key in texts)) texts[key] = text;
      }
      at += 12 + length;
    }
    return texts;
  } finally {
    await file.close();
  }

  async function bytesAt(position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }
}

/** Splits a text chunk into its keyword and text. Null for a compressed or broken one. */
function split(type: string, data: Buffer): readonly [string, string] | null {
  const end = data.indexOf(0);
  if (end < 1 || end > 79) return null;
  const key = data.toString('latin1', 0, end);
  if (type === 'tEXt') return [key, data.toString('latin1', end + 1)];
  // Keyword, compression flag and method, language, translated keyword, text.
  if (data[end + 1] !== 0) return null;
  const language = data.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? null : [key, data.toString('utf8', translated + 1)];
}
