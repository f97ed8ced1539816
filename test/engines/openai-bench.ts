import { randomBytes } from 'node:crypto';
import { openaiImages } from '../../src/main/engines/openai-images/index.ts';
import { type Fault, startOpenaiServer } from '../openai-server/server.ts';
import type { Bench, BenchRow } from './bench.ts';
import { startDecoy } from './decoy.ts';

const REFUSED = 'connect: refused';

type FaultInput = Omit<Fault, 'times'> & { readonly times?: number };

const FAULTS: Readonly<Record<string, FaultInput>> = {
  'edit: key refused': { at: 'edit', kind: 'status', status: 401 },
  'edit: cut before it was read': { at: 'edit', kind: 'reset' },
  'edit: cut after the last byte': { at: 'edit', kind: 'after-last-byte' },
  'edit: cut in the middle of the answer': { at: 'edit', kind: 'mid-body' },
  'edit: error 502': { at: 'edit', kind: 'status', status: 502 },
  'edit: moderated': { at: 'edit', kind: 'moderated' },
  'edit: no credit': { at: 'edit', kind: 'quota' },
  'edit: too many requests': { at: 'edit', kind: 'rate' },
  'edit: no JSON': { at: 'edit', kind: 'not-json' },
  'edit: no picture': { at: 'edit', kind: 'empty' },
};

const HOSTILE: Readonly<Record<string, (decoy: string) => FaultInput>> = {
  'a link to another host': (to) => ({ at: 'edit', kind: 'hostile-url', to }),
  'a redirect to another host': (to) => ({ at: 'download', kind: 'redirect', to, times: 99 }),
  'a page instead of a picture': () => ({ at: 'edit', kind: 'not-a-picture' }),
};

async function setUp(): Promise<Bench> {
  const canary = `canary-${randomBytes(12).toString('hex')}`;
  const server = await startOpenaiServer({ key: canary });
  const decoy = await startDecoy();
  let address = server.url;
  const armed = (name: string, fault: FaultInput) => ({ name, arrange: () => server.addFault(fault) });
  return {
    world: { optionsOf: () => ({ address, model: 'picture-model-1' }) },
    canary,
    executed: () => server.bills.length,
    faults: [
      {
        name: REFUSED,
        arrange: () => {
          address = 'http://127.0.0.1:9';
        },
      },
      ...Object.entries(FAULTS).map(([name, fault]) => armed(name, fault)),
    ],
    hostile: Object.entries(HOSTILE).map(([name, fault]) => ({
      name,
      arrange() {
        const armedFault = fault(decoy.address);
        server.settings.answersUrl = armedFault.at === 'download';
        server.addFault(armedFault);
      },
    })),
    hold: () => server.addFault({ at: 'edit', kind: 'silent' }),
    letGo: () => {},
    arrived: () => server.bills.length > 0,
    holdResult: null,
    picturesSent: () =>
      (server.bills.at(-1)?.files ?? []).flatMap(({ field, bytes }) => (field === 'mask' ? [] : [bytes])),
    strayRequests: decoy.requests,
    async stop() {
      await server.stop();
      await decoy.stop();
    },
  };
}

export const openaiBench: BenchRow = {
  module: openaiImages,
  faults: [REFUSED, ...Object.keys(FAULTS)],
  hostile: Object.keys(HOSTILE),
  setUp,
};
