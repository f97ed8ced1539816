import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultParams, type Model } from '@shared/domain/model.ts';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createComfyuiEngine } from '../../src/main/engines/comfyui/engine.ts';
import { comfyui } from '../../src/main/engines/comfyui/index.ts';
import type { Workflow } from '../../src/main/engines/comfyui/workflow.ts';
import { workflowHash, workflowModel } from '../../src/main/engines/comfyui/workflow-model.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { CANCEL_REQUEST, type EngineInput, RunFailure } from '../../src/main/ports.ts';
import { shippedWorkflow } from '../comfyui-server/api-rig.ts';
import { type ComfyuiServer, startComfyuiServer } from '../comfyui-server/server.ts';
import { engineWorld } from '../fixtures/engine-world.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { editOf, MemoryJournal } from '../onemin-server/memory-ledger.ts';

const SHA = 'b'.repeat(64);
let server: ComfyuiServer;
let dir: string;
let options: Record<string, string>;
const http = createUndiciHttp({ connectMs: 2_000 });

beforeEach(async () => {
  server = await startComfyuiServer();
  dir = await mkdtemp(join(tmpdir(), 'reseed-comfyui-engine-'));
  options = { address: server.url, servers: '' };
});
afterEach(async () => {
  expect(server.violations).toEqual([]);
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function picture(role: EngineInput['role'], pixels: Buffer | null = null): Promise<EngineInput> {
  const path = join(dir, `${role}.png`);
  const made = pixels
    ? sharp(pixels, { raw: { width: 64, height: 48, channels: 1 } }).toColorspace('b-w')
    : sharp({ create: { width: 64, height: 48, channels: 3, background: '#3060a0' } });
  await writeFile(path, await made.png().toBuffer());
  return { role, path, mime: 'image/png', sha256: role === 'mask' ? 'c'.repeat(64) : SHA };
}

async function engineOf(workflow?: Workflow) {
  const used = workflow ?? (await shippedWorkflow());
  const model = workflowModel(used, { name: 'a workflow', source: 'a test', grade: 'documented' });
  const world = engineWorld('comfyui', {
    options: () => options,
    model: () => model,
    imaging: createFakeImaging(),
  });
  const engine = createComfyuiEngine({ world, http, workflow: async () => used, pauseMs: 10 });
  return { engine, model };
}

/** An edit with fewer steps and pixels than a model's own, for speed. */
function edit(model: Model) {
  const params: Record<string, number | string | boolean> = { ...defaultParams(model) };
  if ('steps' in params) params.steps = 2;
  if ('megapixels' in params) params.megapixels = '0.25';
  const made = editOf(SHA, { engine: 'comfyui', model: model.id, prompt: 'make it snow', seed: 99 });
  return { ...made, request: { ...made.request, params } };
}

async function run(
  workflow?: Workflow,
  inputs?: readonly EngineInput[],
  signal = new AbortController().signal,
) {
  const { engine, model } = await engineOf(workflow);
  const journal = new MemoryJournal();
  const work = engine.run({
    edit: edit(model),
    inputs: inputs ?? [await picture('source')],
    stagingDir: dir,
    signal,
    reporter: journal,
  });
  return { work, journal, engine, model };
}

async function failureFrom(work: Promise<unknown>): Promise<RunFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunFailure)) throw new Error(`no run failure: ${String(error)}`);
  return error;
}

describe('the ComfyUI engine', () => {
  it('runs the workflow that comes with the app, and keeps seed, receipt and metadata', async () => {
    const { work, journal } = await run();
    const output = await work;
    expect(journal.states).toEqual(['uploading', 'sending', 'accepted', 'downloading']);
    expect(output).toMatchObject({ seedUsed: 99, pictures: [{ mime: 'image/png' }] });
    const [sent] = server.submissions;
    expect(journal.remoteId).toBe(sent?.promptId);
    expect(journal.receipt).toMatchObject({ server: server.url, ownId: sent?.promptId, body: sent?.prompt });
    expect(JSON.parse(output.credentials?.prompt ?? '')).toEqual(sent?.prompt);
    expect(journal.receipt).toMatchObject({
      workflow: { name: 'a workflow', sha256: workflowHash(await shippedWorkflow()) },
    });
    // The ratio of the picture, with a quarter of a megapixel.
    expect(sent?.prompt['47']).toMatchObject({ inputs: { width: 592, height: 448 } });
  });

  it('sends a mask to a workflow that takes one, and only that part changes', async () => {
    const inpaint: Workflow = {
      ...(await shippedWorkflow()),
      '47': { class_type: 'SetLatentNoiseMask', inputs: { samples: ['40', 0], mask: ['60', 0] } },
      '48': { class_type: 'Flux2Scheduler', inputs: { steps: 2, width: 64, height: 48 } },
      '60': { class_type: 'LoadImageMask', inputs: { image: 'mask.png', channel: 'alpha' } },
    };
    const left = Buffer.from([...Array(64 * 48).keys()].map((at) => (at % 64 < 32 ? 255 : 0)));
    const { work, model } = await run(inpaint, [await picture('source'), await picture('mask', left)]);
    expect(model.capabilities?.mask).toBe(true);
    const output = await work;
    expect(server.submissions[0]?.prompt['60']).toMatchObject({ inputs: { channel: 'red' } });
    const { data, info } = await sharp(output.pictures[0]?.path)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixel = (x: number) => [...data.subarray(x * 3, x * 3 + 3)];
    expect(pixel(info.width - 4)).toEqual([0x30, 0x60, 0xa0]);
    expect(pixel(4)).not.toEqual([0x30, 0x60, 0xa0]);
  });

  it('claims no seed for a workflow without a place for one', async () => {
    const { '25': noise, ...rest } = await shippedWorkflow();
    expect(noise?.class_type).toBe('RandomNoise');
    // ComfyUI's own seed, from a node that the app doesn't fill in.
    const seedless: Workflow = {
      ...rest,
      '25': { class_type: 'RandomNoise', inputs: { noise_seed: ['26', 0] } },
    };
    const { work, model } = await run(seedless);
    expect(model.seed).toBeNull();
    expect(await work).not.toHaveProperty('seedUsed');
  });

  it('sends nothing if the workflow of the edit is gone, and says so', async () => {
    const model = workflowModel(await shippedWorkflow(), {
      name: 'a workflow',
      source: 'a test',
      grade: 'documented',
    });
    const world = engineWorld('comfyui', { options: () => options, model: () => model });
    const engine = createComfyuiEngine({ world, http, workflow: async () => null, pauseMs: 10 });
    const work = engine.run({
      edit: edit(model),
      inputs: [await picture('source')],
      stagingDir: dir,
      signal: new AbortController().signal,
      reporter: new MemoryJournal(),
    });
    expect(await failureFrom(work)).toMatchObject({
      outcome: 'failed',
      value: { code: 'model-unsupported', reason: 'workflow-gone' },
    });
    expect(server.requests).toEqual([]);
  });

  it('blocks every run without an address', async () => {
    options = { address: '', servers: '' };
    expect(await failureFrom((await run()).work)).toMatchObject({
      outcome: 'wait',
      blocks: true,
      value: { reason: 'server-unset' },
    });
  });

  it('says what a workflow lacks, before anything is sent', async () => {
    const { '42': _, ...rest } = await shippedWorkflow();
    expect((await failureFrom((await run(rest)).work)).value).toMatchObject({
      reason: 'workflow-incomplete',
    });
    expect(server.requests).toEqual([]);
  });

  it('stops the prompt on the server when the user cancels', async () => {
    server.settings.stepMs = 60_000;
    const stop = new AbortController();
    const { work } = await run(undefined, undefined, stop.signal);
    const failure = failureFrom(work);
    await expect.poll(() => server.queue.running.length).toBe(1);
    stop.abort(CANCEL_REQUEST);
    expect(await failure).toMatchObject({ outcome: 'failed', charged: 'no' });
    expect(server.queue.running).toEqual([]);
  });

  it('leaves the prompt alone when the app closes, and fetches its picture afterwards', async () => {
    server.queue.hold();
    const stop = new AbortController();
    const { work, journal, engine, model } = await run(undefined, undefined, stop.signal);
    const stopped = work.catch((error: unknown) => error);
    await expect.poll(() => journal.state).toBe('accepted');
    stop.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    expect(server.queue.pending).toHaveLength(1);
    server.queue.release();
    const resumed = new MemoryJournal();
    resumed.state = 'accepted';
    resumed.remoteId = journal.remoteId;
    const job = {
      edit: edit(model),
      remoteId: journal.remoteId ?? '',
      receipt: journal.receipt,
      stagingDir: dir,
      signal: new AbortController().signal,
      reporter: resumed,
    };
    expect((await engine.resume(job)).pictures).toHaveLength(1);
    expect(server.submissions).toHaveLength(1);
    // On a server that is no longer listed, nothing is asked.
    options = { address: 'http://127.0.0.1:9', servers: '' };
    expect((await failureFrom(engine.resume(job))).value.reason).toBe('server-removed');
    options = { address: 'http://127.0.0.1:9', servers: `127.0.0.1:1\n${server.url}` };
    expect((await engine.resume(job)).pictures).toHaveLength(1);
  });

  it('finds a run whose answer was lost with the app, and says when it never arrived', async () => {
    const { work, journal, engine, model } = await run();
    await work;
    const { acceptedAs: _, ...receipt } = journal.receipt;
    const resume = (ownId: string) => {
      const reporter = new MemoryJournal();
      reporter.state = 'sending';
      const result = engine.resume({
        edit: edit(model),
        remoteId: ownId,
        receipt: { ...receipt, ownId },
        stagingDir: dir,
        signal: new AbortController().signal,
        reporter,
      });
      return { result, reporter };
    };
    const found = resume(journal.remoteId ?? '');
    expect((await found.result).pictures).toHaveLength(1);
    expect(found.reporter.states).toEqual(['accepted', 'downloading']);
    const lost = resume('00000000-0000-4000-8000-000000000000');
    expect(await failureFrom(lost.result)).toMatchObject({ outcome: 'wait', neverArrived: true });
    expect(server.submissions).toHaveLength(1);
  });
});

describe('the test of a server', () => {
  const testOf = (address: string, key: string | null = null) => {
    const world = engineWorld('comfyui', {
      options: () => ({ address, servers: '' }),
      key: async () => key,
    });
    const { test } = comfyui.create(world);
    if (!test) throw new Error('no test');
    return test(new AbortController().signal)
      .catch((error: unknown) => {
        if (error instanceof RunFailure) return error.value;
        throw error;
      })
      .finally(world.close);
  };

  it('is free, and finds a server that has everything', async () => {
    expect(await testOf(server.url)).toBeNull();
    expect(server.submissions).toEqual([]);
  });

  it('tells that there is no address, or nothing at it', async () => {
    expect(await testOf('')).toMatchObject({ reason: 'server-unset' });
    await server.stop();
    expect(await testOf(server.url)).toMatchObject({ reason: 'server-unreachable' });
    server = await startComfyuiServer({ token: 'a-good-token' });
    expect(await testOf(server.url)).toMatchObject({ reason: 'server-key-missing' });
    expect(await testOf(server.url, 'a-good-token')).toBeNull();
  });
});
