import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineOptions } from '@shared/domain/engine.ts';
import { comfyui } from '../../src/main/engines/comfyui/index.ts';
import { Workflow } from '../../src/main/engines/comfyui/workflow.ts';
import type { FaultInput } from '../comfyui-server/faults.ts';
import { startComfyuiServer } from '../comfyui-server/server.ts';
import { referenceWorkflow } from '../fixtures/reference-workflow.ts';
import type { Bench, BenchRow } from './bench.ts';
import { startDecoy } from './decoy.ts';

const REFUSED = 'connect: refused';

const FAULTS: Readonly<Record<string, FaultInput>> = {
  'upload: cut in the middle': { at: 'upload', kind: 'mid-upload', times: 9 },
  'prompt: token refused': { at: 'prompt', kind: 'status', status: 401 },
  'prompt: cut before it was read': { at: 'prompt', kind: 'reset' },
  'prompt: cut after the last byte': { at: 'prompt', kind: 'after-last-byte' },
  'prompt: error 502': { at: 'prompt', kind: 'status', status: 502 },
  'prompt: refused workflow': { at: 'prompt', kind: 'node-errors' },
  'run: a node fails': { at: 'run', kind: 'execution-error' },
  'run: interrupted by someone': { at: 'run', kind: 'interrupted' },
  'history: forgotten': { at: 'history', kind: 'forget', times: 99 },
  'view: truncated': { at: 'view', kind: 'truncated', times: 99 },
};

const HOSTILE: Readonly<Record<string, (decoy: string) => FaultInput>> = {
  'a redirect to another host': (to) => ({ at: 'view', kind: 'redirect', status: 302, to, times: 99 }),
  'a file name that leads elsewhere': () => ({ at: 'run', kind: 'hostile-output' }),
  'a page instead of a picture': () => ({ at: 'view', kind: 'html-as-image', times: 99 }),
};

async function setUp(): Promise<Bench> {
  const canary = `canary-${randomBytes(12).toString('hex')}`;
  const server = await startComfyuiServer({ token: canary, previews: false });
  const decoy = await startDecoy();
  let address = server.url;
  let options: EngineOptions = { servers: '' };
  const armed = (name: string, fault: FaultInput) => ({ name, arrange: () => server.faults.add(fault) });
  return {
    world: {
      optionsOf: () => ({ ...options, address }),
      setOptionOf: async (_, key, value) => {
        options = { ...options, [key]: value };
      },
    },
    canary,
    executed: () => server.submissions.length,
    faults: [
      {
        name: REFUSED,
        arrange: () => {
          address = 'http://127.0.0.1:9';
        },
      },
      ...Object.entries(FAULTS).map(([name, fault]) => armed(name, fault)),
    ],
    hostile: Object.entries(HOSTILE).map(([name, fault]) => armed(name, fault(decoy.address))),
    hold() {
      server.queue.hold();
      server.faults.add({ at: 'prompt', kind: 'silent' });
    },
    letGo: () => server.queue.release(),
    arrived: () => server.submissions.length > 0,
    holdResult: () => server.queue.hold(),
    picturesSent() {
      const prompt = server.submissions.at(-1)?.prompt ?? {};
      return ['42', '101', '201'].map((id) => {
        const image = Workflow.parse(prompt)[id]?.inputs.image;
        return server.uploads.get(String(image)) ?? Buffer.alloc(0);
      });
    },
    async takeReferences(host, folder) {
      const path = join(folder, 'references.json');
      await writeFile(path, JSON.stringify(referenceWorkflow(2)));
      await host.workflowOf('comfyui').take(path);
    },
    strayRequests: decoy.requests,
    async stop() {
      await server.stop();
      await decoy.stop();
    },
  };
}

export const comfyuiBench: BenchRow = {
  module: comfyui,
  faults: [REFUSED, ...Object.keys(FAULTS)],
  hostile: Object.keys(HOSTILE),
  setUp,
};
