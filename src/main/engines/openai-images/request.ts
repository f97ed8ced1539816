import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { EXTENSIONS } from '@shared/domain/image.ts';
import type { PictureFile } from '../../ports.ts';
import { type FormPart, multipartForm } from '../multipart.ts';
import { alphaMask } from './mask-png.ts';

/** What is sent besides the pictures. `undefined` leaves a field out, so that the server's default applies. */
export interface EditFields {
  readonly prompt: string;
  readonly model: string;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly background?: string | undefined;
  readonly output_format?: string | undefined;
  readonly input_fidelity?: string | undefined;
}

export interface EditPictures {
  /** The source first, then the references. Ready to be sent. */
  readonly pictures: readonly PictureFile[];
  /** A gray PNG as large as the source. White may change. */
  readonly mask: PictureFile | null;
}

/** The form of POST /v1/images/edits, and what the receipt says about it. */
export async function editForm(fields: EditFields, { pictures, mask }: EditPictures) {
  const texts = Object.entries(fields).flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [{ name, text: String(text) }],
  );
  const files: FormPart[] = [];
  const sent: { field: string; bytes: number; mime: string; sha256?: string }[] = [];
  for (const [n, { path, mime }] of pictures.entries()) {
    const { size: bytes } = await stat(path);
    // One picture as `image`, which every server knows; several as a list.
    const name = pictures.length === 1 ? 'image' : 'image[]';
    files.push({
      name,
      filename: `image-${n + 1}.${EXTENSIONS[mime]}`,
      mime,
      bytes,
      chunks: () => createReadStream(path),
    });
    sent.push({ field: name, bytes, mime });
  }
  if (mask) {
    const bytes = alphaMask(await readFile(mask.path));
    files.push({
      name: 'mask',
      filename: 'mask.png',
      mime: 'image/png',
      bytes: bytes.length,
      async *chunks() {
        yield bytes;
      },
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    sent.push({ field: 'mask', bytes: bytes.length, mime: 'image/png', sha256 });
  }
  const form = multipartForm([...texts, ...files]);
  return {
    ...form,
    receipt: { fields: Object.fromEntries(texts.map(({ name, text }) => [name, text])), files: sent },
  };
}
