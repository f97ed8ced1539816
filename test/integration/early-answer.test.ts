import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { multipartForm } from '../../src/main/engines/multipart.ts';
import { readText } from '../../src/main/http/http.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** Without its turns of the event loop, the client loses about a third of the answers. */
const UPLOADS = 25;

test.each([
  ['a few bytes', 70],
  ['some megabytes', 3_000_000],
])('a server’s refusal arrives although it has read nothing of an upload of %s', async (_, bytes) => {
  let count = 0;
  const server = createServer((_, res) => {
    count += 1;
    setTimeout(() => res.writeHead(401).end('Invalid API key'), count % 3);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const http = createUndiciHttp();
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await http.close();
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const path = join(tempFolder(), 'picture.png');
  await writeFile(path, Buffer.alloc(bytes, 7));
  const statuses: number[] = [];
  for (let n = 0; n < UPLOADS; n += 1) {
    const { body } = multipartForm([
      {
        name: 'asset',
        filename: 'picture.png',
        mime: 'image/png',
        bytes,
        chunks: () => createReadStream(path),
      },
    ]);
    const request = { method: 'POST', url, headers: {}, body, limitMs: 60_000 } as const;
    const { signal } = new AbortController();
    statuses.push(
      await http.exchange({ ...request, signal }, async (answer) => {
        await readText(answer, 1_000);
        return answer.status;
      }),
    );
  }
  expect(statuses).toEqual(Array(UPLOADS).fill(401));
});
