import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Obstacle } from '@shared/domain/obstacle.ts';
import type { SettingsPatch } from '@shared/domain/settings.ts';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngineHost } from '../../src/main/engines/host.ts';
import { ENGINES } from '../../src/main/engines/table.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { changeSettings } from '../../src/main/settings/change-settings.ts';
import { openSettings } from '../../src/main/settings/settings-store.ts';
import { engineWorld, NO_ENGINE_FILES } from '../fixtures/engine-world.ts';
import { openRig, type Rig, requestOf, silentLog, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { SELF_SIGNED } from '../fixtures/self-signed.ts';
import { startOneminServer } from '../onemin-server/server.ts';

/** The real queue and engine, against a mock API server. */
async function rigWith(options: {
  readonly apiBase?: string;
  readonly key?: () => Promise<string | null>;
  readonly concurrency?: number;
}) {
  const folder = await tempFolder();
  const api = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY });
  const host = createEngineHost({
    ...NO_ENGINE_FILES,
    ...engineWorld('1min.ai', { apiBase: options.apiBase ?? api.url }),
    modules: ENGINES,
    keyOf: options.key ?? (async () => api.key),
    optionsOf: () => ({}),
  });
  const rig = await openRig(folder.path, {
    engines: host.engines,
    concurrency: options.concurrency ?? 1,
  });
  onTestFinished(async () => {
    await rig.close().catch(() => {});
    await host.close();
    await api.stop();
    await folder.remove();
  });
  rig.queue.start();
  const sourceImageId = await rig.addSource();
  const batch = (count: number) =>
    Array.from({ length: count }, (_, n) => {
      const request = requestOf('1min.ai', `edit ${n}`, n + 1);
      request.params = { ...request.params, megapixels: '0.25' };
      return rig.edits.run({ sourceImageId, request }).run.id;
    });
  return { rig, api, batch };
}

function obstacle(rig: Rig): Obstacle | null {
  return rig.queue.obstacles().obstacles[0] ?? null;
}
const states = (rig: Rig, runIds: readonly number[]) => runIds.map((id) => rig.ledger.runById(id).state);
const posts = (api: { readonly requests: readonly { readonly path: string }[] }) =>
  api.requests.filter(({ path }) => path === '/api/features').length;

describe('a batch that meets an obstacle of the account or the network', () => {
  it('waits without credits, sends one run when the user tries again, and the rest once that passes', async () => {
    const { rig, api, batch } = await rigWith({ concurrency: 3 });
    api.setCredits(1200);
    const runs = batch(5);
    await until(
      'held back',
      () => obstacle(rig) !== null && states(rig, runs).every((one) => one === 'queued'),
    );
    expect(obstacle(rig)).toMatchObject({
      engine: '1min.ai',
      error: { code: 'no-credits', reason: 'credits', params: { needed: 15_000, present: 1_200 } },
      trying: false,
      retries: false,
    });
    const refused = posts(api);
    expect(refused).toBeLessThanOrEqual(3);

    // Still none: a single one tries.
    rig.queue.tryAgain();
    await until('one was sent ahead', () => posts(api) === refused + 1);
    await until('and came back', () => obstacle(rig)?.trying === false);
    expect(states(rig, runs)).toEqual(Array(5).fill('queued'));

    api.setCredits(1_000_000);
    api.settings.editMs = 100;
    rig.queue.tryAgain();
    await until('one is out', () => posts(api) === refused + 2);
    expect(obstacle(rig)?.trying).toBe(true);
    expect(states(rig, runs).filter((one) => one !== 'queued')).toHaveLength(1);
    await until('all saved', () => states(rig, runs).every((one) => one === 'saved'));
    expect(obstacle(rig)).toBeNull();
    expect(api.bills).toHaveLength(5);
    expect(rig.told.at(-1)).toBeDefined();
  });

  it('waits without a key, and continues automatically once there is one', async () => {
    let key: string | null = null;
    const { rig, api, batch } = await rigWith({ key: async () => key });
    const runs = batch(3);
    await until('held back', () => obstacle(rig)?.error.code === 'missing-key');
    expect(states(rig, runs)).toEqual(['queued', 'queued', 'queued']);
    key = api.key;
    rig.queue.networkBack();
    await until('all saved', () => states(rig, runs).every((one) => one === 'saved'));
    expect(api.bills).toHaveLength(3);
  });

  it('waits while the keyring is unreadable', async () => {
    let locked = true;
    const { rig, api, batch } = await rigWith({
      key: async () => {
        if (locked) throw new Failure('missing-key', { reason: 'key-cannot-be-opened' });
        return api.key;
      },
    });
    const runs = batch(3);
    await until('held back', () => obstacle(rig)?.error.reason === 'key-cannot-be-opened');
    expect(states(rig, runs)).toEqual(['queued', 'queued', 'queued']);
    locked = false;
    rig.queue.tryAgain();
    await until('all saved', () => states(rig, runs).every((one) => one === 'saved'));
  });

  it('waits behind a refused key', async () => {
    let key = 'wrong-key-of-somebody';
    const { rig, api, batch } = await rigWith({ key: async () => key });
    const runs = batch(3);
    await until('held back', () => obstacle(rig)?.error.code === 'key-refused');
    expect(states(rig, runs)).toEqual(['queued', 'queued', 'queued']);
    expect(obstacle(rig)?.retries).toBe(false);
    key = api.key;
    rig.queue.networkBack();
    await until('all saved', () => states(rig, runs).every((one) => one === 'saved'));
    expect(api.bills).toHaveLength(3);
  });

  it.each([
    [503, 'service-down', true],
    [407, 'proxy-login', true],
  ] as const)(
    'waits behind a %i at the upload, and is retried automatically',
    async (status, code, retries) => {
      const { rig, api, batch } = await rigWith({});
      await api.faults.add({ at: 'asset', kind: 'status', status });
      const runs = batch(3);
      await until('held back', () => obstacle(rig)?.error.code === code);
      expect(obstacle(rig)?.retries).toBe(retries);
      expect(states(rig, runs)).toEqual(['queued', 'queued', 'queued']);
      expect(api.bills).toHaveLength(0);
      await until('all saved', () => states(rig, runs).every((one) => one === 'saved'));
      expect(api.bills).toHaveLength(3);
      expect(obstacle(rig)).toBeNull();
    },
  );

  it.each<[string, SettingsPatch]>([
    ['the server’s address', { engineOptions: { '1min.ai': { address: 'http://127.0.0.1:8188' } } }],
    ['the proxy', { systemProxy: true }],
  ])('is tried again as soon as the user changes %s', async (_, patch) => {
    const folder = await tempFolder();
    const engine = puppetEngine();
    const rig = await openRig(folder.path, { engines: [engine] });
    onTestFinished(async () => {
      await rig.close();
      await folder.remove();
    });
    rig.queue.start();
    const settings = openSettings({
      path: join(folder.path, 'settings.json'),
      log: silentLog,
      onChange: () => {},
    });
    const { edit } = rig.edits.run({
      sourceImageId: await rig.addSource(),
      request: requestOf('1min.ai'),
    });
    await until('started', () => engine.jobs.length === 1);
    const unset = { code: 'request-refused', reason: 'server-unset' } as const;
    engine.job(edit.id).fail(new RunFailure('wait', unset, { blocks: true }));
    await until('held back', () => obstacle(rig) !== null);
    expect(obstacle(rig)?.trying).toBe(false);
    await changeSettings({ settings, queue: rig.queue, optionsChanged: () => {} }, patch);
    expect(obstacle(rig)?.trying).toBe(true);
  });

  it('waits behind an untrusted certificate', async () => {
    const server = createServer(SELF_SIGNED, (_, res) => res.end('never'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { rig, batch } = await rigWith({ apiBase: `https://127.0.0.1:${port}` });
    const runs = batch(2);
    await until('held back', () => obstacle(rig)?.error.code === 'certificate');
    expect(states(rig, runs)).toEqual(['queued', 'queued']);
    expect(obstacle(rig)).toMatchObject({ retries: true, trying: false });
  });

  it('cancels a run while it waits, and asks again after a restart', async () => {
    const { rig, api, batch } = await rigWith({});
    api.setCredits(0);
    const [first, second] = batch(2) as [number, number];
    await until('held back', () => obstacle(rig) !== null);
    rig.queue.cancel(first);
    expect(states(rig, [first, second])).toEqual(['cancelled', 'queued']);
    api.setCredits(1_000_000);
    rig.queue.tryAgain();
    await until('saved', () => states(rig, [second])[0] === 'saved');
    expect(api.bills).toHaveLength(1);
  });
});
