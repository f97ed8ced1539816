import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineId } from '@shared/domain/model.ts';
import type { Charge, RunState } from '@shared/domain/run.ts';
import { UsageSummary } from '@shared/domain/usage.ts';
import { dayName, startOfDay } from '@shared/local-day.ts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import {
  LAST_START,
  NEXT_READINGS,
  READINGS,
  RUN_LINES,
  RUN_SUMS,
} from '../../src/main/library/ledger/usage.ts';
import { messageBytes } from '../../src/main/library/message-size.ts';
import { COLUMNS } from '../../src/main/usage/run-csv.ts';
import { createUsageService } from '../../src/main/usage/usage-service.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { longestStretch } from '../fixtures/longest-stretch.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { startRig } from '../onemin-server/rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let rig: Rig;
let target: string | null;
beforeEach(async () => {
  folder = await tempFolder();
  rig = await openRig(folder.path, { engines: [puppetEngine()], paused: true });
  target = join(folder.path, 'runs.csv');
});
afterEach(async () => {
  await rig.close();
  await folder.remove();
});

const HOUR = 3_600_000;
/** Noon of a day in May 2026, local time. */
const noon = (day: number) => new Date(2026, 4, day, 12).getTime();
const MAY = { from: new Date(2026, 4, 1).getTime(), to: new Date(2026, 5, 1).getTime() };

function service(clock = () => noon(20)) {
  const asked: string[] = [];
  const pickSaveFile = async (name: string) => {
    asked.push(name);
    return target;
  };
  const usage = createUsageService({
    db: rig.library.db,
    desktop: { pickSaveFile },
    clock,
    dailyCap: () => 50,
  });
  return { ...usage, asked };
}

/** Rows of all kinds of runs, without the runs. */
function addRuns(
  sourceImageId: number,
  runs: readonly {
    at: number | null;
    state: RunState;
    charged?: Charge;
    engine?: EngineId;
    used?: number;
    prompt?: string;
  }[],
): number[] {
  const { db } = rig.library;
  const place = db.prepare(
    'UPDATE runs SET state = ?, charged = ?, started_at = ?, finished_at = ?, receipt = ? WHERE id = ?',
  );
  return writeTransaction(db, () =>
    runs.map(({ at, state, charged = 'no', engine = '1min.ai', used, prompt = 'sepia' }) => {
      const { runId } = rig.ledger.addEdit(sourceImageId, requestOf(engine, prompt), at ?? 0);
      const receipt = used === undefined ? {} : { credits: { used, limit: 9 }, bodySha256: 'b0d7' };
      place.run(state, charged, at, at === null ? null : at + 1500, JSON.stringify(receipt), runId);
      return runId;
    }),
  );
}

describe('the sums', () => {
  it('are by local day, engine and state, newest first, from start (inclusive) to end (exclusive)', async () => {
    const source = await rig.addSource();
    addRuns(source, [
      { at: MAY.from - 1, state: 'saved', charged: 'yes' },
      { at: MAY.from, state: 'saved', charged: 'yes', used: 0 },
      { at: startOfDay(noon(4)), state: 'saved', charged: 'yes', used: 15 },
      { at: startOfDay(noon(4)) + 23 * HOUR, state: 'saved', charged: 'yes', used: 30 },
      { at: noon(4), state: 'uncertain', charged: 'unknown' },
      { at: noon(4), state: 'cancelled', charged: 'unknown' },
      { at: noon(4), state: 'failed' },
      { at: noon(4), state: 'saved', engine: 'practice' },
      { at: noon(20), state: 'sending', charged: 'unknown' },
      { at: null, state: 'queued' },
      { at: MAY.to, state: 'saved', charged: 'yes', used: 50 },
    ]);
    const summary = UsageSummary.parse(await service().summary(MAY));
    const row = (day: number, engine: EngineId, state: RunState, runs: number, more: object = {}) => ({
      day: `2026-05-${String(day).padStart(2, '0')}`,
      engine,
      state,
      runs,
      charged: 0,
      unknown: 0,
      credits: null,
      ...more,
    });
    expect(summary.rows).toEqual([
      row(20, '1min.ai', 'sending', 1, { unknown: 1 }),
      row(4, '1min.ai', 'cancelled', 1, { unknown: 1 }),
      row(4, '1min.ai', 'failed', 1),
      row(4, '1min.ai', 'saved', 2, { charged: 2, credits: 35 }),
      row(4, '1min.ai', 'uncertain', 1, { unknown: 1 }),
      row(4, 'practice', 'saved', 1),
      row(1, '1min.ai', 'saved', 1, { charged: 1, credits: 15 }),
    ]);
    // One of them by a clock that was set back since: it counts.
    expect(summary).toMatchObject({ paidToday: 2, dailyCap: 50 });
  });

  it('split a day at the range’s ends, and are empty without runs', async () => {
    addRuns(await rig.addSource(), [
      { at: noon(4) - 1, state: 'failed' },
      { at: noon(4), state: 'failed' },
    ]);
    const { summary } = service();
    expect((await summary({ from: MAY.from, to: noon(4) })).rows).toMatchObject([{ runs: 1 }]);
    expect((await summary({ from: noon(4), to: MAY.to })).rows).toMatchObject([{ runs: 1 }]);
    expect((await summary({ from: noon(5), to: MAY.to })).rows).toEqual([]);
    expect((await summary({ from: MAY.to, to: MAY.from })).rows).toEqual([]);
  });

  it('of many years end at the 400 newest rows, in one message', async () => {
    const at = (day: number) => new Date(2015, 0, 1 + day, 12).getTime();
    addRuns(
      await rig.addSource(),
      Array.from({ length: 900 }, (_, day) => ({ at: at(day), state: 'saved', charged: 'yes' as const })),
    );
    const summary = UsageSummary.parse(await service().summary({ from: 0, to: Number.MAX_SAFE_INTEGER }));
    expect(summary.rows).toHaveLength(400);
    expect(summary.rows[0]?.day).toBe(dayName(at(899)));
    expect(summary.rows.at(-1)?.day).toBe(dayName(at(500)));
    expect(messageBytes(summary)).toBeLessThan(64 * 1024);
  });

  it('survive a damaged receipt', async () => {
    const [runId] = addRuns(await rig.addSource(), [
      { at: noon(4), state: 'saved', charged: 'yes', used: 1 },
    ]);
    rig.library.db.prepare("UPDATE runs SET receipt = '{oops' WHERE id = ?").run(runId);
    expect((await service().summary(MAY)).rows).toMatchObject([{ runs: 1, credits: null }]);
    await service().exportCsv(MAY);
  });
});

it('credits equal the service’s bills', async () => {
  const service1 = await startRig({ price: 15_000 });
  onTestFinished(() => service1.stop());
  await rig.close();
  rig = await openRig(folder.path, { engines: [service1.engine], concurrency: 1 });
  rig.queue.start();
  const sourceImageId = await rig.addSource();
  for (let i = 0; i < 4; i += 1) rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
  await until('all saved', () => rig.queue.list().entries.every(({ run }) => run.state === 'saved'));
  const now = Date.now();
  const { rows, paidToday } = await service(Date.now).summary({ from: now - 24 * HOUR, to: now + HOUR });
  expect(service1.api.bills).toHaveLength(4);
  expect(paidToday).toBe(4);
  // The newest run's cost is reported with the next answer.
  expect(rows.reduce((sum, row) => sum + (row.credits ?? 0), 0)).toBe(3 * 15_000);
});

describe('the export', () => {
  const lines = () => readFileSync(target ?? '', 'utf8').split('\r\n');

  it('has one line per run, newest first, with all its data', async () => {
    const source = await rig.addSource('=cat, "big".png');
    const [first, second] = addRuns(source, [
      { at: noon(4), state: 'saved', charged: 'yes', used: 5, prompt: '=HYPERLINK("http://x.example")' },
      { at: noon(5), state: 'uncertain', charged: 'unknown', used: 25, prompt: 'two\nlines' },
    ]) as [number, number];
    rig.library.db.prepare("UPDATE runs SET remote_id = 'r-1' WHERE id = ?").run(first);
    const { exportCsv, asked } = service();
    expect(await exportCsv(MAY)).toEqual({ savedTo: 'runs.csv' });
    expect(asked).toEqual(['Reseed runs 2026-05-01 to 2026-05-20.csv']);
    const [header, ...rest] = lines();
    expect(header).toBe(`\u{feff}${COLUMNS.join(',')}`);
    const sha256 = rig.ledger.editById(1).sourceSha256;
    const offset = '[+-]\\d\\d:\\d\\d';
    const esc = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const told = rest.join('\r\n');
    expect(told).toMatch(
      new RegExp(
        `^2026-05-05T12:00:00${offset},2026-05-05T12:00:01${offset},1\\.5,1min\\.ai,flux-2-dev,uncertain,unknown,,,"two\nlines",7,` +
          `${esc('"\'=cat, ""big"".png"')},${sha256},b0d7,\r\n` +
          `2026-05-04T12:00:00${offset},2026-05-04T12:00:01${offset},1\\.5,1min\\.ai,flux-2-dev,saved,yes,20,r-1,` +
          `${esc('"\'=HYPERLINK(""http://x.example"")"')},7,${esc('"\'=cat, ""big"".png"')},${sha256},b0d7,\r\n$`,
      ),
    );
    expect(second).toBeGreaterThan(first);
  });

  it('of 100,000 runs is complete, each run once, and keeps the process responsive', async () => {
    const source = await rig.addSource();
    const { editId } = rig.ledger.addEdit(
      source,
      requestOf('1min.ai', 'a prompt of some length'.repeat(5)),
      1,
    );
    // Many of them started in the same millisecond.
    rig.library.db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
         INSERT INTO runs (edit_id, engine, state, position, queued_at, started_at, finished_at, charged, remote_id, receipt)
         SELECT ?, '1min.ai', 'saved', i, 0, ? + (i / 7) * 13, ? + (i / 7) * 13 + 900, 'yes', 'r' || i,
           json_object('credits', json_object('used', i, 'limit', 9), 'bodySha256', 'b', 'body', hex(zeroblob(1000)))
         FROM n`,
      )
      .run(editId, noon(4), noon(4));
    const began = performance.now();
    const longest = await longestStretch(async () => {
      await service().exportCsv(MAY);
      await service().summary(MAY);
    });
    const ms = performance.now() - began;
    console.log(
      `100,000 runs: export and sums ${ms.toFixed(0)} ms, longest hold-up ${longest.toFixed(0)} ms`,
    );
    const ids = lines()
      .slice(1, -1)
      .map((line) => line.split(',')[8]);
    expect(ids).toHaveLength(100_000);
    expect(new Set(ids).size).toBe(100_000);
    expect(longest).toBeLessThan(ms / 4);
  });

  it('reports a write failure, and leaves no partial file', async () => {
    addRuns(await rig.addSource(), [{ at: noon(4), state: 'saved', charged: 'yes' }]);
    const { exportCsv } = service();
    const before = target as string;
    target = join(folder.path, 'nowhere', 'runs.csv');
    await expect(exportCsv(MAY)).rejects.toMatchObject({
      code: 'folder-gone',
      value: { code: 'folder-gone' },
    });
    // A folder with that name blocks it.
    mkdirSync(before);
    target = before;
    await expect(exportCsv(MAY)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(readdirSync(folder.path).filter((name) => /\.(part|tmp)$/.test(name))).toEqual([]);
    target = null;
    expect(await exportCsv(MAY)).toEqual({ savedTo: null });
  });
});

it.each([
  [
    'the newest start',
    LAST_START,
    'SEARCH runs USING COVERING INDEX runs_by_start (started_at>? AND started_at<?)',
  ],
  [
    'sums of a day',
    RUN_SUMS,
    'SEARCH runs USING COVERING INDEX runs_by_start (started_at>? AND started_at<?)',
  ],
  ['credits of a day', READINGS, 'SEARCH runs USING INDEX runs_by_start (started_at>? AND started_at<?)'],
  ['credits after it', NEXT_READINGS, 'SEARCH runs USING INDEX runs_by_start (started_at>?)'],
  ['lines of an export', RUN_LINES, 'SEARCH runs USING INDEX runs_by_start (started_at>? AND started_at<?)'],
])('%s: by the index of starts', (_, sql, index) => {
  const values = Array(sql.split('?').length - 1).fill(1);
  const plan = rig.library.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
  const details = plan.map((row) => row.detail).join('\n');
  expect(details).toContain(index);
  expect(details).not.toMatch(/^SCAN/m);
});
