import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSettled, type RunState } from '@shared/domain/run.ts';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { random } from '../bench/generate-words.ts';
import { openRig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { startChild } from '../fixtures/start-child.ts';

/** `RESEED_KILLS=200` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 12);
const CLICKS = 20;
const QUEUE_KILLS = Number(process.env.RESEED_KILLS ?? 8);
const QUEUED = 50;
/** The moments of the kills: `RESEED_SEED=…` repeats them, as far as timing allows. */
const SEED = Number(process.env.RESEED_SEED ?? 7);

it(
  `killed ${KILLS} times at any point: nothing acknowledged is lost, nothing is billed twice, no leftovers`,
  async () => {
    const next = random(SEED);
    console.log(`seed ${SEED}`);
    const folder = await tempFolder();
    const bills = join(folder.path, 'bills.txt');
    const queued = new Set<number>();
    const saved = new Set<number>();
    const statesSeen = new Set<string>();
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = startChild('queue-child.ts', folder.path, bills, String(CLICKS));
        // From its first line to its last one, however fast this machine is. It prints 51 or more: its start, 20 edits
        // that are queued, 20 that are saved, and 10 that were begun.
        const heard = 1 + Math.floor(next() * 50);
        await until(`it prints ${heard} lines`, () => child.lines().length >= heard);
        await child.killAfter(next() * 10);
        for (const line of child.lines()) {
          const [word, id] = line.split(' ');
          if (word === 'queued') queued.add(Number(id));
          if (word === 'saved') saved.add(Number(id));
        }

        // The next start, with idle engines: the state on disk, before anything continues.
        const rig = await openRig(folder.path, {
          engines: [puppetEngine({ resumes: true }), puppetEngine({ repeatable: true })],
        });
        expect(rig.library.db.pragma('quick_check', { simple: true })).toBe('ok');
        expect(readdirSync(rig.library.objects.stagingDir)).toEqual([]);
        for (const id of queued) expect(rig.ledger.entryByEdit(id).edit.id).toBe(id);
        for (const id of saved) {
          const { run, results } = rig.ledger.entryByEdit(id);
          expect(run.state).toBe('saved');
          expect(results).toHaveLength(1);
        }
        const results = rig.library.db
          .prepare('SELECT DISTINCT edit_id FROM images WHERE edit_id NOT NULL')
          .pluck();
        for (const id of results.all() as number[])
          for (const { image } of rig.ledger.entryByEdit(id).results)
            expect(statSync(rig.library.objects.objectPath(image.sha256, image.mime)).size).toBe(image.bytes);
        for (const { run } of rig.ledger.queueEntries().entries) statesSeen.add(run.state);
        await rig.close();
      }

      // Another start processes the rest, and leaves every run explained.
      const child = startChild('queue-child.ts', folder.path, bills, String(CLICKS));
      await until(
        'all were queued',
        () => child.lines().filter((line) => line.startsWith('queued')).length === CLICKS,
      );
      await until('all is settled', () => statesOnDisk(folder.path).every(isSettled));
      await child.kill();
      const last = await openRig(folder.path, { engines: [] });
      const states = last.library.db.prepare('SELECT state FROM runs').pluck().all() as RunState[];
      expect(states.filter((state) => !isSettled(state))).toEqual([]);
      const billed = existsSync(bills) ? readFileSync(bills, 'utf8').trim().split('\n') : [];
      expect(billed.length).toBe(new Set(billed).size);
      const uncertain = states.filter((state) => state === 'uncertain');
      console.log(
        `edits: ${KILLS} kills: ${states.length} runs, ${billed.length} bills, 0 twice; ${uncertain.length} uncertain, ` +
          `${states.length - uncertain.length} saved; states found after a kill: ${[...statesSeen].sort().join(', ')}`,
      );
      expect(states.length).toBeGreaterThan(KILLS);
      await last.close();
    } finally {
      await folder.remove();
    }
  },
  120_000 + KILLS * 30_000,
);

/** Queues runs, most of them paid, and exits; returns the edits in order. */
async function fillQueue(folder: string): Promise<{ id: number; paid: boolean }[]> {
  const rig = await openRig(folder, {
    engines: [puppetEngine(), puppetEngine({ repeatable: true })],
    paused: true,
  });
  const sourceImageId = await rig.addSource();
  const edits = Array.from({ length: QUEUED }, (_, n) => {
    const paid = n % 5 !== 4;
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf(paid ? '1min.ai' : 'practice') });
    return { id: edit.id, paid };
  });
  await rig.close();
  return edits;
}

/** The states on disk, without changing what a crash left. */
function statesOnDisk(folder: string): RunState[] {
  const db = new Database(join(folder, 'library', 'library.db'), { readonly: true });
  const states = db.prepare('SELECT state FROM runs ORDER BY id').pluck().all() as RunState[];
  db.close();
  return states;
}

it(
  `${QUEUED} queued runs, killed at ${QUEUE_KILLS} points: each ends explained, none is sent twice, the order is kept`,
  async () => {
    const next = random(SEED + 1);
    console.log(`seed ${SEED}`);
    let kills = 0;
    let final = 0;
    let runs = 0;
    const ends = new Map<RunState, number>();
    const found = new Map<RunState, number>();
    while (kills < QUEUE_KILLS) {
      const folder = await tempFolder();
      try {
        const bills = join(folder.path, 'bills.txt');
        const edits = await fillQueue(folder.path);
        const begun: number[] = [];
        const open = () => statesOnDisk(folder.path).filter((state) => !isSettled(state));
        while (open().length > 0) {
          const child = startChild('queue-child.ts', folder.path, bills, '0');
          await child.untilPrinted('\n');
          if (kills < QUEUE_KILLS) {
            await new Promise((after) => setTimeout(after, next() * 60));
            kills += 1;
          } else {
            await until('all is settled', () => open().length === 0);
          }
          await child.kill();
          for (const state of open()) found.set(state, (found.get(state) ?? 0) + 1);
          begun.push(
            ...child
              .lines()
              .flatMap((line) => (line.startsWith('begun') ? [Number(line.split(' ')[1])] : [])),
          );
        }

        const rig = await openRig(folder.path, { engines: [] });
        for (const { id, paid } of edits) {
          const { run, results } = rig.ledger.entryByEdit(id);
          runs += 1;
          if (isSettled(run.state)) final += 1;
          ends.set(run.state, (ends.get(run.state) ?? 0) + 1);
          expect(['saved', 'uncertain']).toContain(run.state);
          expect(results).toHaveLength(run.state === 'saved' ? 1 : 0);
          if (!paid) expect(run.state).toBe('saved');
          if (run.state === 'uncertain') expect(run.error).not.toBeNull();
          expect(rig.ledger.receiptOfRun(run.id).events.at(-1)?.state).toBe(run.state);
        }
        await rig.close();
        const billed = existsSync(bills) ? readFileSync(bills, 'utf8').trim().split('\n').map(Number) : [];
        expect(billed.length).toBe(new Set(billed).size);
        expect(begun.length).toBeGreaterThanOrEqual(billed.length);
        // The first start of each: in queue order, whatever happened in between.
        expect([...new Set(begun)]).toEqual(edits.filter(({ paid }) => paid).map(({ id }) => id));
      } finally {
        await folder.remove();
      }
    }
    const words = (counts: Map<RunState, number>) =>
      [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
    console.log(
      `queue: ${kills} kills: ${final} of ${runs} runs reached a final, explained state (${words(ends)}), 0 sent twice, order kept; ` +
        `open at a kill: ${words(found)}`,
    );
    expect(final).toBe(runs);
  },
  120_000 + QUEUE_KILLS * 30_000,
);
