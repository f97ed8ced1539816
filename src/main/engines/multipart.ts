import { randomBytes } from 'node:crypto';
import type { HttpBody } from '../http/http.ts';

/** One part of a form: a text, or a file of known length. */
export type FormPart =
  | { readonly name: string; readonly text: string }
  | {
      readonly name: string;
      readonly filename: string;
      readonly mime: string;
      readonly bytes: number;
      readonly chunks: () => AsyncIterable<Uint8Array>;
    };

/** Builds a `multipart/form-data` body in the order of its parts. Files are streamed, never held in memory. */
export function multipartForm(parts: readonly FormPart[]): {
  readonly type: string;
  readonly body: HttpBody;
} {
  const boundary = `reseed-${randomBytes(16).toString('hex')}`;
  const pieces = parts.map((part) => {
    const head = Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n\r\n`);
    return 'text' in part
      ? { head: Buffer.concat([head, Buffer.from(part.text)]), length: 0, chunks: null }
      : { head, length: part.bytes, chunks: part.chunks };
  });
  const tail = Buffer.from(`--${boundary}--\r\n`);
  const body: HttpBody = {
    length: pieces.reduce((sum, { head, length }) => sum + head.length + length + 2, tail.length),
    async *chunks() {
      for (const { head, chunks } of pieces) {
        yield head;
        if (chunks) yield* chunks();
        yield Buffer.from('\r\n');
      }
      yield tail;
    },
  };
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

function headOf(part: FormPart): string {
  const name = `Content-Disposition: form-data; name="${quoted(part.name)}"`;
  return 'text' in part ? name : `${name}; filename="${quoted(part.filename)}"\r\nContent-Type: ${part.mime}`;
}

/** Escapes a name as browsers do. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
