import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '@shared/channels.ts';
import type { Model } from '@shared/domain/model.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { onemin } from '../../src/main/engines/onemin/index.ts';
import { createModelOffers, type ModelOffers } from '../../src/main/model-offers/model-offers.ts';
import { openApp } from '../fixtures/app-rig.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { engineWorld } from '../fixtures/engine-world.ts';
import { eventually } from '../fixtures/eventually.ts';
import { appFolder } from '../fixtures/finish-rig.ts';
import { silentLog, tempFolder } from '../fixtures/ledger-rig.ts';
import { memoryLog } from '../fixtures/temp-library.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { FLUX_ROW } from '../onemin-server/result-routes.ts';
import { type OneminServer, startOneminServer } from '../onemin-server/server.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const START = Date.UTC(2027, 0, 10, 12);
const ROW = {
  ...FLUX_ROW,
  creditEstimation: 12,
  deprecationDate: '2027-03-03T00:00:00.000Z',
  status: 'ACTIVE',
};
const OFFER = {
  engine: '1min.ai',
  model: FLUX_2_DEV.id,
  credits: 12,
  retiresOn: '2027-03-03',
  askedAt: START,
};

async function mockServer(): Promise<OneminServer> {
  const server = await startOneminServer({ modelList: [ROW] });
  onTestFinished(() => server.stop());
  return server;
}

/** The offers of a data folder, with the real engine and HTTP client, and a clock that the test moves. */
async function setUp(server: OneminServer, models: readonly Model[] = [FLUX_2_DEV]) {
  const folder = await tempFolder();
  onTestFinished(() => folder.remove());
  const world = engineWorld('1min.ai', {
    apiBase: server.url,
    key: async () => server.key,
    models: () => models,
  });
  const state = { now: START, elapsed: 0, online: true, keyed: true, changes: 0, failures: 0 };
  const open = () => {
    const { listModels } = onemin.create(world);
    const offers = createModelOffers({
      path: join(folder.path, 'model-offers.json'),
      list: (engine) => (engine === '1min.ai' ? (listModels ?? null) : null),
      isSetUp: () => state.keyed,
      isOnline: () => state.online,
      changed: () => {
        state.changes += 1;
      },
      clock: () => state.now,
      elapsed: () => state.elapsed,
      log: {
        ...silentLog,
        info: () => {
          state.failures += 1;
        },
      },
    });
    onTestFinished(() => offers.close());
    return offers;
  };
  onTestFinished(() => world.close());
  return { state, open, file: join(folder.path, 'model-offers.json') };
}

/** Asks again and again, which makes at most one request a day: an earlier one may not have ended yet. */
const askUntil = (offers: ModelOffers, check: () => void) =>
  eventually(() => {
    offers.refresh('1min.ai');
    check();
  });

const listRequests = (server: OneminServer) =>
  server.requests.filter(({ path }) => path.startsWith('/models'));
const pass = (state: { now: number; elapsed: number }, ms: number) => {
  state.now += ms;
  state.elapsed += ms;
};

describe('prices and retirement dates of models', () => {
  it('are asked for once a day without a key, and kept with the date of the answer', async () => {
    const server = await mockServer();
    const { state, open } = await setUp(server);
    const offers = open();
    expect(offers.offers()).toEqual([]);
    offers.refresh('1min.ai');
    offers.refresh('1min.ai');
    await eventually(() => expect(state.changes).toBe(1));
    expect(offers.offers()).toEqual([OFFER]);
    pass(state, DAY - 1);
    offers.refresh('1min.ai');
    offers.refresh('practice');
    // After a restart, offline, what was known is still there, and nothing is requested.
    state.online = false;
    pass(state, 20 * DAY);
    const again = open();
    again.refresh('1min.ai');
    expect(again.offers()).toEqual([OFFER]);
    expect(listRequests(server)).toHaveLength(1);
    state.online = true;
    server.settings.modelList = [{ ...ROW, creditEstimation: '15' }];
    await askUntil(again, () =>
      expect(again.offers()).toEqual([{ ...OFFER, credits: 15, askedAt: state.now }]),
    );
    expect(listRequests(server)).toHaveLength(2);
    for (const { path, rawHeaders } of listRequests(server)) {
      expect(path).toBe('/models?feature=IMAGE_EDITOR');
      expect(rawHeaders.join('\n')).not.toContain(server.key);
    }
    expect(server.violations).toEqual([]);
    expect(server.bills).toEqual([]);
  });

  it('are asked for once for each feature that the models have', async () => {
    const server = await mockServer();
    const { state, open } = await setUp(server, onemin.models);
    const offers = open();
    offers.refresh('1min.ai');
    await eventually(() => expect(state.changes).toBe(1));
    expect(offers.offers()).toEqual([OFFER]);
    const features = [...new Set(onemin.models.map(({ apiType }) => `/models?feature=${apiType}`))];
    expect(listRequests(server).map(({ path }) => path)).toEqual(features);
  });

  it('are not asked for before the engine is set up', async () => {
    const server = await mockServer();
    const { state, open } = await setUp(server);
    const offers = open();
    state.keyed = false;
    offers.refresh('1min.ai');
    state.keyed = true;
    offers.refresh('1min.ai');
    await eventually(() => expect(offers.offers()).toHaveLength(1));
    expect(listRequests(server)).toHaveLength(1);
  });

  it('are requested again although a wrong clock dated the last answer in the future', async () => {
    const server = await mockServer();
    const { state, open } = await setUp(server);
    state.now = START + 900 * DAY;
    open().refresh('1min.ai');
    await eventually(() => expect(state.changes).toBe(1));
    state.now = START;
    const offers = open();
    offers.refresh('1min.ai');
    await eventually(() => expect(offers.offers()).toEqual([OFFER]));
  });

  it.each<[string, FaultInput | null, readonly unknown[]]>([
    ['a page', { at: 'models', kind: 'html' }, [ROW]],
    ['text that is no JSON', { at: 'models', kind: 'not-json' }, [ROW]],
    ['an endless answer', { at: 'models', kind: 'endless' }, [ROW]],
    ['error 500', { at: 'models', kind: 'status', status: 500 }, [ROW]],
    ['error 429', { at: 'models', kind: 'status', status: 429, retryAfter: '1' }, [ROW]],
    ['a cut connection', { at: 'models', kind: 'before-header' }, [ROW]],
    ['an empty list', null, []],
    ['rows of other types', null, [null, 7, 'x', [], { modelId: 3 }, { modelId: 'x'.repeat(5_000) }]],
    ['too many rows', null, Array.from({ length: 5_001 }, () => ROW)],
  ])('remain those of the last good answer after %s, until the next day', async (_, fault, rows) => {
    const server = await mockServer();
    const { state, open, file } = await setUp(server);
    const offers = open();
    await askUntil(offers, () => expect(offers.offers()).toEqual([OFFER]));
    pass(state, DAY);
    if (fault) await server.faults.add(fault);
    server.settings.modelList = rows;
    const triedAt = state.now;
    await askUntil(offers, () => {
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ engines: [{ triedAt }] });
    });
    expect(offers.offers()).toEqual([OFFER]);
    pass(state, DAY / 2);
    offers.refresh('1min.ai');
    pass(state, DAY / 2);
    server.settings.modelList = [ROW];
    await server.faults.clear();
    await askUntil(offers, () => expect(offers.offers()).toEqual([{ ...OFFER, askedAt: state.now }]));
    expect(listRequests(server)).toHaveLength(3);
  });

  it.each<[string, object, object]>([
    ['text as a price', { creditEstimation: '<b>12</b>' }, { credits: null }],
    ['a negative price', { creditEstimation: -4 }, { credits: null }],
    ['an endless price', { creditEstimation: 1e300 }, { credits: null }],
    ['a price in an object', { creditEstimation: { image: 12 } }, { credits: null }],
    ['hostile text as a date', { deprecationDate: '\u202e2027-03-03 call +1 555' }, { retiresOn: null }],
    ['a day that does not exist', { deprecationDate: '2027-02-31' }, { retiresOn: null }],
    [
      'a date of another field',
      { deprecationDate: null, deprecatedAt: '2027-04-01' },
      { retiresOn: '2027-04-01' },
    ],
    [
      'neither',
      { creditEstimation: undefined, deprecationDate: undefined },
      { credits: null, retiresOn: null },
    ],
  ])('ignores %s, and reads the rest of the row', async (_, change, expected) => {
    const server = await mockServer();
    const { state, open } = await setUp(server);
    server.settings.modelList = [{ ...ROW, ...change, name: '<img src=x onerror=alert(1)>' }, ROW];
    const offers = open();
    offers.refresh('1min.ai');
    await eventually(() => expect(state.changes).toBe(1));
    expect(offers.offers()).toEqual([{ ...OFFER, ...expected }]);
  });

  it('are requested again an hour after a request that reached no server', async () => {
    const server = await mockServer();
    const { state, open } = await setUp(server);
    await server.faults.add({ at: 'connect', kind: 'refused' });
    const offers = open();
    offers.refresh('1min.ai');
    await eventually(() => expect(state.failures).toBe(1));
    await server.faults.clear();
    state.elapsed += HOUR - 1;
    offers.refresh('1min.ai');
    expect(listRequests(server)).toEqual([]);
    state.elapsed += 1;
    await askUntil(offers, () => expect(offers.offers()).toEqual([OFFER]));
    expect(listRequests(server)).toHaveLength(1);
  });

  it('are shown although they can’t be kept', async () => {
    const server = await mockServer();
    const { state, open, file } = await setUp(server);
    mkdirSync(file);
    const offers = open();
    offers.refresh('1min.ai');
    await eventually(() => expect(state.changes).toBe(1));
    expect(offers.offers()).toEqual([OFFER]);
    offers.refresh('1min.ai');
    expect(listRequests(server)).toHaveLength(1);
  });

  it.each(['', '{', '{"version":9}', '[]'])(
    'are requested again if their file contains %j',
    async (content) => {
      const server = await mockServer();
      const { open, file } = await setUp(server);
      writeFileSync(file, content);
      const offers = open();
      expect(offers.offers()).toEqual([]);
      offers.refresh('1min.ai');
      await eventually(() => expect(offers.offers()).toEqual([OFFER]));
    },
  );
});

describe('engines.changed', () => {
  it('is emitted for a list of models, a user’s model file and an option, and for nothing else', async () => {
    const server = await mockServer();
    const folder = await appFolder();
    const seen: Event[] = [];
    const app = await openApp({
      folder,
      log: memoryLog(),
      apiBase: server.url,
      clock: () => START,
      onEvent: (event) => seen.push(event),
    });
    onTestFinished(() => app.close());
    const changes = () => seen.filter((event) => event === 'engines.changed').length;
    const { services } = app;

    services.refreshEngines('1min.ai');
    services.refreshEngines(null);
    await services.changeSettings({ dailyCap: 9 });
    expect(changes()).toBe(0);
    expect(server.requests).toEqual([]);
    expect(services.engineList(0).offers).toEqual([]);

    await services.key.set({ engine: '1min.ai', key: server.key, storeAnyway: true });
    services.refreshEngines('1min.ai');
    await eventually(() => expect(changes()).toBe(1));
    expect(services.engineList(0).offers).toEqual([OFFER]);
    services.refreshEngines('1min.ai');
    expect(changes()).toBe(1);

    mkdirSync(join(app.userData, 'models'));
    writeFileSync(join(app.userData, 'models', 'own.json'), JSON.stringify({ ...FLUX_2_DEV, id: 'my-flux' }));
    services.refreshEngines(null);
    expect(changes()).toBe(2);
    expect(services.engineList(0).models.map(({ id }) => id)).toContain('my-flux');
    writeFileSync(join(app.userData, 'models', 'own.json'), '{');
    services.refreshEngines(null);
    expect(changes()).toBe(3);
    expect(services.engineList(0).refused).toMatchObject([{ file: 'own.json', reason: 'not-json' }]);
    services.refreshEngines(null);
    expect(changes()).toBe(3);

    await services.changeSettings({ engineOptions: { comfyui: { address: 'http://127.0.0.1:8188' } } });
    expect(changes()).toBe(4);
  });
});
