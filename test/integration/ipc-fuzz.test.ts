import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLS, type Call } from '@shared/channels.ts';
import { contract } from '@shared/contract.ts';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { settingsFile } from '@shared/domain/recover-settings.ts';
import { DEFAULT_SETTINGS } from '@shared/domain/settings.ts';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../src/main/ipc/answer.ts';
import { type AppRig, openApp } from '../fixtures/app-rig.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';
import { eventually } from '../fixtures/eventually.ts';
import { brokenPayloads, wholePayloads } from '../fixtures/payloads.ts';
import { fc } from '../fixtures/property.ts';
import { type MemoryLog, memoryLog } from '../fixtures/temp-library.ts';
import { type OneminServer, startOneminServer } from '../onemin-server/server.ts';

/** Payloads per channel; `npm run test:fuzz` uses 1,000. */
const PAYLOADS = Number(process.env.RESEED_PAYLOADS ?? 20);
const SEED = Number(process.env.RESEED_SEED ?? 20_261_128);

/** Calls that start background work: they run last, because nothing can be compared next to it. */
const STARTS_WORK: readonly Call[] = [
  'library.purge',
  'import.start',
  'import.pick',
  'import.samples',
  'import.addresses',
  'settings.set',
  'queue.resume',
];
const IN_ORDER = [...CALLS.filter((call) => !STARTS_WORK.includes(call)), ...STARTS_WORK];

/** A valid input for calls whose parts must match. */
const request = { engine: 'practice', model: PRACTICE_FILTERS.id, prompt: 'sepia', params: {}, seed: 7 };
const WORKS: Partial<Record<Call, unknown>> = {
  'edit.run': { sourceImageId: 1, request, ...NO_LOCAL_PARTS },
  'edit.runMany': { target: { ids: [1, 2] }, request, seeds: 'new', ...NO_LOCAL_PARTS, count: 2 },
  'settings.set': { theme: 'dark', dailyCap: 3, language: 'de' },
};

describe(`${PAYLOADS} payloads a channel (seed ${SEED})`, () => {
  let folder: string;
  let api: OneminServer;
  let app: AppRig;
  let log: MemoryLog;
  let watcher: Database.Database;
  let total = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reseed-fuzz-'));
    api = await startOneminServer();
    log = memoryLog();
    app = await openApp({ folder, log, apiBase: api.url });
    watcher = new Database(join(app.userData, 'library/library.db'), { readonly: true });
    await app.handlers['settings.set']({ queuePaused: true });
    await app.handlers['import.samples']({});
    await eventually(() => expect(pictures()).toBe(4));
  });
  afterAll(async () => {
    watcher?.close();
    await app?.close();
    await api?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const pictures = () => watcher.prepare('SELECT count(*) FROM images').pluck().get();
  /** Changes with every change of a setting or the key. */
  const settingsAndKeys = () => JSON.stringify([app.settings.get(), app.services.key.statuses()]);
  /** Changes with every commit to the database. */
  const commits = (call: Call) =>
    STARTS_WORK.includes(call) ? null : watcher.pragma('data_version', { simple: true });

  it.each(IN_ORDER)('%s', { timeout: 300_000 }, async (call) => {
    const schema = contract[call].in;
    const works = call in WORKS ? [fc.constant(WORKS[call])] : [];
    const payloads = fc.oneof(fc.oneof(wholePayloads(schema), ...works), brokenPayloads(schema, ...works));
    let refused = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(payloads, async (raw) => {
        const payload = keptInside(call, raw);
        const before = { kept: settingsAndKeys(), commits: commits(call) };
        const reply = await answer(call, payload, app.handlers, log);
        // It must be cloneable to reach the page.
        structuredClone(reply);
        if (reply.ok) answered += 1;
        else {
          refused += 1;
          expect(reply.error.code).not.toBe('internal');
          expect(settingsAndKeys()).toBe(before.kept);
          if (commits(call) !== before.commits) await expectNoCommit(call, payload);
        }
      }),
      { seed: SEED, numRuns: PAYLOADS },
    );
    expect(refused).toBeGreaterThan(0);
    expect(log.lines.filter((line) => /^error|undefined/.test(line))).toEqual([]);
    // The window would not start with such an answer.
    expect(await answer('app.start', {}, app.handlers, log)).toMatchObject({ ok: true });
    total += answered + refused;
    if (call === IN_ORDER.at(-1))
      console.log(`IPC: ${IN_ORDER.length} channels, ${total} payloads, 0 uncaught errors`);
  });

  /** Sidecars and the like may be recorded beside a refused call. If it is made again, it must commit nothing. */
  async function expectNoCommit(call: Call, payload: unknown): Promise<void> {
    await eventually(async () => {
      const before = commits(call);
      expect((await answer(call, payload, app.handlers, log)).ok).toBe(false);
      expect(commits(call)).toBe(before);
    });
  }

  it('leaves readable settings and an intact library', async () => {
    await app.settings.flush();
    const settings = JSON.parse(readFileSync(join(app.userData, 'settings.json'), 'utf8'));
    expect(Object.keys(settings).sort()).toEqual(Object.keys(settingsFile(DEFAULT_SETTINGS)).sort());
    expect(watcher.pragma('quick_check', { simple: true })).toBe('ok');
  });

  it('ignores undefined fields of a call', async () => {
    const query = {
      place: 'library',
      search: '',
      filter: { rating: undefined },
      sort: 'time',
      reversed: false,
    };
    const reply = await answer('library.slice', { query, from: 0, count: 10 }, app.handlers, log);
    expect(reply.ok).toBe(true);
  });

  /** Redirects paths to the test's folder, so that no files of this machine are imported. */
  function keptInside(call: Call, payload: unknown): unknown {
    if (call !== 'import.start' || typeof payload !== 'object' || payload === null) return payload;
    const { files } = payload as { files?: unknown };
    if (!Array.isArray(files)) return payload;
    return {
      ...payload,
      files: files.map((file) =>
        typeof file?.path === 'string' ? { ...file, path: join(folder, 'nowhere', `_${file.path}`) } : file,
      ),
    };
  }
});
