import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelPrompt } from '../../src/main/engines/comfyui/cancel.ts';
import { checkServer } from '../../src/main/engines/comfyui/check-server.ts';
import { findPrompt } from '../../src/main/engines/comfyui/find-prompt.ts';
import { failureOf, followPrompt } from '../../src/main/engines/comfyui/follow.ts';
import { readPngTexts } from '../../src/main/engines/comfyui/png-text.ts';
import { fetchResults, outputFiles } from '../../src/main/engines/comfyui/results.ts';
import { openSocket } from '../../src/main/engines/comfyui/socket.ts';
import { uploadPicture } from '../../src/main/engines/comfyui/upload.ts';
import type { EnginePreview } from '../../src/main/ports.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { type ApiRig, startApiRig } from '../comfyui-server/api-rig.ts';
import type { FaultInput } from '../comfyui-server/faults.ts';
import { MemoryJournal } from '../onemin-server/memory-ledger.ts';

const never = new AbortController().signal;
let rig: ApiRig;

beforeEach(async () => {
  rig = await startApiRig();
});
afterEach(async () => {
  expect(rig.server.violations).toEqual([]);
  await rig.stop();
});

async function restart(options: Parameters<typeof startApiRig>[0]): Promise<void> {
  await rig.stop();
  rig = await startApiRig(options);
}

/** Follows a prompt to its end. */
async function follow(promptId: string) {
  const heard: string[] = [];
  const previews: EnginePreview[] = [];
  const followed = followPrompt(
    rig.api,
    promptId,
    {
      ahead: (count) => heard.push(`ahead ${count}`),
      progress: (step, steps) => heard.push(`${step}/${steps}`),
    },
    never,
  );
  const socket = openSocket(rig.api.server, promptId, {
    message: followed.listener.message,
    preview: (preview) => previews.push(preview),
  });
  try {
    return { entry: await followed.ended(), heard, previews };
  } finally {
    socket.close();
  }
}

async function failureFrom(work: Promise<unknown>): Promise<RunFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RunFailure)) throw new Error(`no run failure: ${String(error)}`);
  return error;
}

describe('a run', () => {
  it('uploads, submits under its own id, follows and fetches the picture with its texts', async () => {
    rig.server.queue.hold();
    const { ownId, promptId, sent } = await rig.submit();
    expect(promptId).toBe(ownId);
    expect(sent).toEqual(['sending']);
    const going = follow(promptId);
    await expect.poll(() => rig.server.sockets).toBe(1);
    rig.server.queue.release();
    const { entry, heard, previews } = await going;
    expect(heard).toEqual(expect.arrayContaining(['ahead 0', '1/3', '2/3', '3/3']));
    expect(previews.length).toBeGreaterThanOrEqual(3);
    expect(previews[0]?.mime).toBe('image/jpeg');
    expect(failureOf(rig.api, entry)).toBeNull();
    const [picture] = await fetchResults(rig.api, outputFiles(entry, ['9']), {
      stagingDir: rig.dir,
      signal: never,
      reporter: new MemoryJournal(),
    });
    expect(picture?.mime).toBe('image/png');
    const texts = await readPngTexts(picture?.path ?? '');
    expect(JSON.parse(texts.prompt ?? '')).toEqual(rig.server.submissions[0]?.prompt);
  });

  it('reads previews that carry metadata', async () => {
    rig.server.settings.previewMetadata = true;
    rig.server.queue.hold();
    const { promptId } = await rig.submit();
    const going = follow(promptId);
    await expect.poll(() => rig.server.sockets).toBe(1);
    rig.server.queue.release();
    expect((await going).previews[0]?.mime).toBe('image/jpeg');
  });

  it('uploads an equal picture under the same name', async () => {
    const names = [
      await uploadPicture(rig.api, rig.source, never),
      await uploadPicture(rig.api, rig.source, never),
    ];
    expect(names[0]).toBe(names[1]);
    expect(rig.server.uploads.size).toBe(1);
  });

  it('knows its place in the queue of a shared server', async () => {
    rig.server.queue.hold();
    await rig.submit();
    await rig.submit();
    const { promptId } = await rig.submit();
    const going = follow(promptId);
    await expect
      .poll(() => rig.server.requests.filter(({ path }) => path.startsWith('/history/')).length)
      .toBeGreaterThan(1);
    rig.server.queue.release();
    expect((await going).heard[0]).toBe('ahead 2');
  });

  it('ends without its WebSocket, and with one that breaks or sends rubbish', async () => {
    for (const fault of [
      { at: 'socket', kind: 'refused', times: 50 },
      { at: 'socket', kind: 'cut', times: 2 },
      { at: 'socket', kind: 'garbage', times: 3 },
    ] satisfies FaultInput[]) {
      rig.server.faults.add(fault);
      const { promptId } = await rig.submit();
      expect(failureOf(rig.api, (await follow(promptId)).entry)).toBeNull();
      rig.server.faults.clear();
    }
  });

  it('sends its token with every request and the WebSocket, below the path of a proxy', async () => {
    await restart({ token: 'secret-token-1', prefix: '/ComfyBackendDirect' });
    rig.server.queue.hold();
    const { promptId } = await rig.submit();
    const going = follow(promptId);
    await expect.poll(() => rig.server.sockets).toBe(1);
    rig.server.queue.release();
    await going;
    expect(
      rig.server.requests.every(({ headers }) => headers.authorization === 'Bearer secret-token-1'),
    ).toBe(true);
    expect(rig.server.requests.some(({ path }) => path.includes('secret-token-1'))).toBe(false);
  });
});

describe('a submission', () => {
  it.each(['after-last-byte', 'mid-body', 'not-json', 'html'] as const)(
    'that lost its answer (%s) is found by its id and not sent again',
    async (kind) => {
      if (kind === 'not-json' || kind === 'html') {
        // These leave no trace: the prompt never arrived.
        rig.server.faults.add({ at: 'prompt', kind });
        expect(await failureFrom(rig.submit())).toMatchObject({ outcome: 'wait', neverArrived: true });
        expect(rig.server.submissions).toHaveLength(0);
        return;
      }
      rig.server.faults.add({ at: 'prompt', kind });
      const { ownId, promptId } = await rig.submit();
      expect(promptId).toBe(ownId);
      expect(rig.server.submissions).toHaveLength(1);
    },
  );

  it('is found on a server that makes its own ids', async () => {
    await restart({ acceptsPromptId: false });
    rig.server.faults.add({ at: 'prompt', kind: 'after-last-byte' });
    rig.server.queue.hold();
    const { ownId, promptId } = await rig.submit();
    expect(promptId).not.toBe(ownId);
    expect(promptId).toBe(rig.server.submissions[0]?.promptId);
    rig.server.queue.release();
    await follow(promptId);
    // From the history, too.
    expect(await findPrompt(rig.api, ownId, never)).toBe(promptId);
  });

  it('is reported as never arrived when the server has no trace of it', async () => {
    rig.server.faults.add({ at: 'prompt', kind: 'reset' });
    expect(await failureFrom(rig.submit())).toMatchObject({
      outcome: 'wait',
      neverArrived: true,
      charged: 'no',
    });
    expect(rig.server.submissions).toHaveLength(0);
  });

  it('waits while the server is away before anything was sent', async () => {
    await rig.server.goAway();
    expect(await failureFrom(rig.submit())).toMatchObject({
      outcome: 'wait',
      neverArrived: false,
      value: { code: 'service-unreachable', reason: 'server-unreachable' },
    });
  });

  it('tells what the server misses', async () => {
    rig.server.faults.add({
      at: 'prompt',
      kind: 'node-errors',
      reason: "unet_name: 'x.safetensors' not in []",
    });
    expect((await failureFrom(rig.submit())).value).toEqual({
      code: 'request-refused',
      reason: 'workflow-refused',
      quote: "UNETLoader (12): unet_name: 'x.safetensors' not in []",
    });
  });

  it.each([
    [401, 'key-refused', 'server-key-missing'],
    [413, 'file-too-large', 'server-too-large'],
    [429, 'rate-limited', 'server-busy'],
    [302, 'service-unreachable', 'server-redirected'],
  ] as const)('with status %i ends as %s', async (status, code, reason) => {
    rig.server.faults.add({ at: 'prompt', kind: status === 302 ? 'redirect' : 'status', status });
    expect((await failureFrom(rig.submit())).value).toEqual({ code, reason });
    expect(rig.server.submissions).toHaveLength(0);
  });

  it('refuses an answer without an end', async () => {
    rig.server.faults.add({ at: 'stats', kind: 'endless', times: 10 });
    expect((await failureFrom(checkServer(rig.api, null, never))).value.reason).toBe('server-unreadable');
  });
});

describe('an accepted prompt', () => {
  it('that fails tells the node and what it said', async () => {
    rig.server.faults.add({ at: 'run', kind: 'execution-error', reason: 'out of memory\n  at device 0.' });
    const { promptId } = await rig.submit();
    expect(failureOf(rig.api, (await follow(promptId)).entry)?.value).toEqual({
      code: 'request-refused',
      reason: 'node-failed',
      params: { node: 'SamplerCustomAdvanced (13)' },
      quote: 'out of memory at device 0',
    });
  });

  it('that was interrupted on the server says so', async () => {
    rig.server.faults.add({ at: 'run', kind: 'interrupted' });
    const { promptId } = await rig.submit();
    expect(failureOf(rig.api, (await follow(promptId)).entry)?.value.reason).toBe('interrupted-on-server');
  });

  it('that the server forgot ends with an explanation', async () => {
    rig.server.queue.hold();
    const { promptId } = await rig.submit();
    rig.server.queue.forget();
    expect((await failureFrom(follow(promptId))).value).toEqual({
      code: 'result-missing',
      reason: 'server-forgot',
    });
  });

  it('without a picture, or with names that lead elsewhere, has no result', async () => {
    for (const kind of ['no-output', 'hostile-output'] as const) {
      rig.server.faults.add({ at: 'run', kind });
      const { promptId } = await rig.submit();
      const { entry } = await follow(promptId);
      expect(outputFiles(entry, ['9'])).toEqual([]);
    }
  });

  it.each([
    ['html-as-image', 'result-refused'],
    ['truncated', 'service-unreachable'],
  ] as const)('whose picture is %s is not kept', async (kind, code) => {
    const { promptId } = await rig.submit();
    const { entry } = await follow(promptId);
    rig.server.faults.add({ at: 'view', kind, times: 5 });
    const job = { stagingDir: rig.dir, signal: never, reporter: new MemoryJournal() };
    expect((await failureFrom(fetchResults(rig.api, outputFiles(entry, ['9']), job))).code).toBe(code);
  });

  it('whose picture is refused with a token is not said to lack one', async () => {
    await restart({ token: 'secret-token-1' });
    const { promptId } = await rig.submit();
    const { entry } = await follow(promptId);
    rig.server.faults.add({ at: 'view', kind: 'status', status: 401 });
    const job = { stagingDir: rig.dir, signal: never, reporter: new MemoryJournal() };
    expect((await failureFrom(fetchResults(rig.api, outputFiles(entry, ['9']), job))).value).toEqual({
      code: 'key-refused',
      reason: 'server-key-refused',
    });
  });
});

describe('cancelPrompt', () => {
  it('takes a waiting prompt out of the queue and leaves the others', async () => {
    rig.server.queue.hold();
    const first = await rig.submit();
    const second = await rig.submit();
    expect(await cancelPrompt(rig.api, first.ownId)).toBe(true);
    expect(rig.server.queue.pending.map(({ id }) => id)).toEqual([second.promptId]);
  });

  it('interrupts a running prompt', async () => {
    rig.server.settings.stepMs = 60_000;
    const { ownId, promptId } = await rig.submit();
    await expect.poll(() => rig.server.queue.running.length).toBe(1);
    expect(await cancelPrompt(rig.api, ownId)).toBe(true);
    expect(rig.server.queue.history.get(promptId)?.status.messages.at(-1)?.[0]).toBe('execution_interrupted');
  });

  it('never interrupts the prompt of someone else', async () => {
    rig.server.settings.stepMs = 60_000;
    const { promptId } = await rig.submit();
    await expect.poll(() => rig.server.queue.running.length).toBe(1);
    const own = await rig.submit();
    expect(await cancelPrompt(rig.api, own.ownId)).toBe(true);
    expect(rig.server.queue.running.map(({ id }) => id)).toEqual([promptId]);
    expect(rig.server.requests.filter(({ path }) => path === '/interrupt')).toEqual([]);
    await cancelPrompt(rig.api, promptId);
  });

  it('says when the prompt succeeded first, or nothing is certain', async () => {
    const done = await rig.submit();
    await follow(done.promptId);
    expect(await cancelPrompt(rig.api, done.ownId)).toBe(false);
    await rig.server.goAway();
    expect(await cancelPrompt(rig.api, randomUUID())).toBe(false);
  });
});

describe('checkServer', () => {
  it('tells version and device, and that nothing is missing', async () => {
    expect(await checkServer(rig.api, rig.workflow, never)).toEqual({
      version: '0.3.75',
      devices: ['cuda:0 NVIDIA GeForce RTX 4090'],
      missingNodes: [],
      missingFiles: [],
    });
  });

  it('tells which nodes and files the server lacks for a workflow', async () => {
    const workflow = {
      ...rig.workflow,
      '12': { class_type: 'UNETLoader', inputs: { unet_name: 'other.safetensors', weight_dtype: 'default' } },
      '99': { class_type: 'MyCustomNode', inputs: {} },
    };
    expect(await checkServer(rig.api, workflow, never)).toMatchObject({
      missingNodes: ['MyCustomNode'],
      missingFiles: ['other.safetensors'],
    });
  });

  it('says that something else runs at the address', async () => {
    rig.server.faults.add({ at: 'stats', kind: 'html', times: 10 });
    expect((await failureFrom(checkServer(rig.api, null, never))).value).toEqual({
      code: 'service-unreachable',
      reason: 'server-unreadable',
    });
  });
});
