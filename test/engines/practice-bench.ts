import { readFile, writeFile } from 'node:fs/promises';
import { Failure } from '@shared/errors.ts';
import { practice } from '../../src/main/engines/practice/index.ts';
import { blindImaging, uniquePng } from '../fixtures/ledger-rig.ts';
import type { Bench, BenchRow } from './bench.ts';

async function setUp(): Promise<Bench> {
  let executed = 0;
  let failure: Failure | null = null;
  let waits = Promise.withResolvers<void>();
  let isHeld = false;
  let arrived = false;
  let bytes: () => Buffer = uniquePng;
  const failing = (name: string, error: Failure) => ({
    name,
    arrange: () => {
      failure = error;
    },
  });
  return {
    world: {},
    imaging: blindImaging({
      async inspect(picture) {
        if (!(await readFile(picture.path)).subarray(1, 4).equals(Buffer.from('PNG')))
          throw new Failure('picture-damaged');
        return { width: 1, height: 1 };
      },
      async practice(_source, _edit, path, { signal }) {
        executed += 1;
        arrived = true;
        if (isHeld)
          await Promise.race([
            waits.promise,
            new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
          ]);
        if (failure) throw failure;
        await writeFile(path, bytes());
        return { mime: 'image/png', width: 1, height: 1 };
      },
    }),
    canary: null,
    executed: () => executed,
    faults: [
      failing('the renderer crashes', new Failure('imaging-crashed')),
      failing('the renderer is too slow', new Failure('picture-timeout')),
    ],
    hostile: [
      {
        name: 'no picture',
        arrange: () => {
          bytes = () => Buffer.from('<html>');
        },
      },
    ],
    hold() {
      isHeld = true;
      waits = Promise.withResolvers();
    },
    letGo() {
      isHeld = false;
      waits.resolve();
    },
    arrived: () => arrived,
    holdResult: null,
    picturesSent: null,
    strayRequests: () => 0,
    async stop() {
      waits.resolve();
    },
  };
}

export const practiceBench: BenchRow = {
  module: practice,
  faults: ['the renderer crashes', 'the renderer is too slow'],
  hostile: ['no picture'],
  setUp,
};
