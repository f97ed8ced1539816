import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createOneminEngine, type OneminOptions } from '../../src/main/engines/onemin/engine.ts';
import { errorMessage } from '../../src/shared/i18n/error-message.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { editOf, MemoryJournal, type Rig, startRig } from '../onemin-server/rig.ts';

const KEY = 'canary-key-4f9d0c77aa21';
const TEAM = 'Secret Team Nine';
let rig: Rig;
afterEach(async () => {
  await rig.stop();
});

interface Expected {
  readonly outcome: 'failed' | 'uncertain' | 'wait' | 'saved';
  readonly code?: string;
  readonly charged?: 'no' | 'yes' | 'unknown';
  /** The obstacle is the account or the network. */
  readonly blocks?: boolean;
  readonly bills: number;
  readonly words?: RegExp;
  /** The run's state when the engine has finished. */
  readonly state: string;
  readonly afterMs?: number;
}

async function strike(
  faults: readonly FaultInput[],
  expected: Expected,
  options: Partial<OneminOptions> = {},
) {
  rig = await startRig({ key: KEY, team: TEAM, faults }, options);
  const end = await rig.run();
  expect(end.thrown).toBeNull();
  const { failure } = end;
  expect({
    outcome: failure?.outcome ?? 'saved',
    code: failure?.code,
    charged: failure?.charged,
    blocks: failure?.blocks ?? false,
    bills: rig.api.bills.length,
    state: end.journal.state,
  }).toEqual({
    outcome: expected.outcome,
    code: expected.code,
    charged: expected.charged,
    blocks: expected.blocks ?? false,
    bills: expected.bills,
    state: expected.state,
  });
  if (expected.words) expect(failure && errorMessage(failure.value, failure.charged)).toMatch(expected.words);
  if (expected.afterMs !== undefined) expect(failure?.retryAfterMs).toBe(expected.afterMs);
  if (failure) {
    expect(errorMessage(failure.value)).toMatch(/[.!”]$/);
    expect(errorMessage(failure.value)).not.toMatch(/[\n<>]/);
  }
  // Neither the key, nor the team, nor a signed link is in any stored data.
  const written = JSON.stringify([end.journal.receipt, failure?.value, errorChain(failure)]);
  for (const secret of [KEY, TEAM, 'X-Amz-Signature', Buffer.from(KEY).toString('base64')])
    expect(written).not.toContain(secret);
  expect(rig.api.violations.filter((text) => text.includes('key'))).toEqual([]);
  // No partial files are left.
  const left = (await readdir(rig.dir)).filter((name) => name.endsWith('.part'));
  expect(left).toHaveLength(end.results.length);
  return end;
}

function errorChain(error: unknown): string[] {
  return error instanceof Error ? [String(error), error.message, ...errorChain(error.cause)] : [];
}

const REFUSED: readonly [string, FaultInput, Expected][] = [
  [
    '401',
    { at: 'feature', kind: 'status', status: 401 },
    {
      outcome: 'wait',
      blocks: true,
      code: 'key-refused',
      charged: 'no',
      bills: 0,
      words: /Check it in Settings/,
      state: 'sending',
    },
  ],
  [
    '406',
    { at: 'feature', kind: 'status', status: 406 },
    {
      outcome: 'wait',
      blocks: true,
      code: 'no-credits',
      charged: 'no',
      bills: 0,
      words: /needs 15,000, and your account has 1,200\. You weren’t charged\.$/,
      state: 'sending',
    },
  ],
  [
    '400 unsupported model',
    { at: 'feature', kind: 'unsupported-model' },
    {
      outcome: 'failed',
      code: 'model-unsupported',
      charged: 'no',
      bills: 0,
      words: /no longer offers this model/,
      state: 'sending',
    },
  ],
  [
    '400 missing fields',
    { at: 'feature', kind: 'missing-fields' },
    {
      outcome: 'failed',
      code: 'request-refused',
      charged: 'no',
      bills: 0,
      words: /promptObject\.prompt: prompt should not be empty” You weren’t charged/,
      state: 'sending',
    },
  ],
  [
    '400 from the provider',
    { at: 'feature', kind: 'external' },
    {
      outcome: 'failed',
      code: 'request-refused',
      charged: 'unknown',
      bills: 0,
      words: /“Input width must be a multiple of 16” You may/,
      state: 'sending',
    },
  ],
  [
    '400 moderated',
    { at: 'feature', kind: 'moderated' },
    {
      outcome: 'failed',
      code: 'moderated',
      charged: 'unknown',
      bills: 0,
      words: /safety filter blocked this edit\. Message: “NSFW content/,
      state: 'sending',
    },
  ],
  [
    '413',
    { at: 'feature', kind: 'status', status: 413 },
    { outcome: 'failed', code: 'file-too-large', charged: 'no', bills: 0, words: /50 MB/, state: 'sending' },
  ],
  [
    '429 with Retry-After',
    { at: 'feature', kind: 'status', status: 429, retryAfter: '7' },
    { outcome: 'wait', code: 'rate-limited', charged: 'no', bills: 0, afterMs: 7000, state: 'sending' },
  ],
  [
    '429 without',
    { at: 'feature', kind: 'status', status: 429 },
    { outcome: 'wait', code: 'rate-limited', charged: 'no', bills: 0, afterMs: 20_000, state: 'sending' },
  ],
  [
    '418',
    { at: 'feature', kind: 'status', status: 418 },
    { outcome: 'failed', code: 'request-refused', charged: 'unknown', bills: 0, state: 'sending' },
  ],
  [
    '200 with FAILURE',
    { at: 'feature', kind: 'failure' },
    {
      outcome: 'failed',
      code: 'request-refused',
      charged: 'unknown',
      bills: 1,
      words: /could not process this picture/,
      state: 'accepted',
    },
  ],
  ...['failed', 'record', 'error-message', 'error', 'result'].map((form): [string, FaultInput, Expected] => [
    `200 with FAILURE, reason in ${form}`,
    { at: 'feature', kind: 'failure', form, reason: 'Image was flagged as sensitive' },
    {
      outcome: 'failed',
      code: 'moderated',
      charged: 'unknown',
      bills: 1,
      words: /flagged as sensitive/,
      state: 'accepted',
    },
  ]),
];
test.each(REFUSED)('refused: %s', async (_name, fault, expected) => {
  await strike([fault], expected);
});

const UNKNOWN: Omit<Expected, 'bills'> = {
  outcome: 'uncertain',
  code: 'outcome-unknown',
  charged: 'unknown',
  words: /may have been charged/,
  state: 'sending',
};
/** Answers that only a limit ends. Others have the app's own limits, which a busy machine does not reach. */
const NEVER_ENDING: ReadonlySet<FaultInput['kind']> = new Set(['silent', 'endless', 'trickle']);
const LOST: readonly [string, FaultInput, Expected][] = [
  ...[500, 502, 503, 504, 522, 524].map((status): [string, FaultInput, Expected] => [
    `${status} with HTML`,
    { at: 'feature', kind: 'status', status },
    { ...UNKNOWN, bills: 1, words: new RegExp(`error ${status}`) },
  ]),
  [
    '503 with Retry-After',
    { at: 'feature', kind: 'status', status: 503, retryAfter: '1', billed: false },
    { ...UNKNOWN, bills: 0 },
  ],
  ['cut in the middle of the request', { at: 'feature', kind: 'mid-upload' }, { ...UNKNOWN, bills: 0 }],
  ['cut after its last byte', { at: 'feature', kind: 'after-last-byte' }, { ...UNKNOWN, bills: 1 }],
  ['cut before the answer’s header', { at: 'feature', kind: 'before-header' }, { ...UNKNOWN, bills: 1 }],
  [
    'cut in the answer before its id',
    { at: 'feature', kind: 'mid-body', form: 'early' },
    { ...UNKNOWN, bills: 1 },
  ],
  ['an answer that is not JSON', { at: 'feature', kind: 'not-json' }, { ...UNKNOWN, bills: 1 }],
  ['a page instead of an answer', { at: 'feature', kind: 'html' }, { ...UNKNOWN, bills: 1 }],
  ['408', { at: 'feature', kind: 'status', status: 408, billed: true }, { ...UNKNOWN, bills: 1 }],
  ['no answer', { at: 'feature', kind: 'silent' }, { ...UNKNOWN, bills: 1, words: /didn’t respond within/ }],
  ['an endless answer', { at: 'feature', kind: 'endless' }, { ...UNKNOWN, bills: 1 }],
  ['an answer that trickles', { at: 'feature', kind: 'trickle', ms: 50 }, { ...UNKNOWN, bills: 1 }],
];
test.each(LOST)('sent, outcome unknown: %s', async (_name, fault, expected) => {
  await strike([fault], expected, NEVER_ENDING.has(fault.kind) ? { limits: { editMs: 1500 } } : {});
});

const UNSENT: readonly [string, FaultInput, Expected][] = [
  [
    'no listener for the upload',
    { at: 'asset', kind: 'refused' },
    {
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'no',
      bills: 0,
      words: /Nothing was sent/,
      state: 'uploading',
    },
  ],
  [
    'no listener for the edit',
    { at: 'feature', kind: 'refused' },
    {
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'no',
      bills: 0,
      words: /Nothing was sent/,
      state: 'uploading',
    },
  ],
  [
    'upload cut in the middle',
    { at: 'asset', kind: 'mid-upload' },
    {
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'no',
      bills: 0,
      words: /You weren’t charged/,
      state: 'uploading',
    },
  ],
  [
    'upload cut after its last byte',
    { at: 'asset', kind: 'after-last-byte' },
    { outcome: 'wait', code: 'service-unreachable', charged: 'no', bills: 0, state: 'uploading' },
  ],
  [
    'upload 401',
    { at: 'asset', kind: 'status', status: 401 },
    {
      outcome: 'wait',
      blocks: true,
      code: 'key-refused',
      charged: 'no',
      bills: 0,
      state: 'uploading',
    },
  ],
  [
    'upload 413',
    { at: 'asset', kind: 'status', status: 413 },
    { outcome: 'failed', code: 'file-too-large', charged: 'no', bills: 0, state: 'uploading' },
  ],
  [
    'upload 429',
    { at: 'asset', kind: 'status', status: 429, retryAfter: '3' },
    { outcome: 'wait', code: 'rate-limited', charged: 'no', bills: 0, afterMs: 3000, state: 'uploading' },
  ],
  [
    'upload 502',
    { at: 'asset', kind: 'status', status: 502 },
    {
      outcome: 'wait',
      blocks: true,
      code: 'service-down',
      charged: 'no',
      bills: 0,
      words: /error 502\)\. You weren’t charged/,
      state: 'uploading',
    },
  ],
  [
    'upload answered with a page',
    { at: 'asset', kind: 'html' },
    { outcome: 'failed', code: 'request-refused', charged: 'no', bills: 0, state: 'uploading' },
  ],
  [
    'edit 425',
    { at: 'feature', kind: 'status', status: 425, retryAfter: '2' },
    {
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'no',
      bills: 0,
      afterMs: 2000,
      state: 'sending',
    },
  ],
  [
    'upload answered without a path',
    { at: 'asset', kind: 'not-json' },
    { outcome: 'failed', code: 'request-refused', charged: 'no', bills: 0, state: 'uploading' },
  ],
];
test.each(UNSENT)('nothing sent: %s', async (_name, fault, expected) => {
  await strike([fault], expected);
});

test('an immediate connection reset is uncertain or unsent, never billed, never resent', async () => {
  rig = await startRig({ faults: [{ at: 'feature', kind: 'reset', times: 9 }] });
  const end = await rig.run();
  expect(['wait', 'uncertain']).toContain(end.failure?.outcome);
  expect(end.failure?.outcome === 'uncertain').toBe(end.journal.state === 'sending');
  expect(rig.api.bills).toHaveLength(0);
});

const SAVED: Expected = { outcome: 'saved', bills: 1, state: 'downloading' };
const odd = (kind: 'bom' | 'packed') => (at: string) => ({ at, kind }) as FaultInput;
const RESULTS: readonly [string, FaultInput[], Expected][] = [
  ['answers with a byte order mark', ['asset', 'feature'].map(odd('bom')), SAVED],
  ['answers that are packed', ['asset', 'feature'].map(odd('packed')), SAVED],
  [
    'a fresh record that is packed',
    [
      { at: 'feature', kind: 'temporary-url', form: 'missing' },
      { at: 'results', kind: 'packed' },
    ],
    SAVED,
  ],
  ['download 408 once', [{ at: 'download', kind: 'status', status: 408 }], SAVED],
  ['temporaryUrl at the root', [{ at: 'feature', kind: 'temporary-url', form: 'root' }], SAVED],
  ['temporaryUrl nested', [{ at: 'feature', kind: 'temporary-url', form: 'nested' }], SAVED],
  [
    'temporaryUrl missing, in the fresh record',
    [{ at: 'feature', kind: 'temporary-url', form: 'missing' }],
    SAVED,
  ],
  ['temporaryUrl empty', [{ at: 'feature', kind: 'temporary-url', form: 'empty' }], SAVED],
  ['resultObject as a string', [{ at: 'feature', kind: 'result-object', form: 'string' }], SAVED],
  [
    'resultObject as an absolute address',
    [{ at: 'feature', kind: 'result-object', form: 'absolute' }],
    SAVED,
  ],
  [
    'resultObject empty, in the fresh record',
    [{ at: 'feature', kind: 'result-object', form: 'empty' }],
    SAVED,
  ],
  ['an answer cut after its id', [{ at: 'feature', kind: 'mid-body' }], SAVED],
  ['expired link, fresh one works', [{ at: 'download', kind: 'expired' }], SAVED],
  ['wrong content type of a real picture', [{ at: 'download', kind: 'wrong-type' }], SAVED],
  ['download cut once', [{ at: 'download', kind: 'truncated' }], SAVED],
  ['download cleanly cut once', [{ at: 'download', kind: 'cut-clean' }], SAVED],
  ['download 503 once', [{ at: 'download', kind: 'status', status: 503 }], SAVED],
  ['HTML as image once', [{ at: 'download', kind: 'html-as-image' }], SAVED],
  ['endless download once', [{ at: 'download', kind: 'endless' }], SAVED],
  ['download silent once', [{ at: 'download', kind: 'silent' }], SAVED],
  [
    'link expired for good',
    [{ at: 'download', kind: 'expired', times: 99 }],
    {
      outcome: 'failed',
      code: 'result-missing',
      charged: 'yes',
      bills: 1,
      words: /couldn’t be downloaded/,
      state: 'downloading',
    },
  ],
  [
    'HTML as image for good',
    [{ at: 'download', kind: 'html-as-image', times: 99 }],
    { outcome: 'failed', code: 'result-refused', charged: 'yes', bills: 1, state: 'downloading' },
  ],
  [
    'redirect elsewhere for good',
    [{ at: 'download', kind: 'redirect', to: 'http://127.0.0.1:9/', times: 99 }],
    { outcome: 'failed', code: 'result-refused', charged: 'yes', bills: 1, state: 'downloading' },
  ],
  [
    'download 503 for good',
    [{ at: 'download', kind: 'status', status: 503, times: 99 }],
    {
      outcome: 'wait',
      code: 'service-unreachable',
      charged: 'yes',
      bills: 1,
      words: /download the result as soon as/,
      state: 'downloading',
    },
  ],
  [
    'truncated for good',
    [{ at: 'download', kind: 'truncated', times: 99 }],
    { outcome: 'wait', code: 'service-unreachable', charged: 'yes', bills: 1, state: 'downloading' },
  ],
  [
    'trickling for good',
    [{ at: 'download', kind: 'trickle', ms: 20, times: 99 }],
    { outcome: 'wait', code: 'service-unreachable', charged: 'yes', bills: 1, state: 'downloading' },
  ],
  [
    'network gone before the download',
    [{ at: 'download', kind: 'refused' }],
    { outcome: 'wait', code: 'service-unreachable', charged: 'yes', bills: 1, state: 'downloading' },
  ],
];
test.each(RESULTS)('result: %s', async (_name, faults, expected) => {
  const isEndless = faults.some(({ kind }) => NEVER_ENDING.has(kind));
  await strike(faults, expected, isEndless ? { limits: { downloadMs: 300 } } : {});
});

test('a paid result that could not be fetched is resumed without sending anything again', async () => {
  const end = await strike([{ at: 'download', kind: 'refused' }], {
    outcome: 'wait',
    code: 'service-unreachable',
    charged: 'yes',
    bills: 1,
    state: 'downloading',
  });
  await rig.api.faults.clear();
  const posts = () => rig.api.requests.filter((one) => one.path === '/api/features').length;
  expect(posts()).toBe(1);
  const resumed = await rig.resume(end.journal);
  expect(resumed.failure).toBeNull();
  expect(resumed.results).toHaveLength(1);
  expect(posts()).toBe(1);
  expect(rig.api.bills).toHaveLength(1);
  expect(resumed.journal.receipt.fetchTries).toBe(2);
});

test('a resumed result that never arrives is given up after twenty attempts', async () => {
  const end = await strike(
    [{ at: 'download', kind: 'status', status: 503, times: 999 }],
    { outcome: 'wait', code: 'service-unreachable', charged: 'yes', bills: 1, state: 'downloading' },
    { pauseMs: 1 },
  );
  let tries = 1;
  let last = end;
  while (last.failure?.outcome === 'wait' && tries < 30) {
    last = await rig.resume(end.journal);
    tries += 1;
  }
  expect(tries).toBe(20);
  expect(last.failure).toMatchObject({ outcome: 'failed', code: 'result-missing', charged: 'yes' });
});

test('an edit that never ends and a lost one stay uncertain; a refused key holds the result back', async () => {
  rig = await startRig({ editMs: 3000 }, { asynchronous: () => true, limits: { editMs: 150 } });
  const endless = await rig.run();
  expect(endless.failure).toMatchObject({ outcome: 'uncertain', code: 'outcome-unknown' });
  expect(endless.journal.state).toBe('accepted');
  const lost = new MemoryJournal();
  lost.sending();
  lost.accepted('6f1c9b52-0000-4000-8000-000000000000');
  expect((await rig.resume(lost)).failure).toMatchObject({ outcome: 'uncertain', code: 'outcome-unknown' });
  await rig.api.faults.add({ at: 'results', kind: 'status', status: 401 });
  expect((await rig.resume(endless.journal)).failure).toMatchObject({
    outcome: 'wait',
    blocks: true,
    code: 'key-refused',
  });
  expect(rig.api.bills).toHaveLength(1);
});

test('an edit that the service accepted and failed leaves its whole answer and the credits on the receipt', async () => {
  const end = await strike([{ at: 'feature', kind: 'failure' }], {
    outcome: 'failed',
    code: 'request-refused',
    charged: 'unknown',
    bills: 1,
    state: 'accepted',
  });
  expect(end.journal.receipt).toMatchObject({
    answer: { aiRecord: { status: 'FAILURE', aiRecordDetail: { errorMessage: expect.any(String) } } },
    credits: { used: 15_000, limit: 4_000_000 },
  });
});

test('a record without an id is fetched, and isn’t lost with its links', async () => {
  rig = await startRig();
  const withoutId = (answer: unknown) => {
    const changed = structuredClone(answer) as { aiRecord: { uuid?: string } };
    delete changed.aiRecord.uuid;
    return changed;
  };
  rig.api.settings.mutate = withoutId;
  expect((await rig.run()).results).toHaveLength(1);
  await rig.api.faults.add({ at: 'download', kind: 'expired', times: 9 });
  expect((await rig.run({ seed: 2 })).failure).toMatchObject({ outcome: 'failed', charged: 'yes' });
  expect(rig.api.bills).toHaveLength(2);
});

test('without a key, nothing is sent', async () => {
  rig = await startRig({}, { getKey: () => null });
  expect((await rig.run()).failure).toMatchObject({
    outcome: 'wait',
    blocks: true,
    code: 'missing-key',
    charged: 'no',
  });
  expect(rig.api.connections.total).toBe(0);
});

test('an unknown host is offline, and a TLS handshake reset sends nothing', async () => {
  rig = await startRig();
  const run = async (apiBase: string) => {
    const engine = createOneminEngine({ ...rig.options, apiBase });
    const reporter = new MemoryJournal();
    rig.assets.get = () => ({ path: 'images/a.png', sha256: rig.source.sha256, bytes: 1, mime: 'image/png' });
    const failure = await engine
      .run({
        edit: editOf(rig.source.sha256, {}),
        inputs: [{ role: 'source', ...rig.source.file, sha256: rig.source.sha256 }],
        stagingDir: rig.dir,
        signal: new AbortController().signal,
        reporter,
      })
      .catch((error: unknown) => error);
    return { failure, state: reporter.state };
  };
  expect(await run('https://no-such-host.invalid')).toMatchObject({
    failure: { outcome: 'wait', code: 'offline', charged: 'no' },
    state: 'queued',
  });
  let connections = 0;
  const resetting = createServer((socket) => {
    connections += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  await new Promise<void>((done) => resetting.listen(0, '127.0.0.1', done));
  const { port } = resetting.address() as AddressInfo;
  expect(await run(`https://127.0.0.1:${port}`)).toMatchObject({
    failure: { outcome: 'wait', code: 'service-unreachable', charged: 'no' },
    state: 'queued',
  });
  expect(connections).toBe(3);
  resetting.close();
});

test('a cancel before the first byte is canceled, after it the outcome is unknown, and nothing hangs', async () => {
  rig = await startRig({ editMs: 60_000 });
  const early = new AbortController();
  early.abort();
  expect((await rig.run({}, new MemoryJournal(), early.signal)).thrown).toMatchObject({ name: 'AbortError' });
  const late = new AbortController();
  const journal = new MemoryJournal();
  const sending = journal.sending.bind(journal);
  journal.sending = (receipt) => {
    sending(receipt);
    setTimeout(() => late.abort(), 200);
  };
  const started = Date.now();
  const end = await rig.run({}, journal, late.signal);
  expect(end.failure).toMatchObject({ outcome: 'uncertain', charged: 'unknown' });
  expect(Date.now() - started).toBeLessThan(30_000);
});

test('no byte of the edit is sent if the ledger can’t record `sending`', async () => {
  rig = await startRig();
  const journal = new MemoryJournal();
  journal.sending = () => {
    throw new Error('disk full');
  };
  const end = await rig.run({}, journal);
  expect(end.thrown).toMatchObject({ message: 'disk full' });
  expect(rig.api.requests.map((one) => one.path)).toEqual(['/api/assets']);
  expect(rig.api.bills).toHaveLength(0);
});
