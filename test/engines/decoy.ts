import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that no answer may lead to. It counts who comes anyway. */
export async function startDecoy() {
  let requests = 0;
  const server = createServer((_, res) => {
    requests += 1;
    res.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/picture.png`,
    requests: () => requests,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}
