import { fourthEngine } from '../fixtures/fourth-engine/index.ts';
import { startFourthService } from '../fixtures/fourth-engine/service.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import type { Bench, BenchRow } from './bench.ts';

const FAULTS = {
  'connect: refused': null,
  'job: cut before it was read': 'cut-unread',
  'job: cut after it was read': 'cut',
  'job: error 500': 'break',
  'job: refused': 'refuse',
} as const;

async function setUp(): Promise<Bench> {
  const service = await startFourthService(uniquePng);
  let { address } = service;
  const canary = 'canary-of-the-fourth-engine';
  return {
    world: { optionsOf: () => ({ address }) },
    canary,
    executed: () => service.jobs.length,
    faults: Object.entries(FAULTS).map(([name, mode]) => ({
      name,
      arrange() {
        if (mode === null) address = 'http://127.0.0.1:9';
        else service.next = mode;
      },
    })),
    hostile: [
      {
        name: 'a page instead of a picture',
        arrange: () => {
          service.next = 'no-picture';
        },
      },
    ],
    hold: () => {
      service.next = 'keep-waiting';
    },
    letGo: () => {
      service.keeps = false;
    },
    arrived: () => service.jobs.length > 0,
    holdResult: () => {
      service.keeps = true;
    },
    picturesSent: () =>
      (service.jobs.at(-1)?.pictures ?? []).flatMap(({ role, bytes }) =>
        role === 'mask' ? [] : [Buffer.from(bytes, 'base64')],
      ),
    strayRequests: () => 0,
    stop: service.stop,
  };
}

export const fourthBench: BenchRow = {
  module: fourthEngine,
  faults: Object.keys(FAULTS),
  hostile: ['a page instead of a picture'],
  setUp,
};
