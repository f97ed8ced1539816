import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onemin } from '../../src/main/engines/onemin/index.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { startOneminServer } from '../onemin-server/server.ts';
import type { Bench, BenchRow } from './bench.ts';

const FAULTS: Readonly<Record<string, FaultInput>> = {
  'connect: refused': { at: 'connect', kind: 'refused' },
  'asset: cut in the middle': { at: 'asset', kind: 'mid-upload', times: 9 },
  'asset: error 500': { at: 'asset', kind: 'status', status: 500, times: 9 },
  'feature: key refused': { at: 'feature', kind: 'status', status: 401 },
  'feature: moderated': { at: 'feature', kind: 'moderated' },
  'feature: cut after the last byte': { at: 'feature', kind: 'after-last-byte' },
  'feature: error 502': { at: 'feature', kind: 'status', status: 502 },
  'feature: no JSON': { at: 'feature', kind: 'not-json' },
  'feature: failed': { at: 'feature', kind: 'failure', form: 'detail' },
  'download: truncated': { at: 'download', kind: 'truncated', times: 99 },
};

const HOSTILE: Readonly<Record<string, (decoy: string) => FaultInput>> = {
  'a link to another host': (decoy) => ({ at: 'feature', kind: 'temporary-url', form: decoy }),
  'a redirect to another host': (to) => ({ at: 'download', kind: 'redirect', status: 302, to, times: 99 }),
  'a page instead of a picture': () => ({ at: 'download', kind: 'html-as-image', times: 99 }),
};

async function setUp(): Promise<Bench> {
  const canary = `canary-${randomBytes(12).toString('hex')}`;
  const api = await startOneminServer({
    key: canary,
    ratePerMinute: Number.POSITIVE_INFINITY,
    editMs: 300,
  });
  let strays = 0;
  const decoy = createServer((_, res) => {
    strays += 1;
    res.end();
  });
  await new Promise<void>((done) => decoy.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(decoy.address() as AddressInfo).port}/picture.png`;
  let asynchronous = false;
  const armed = (name: string, fault: FaultInput) => ({ name, arrange: () => api.faults.add(fault) });
  return {
    world: { apiBase: api.url, asynchronous: () => asynchronous },
    canary,
    executed: () => api.bills.length,
    faults: Object.entries(FAULTS).map(([name, fault]) => armed(name, fault)),
    hostile: Object.entries(HOSTILE).map(([name, fault]) => armed(name, fault(address))),
    hold: () => api.faults.add({ at: 'feature', kind: 'silent' }),
    letGo: () => {},
    arrived: () => api.bills.length > 0,
    holdResult: () => {
      asynchronous = true;
    },
    picturesSent: null,
    strayRequests: () => strays,
    async stop() {
      await api.stop();
      await new Promise((done) => decoy.close(done));
    },
  };
}

export const oneminBench: BenchRow = {
  module: onemin,
  faults: Object.keys(FAULTS),
  hostile: Object.keys(HOSTILE),
  setUp,
};
