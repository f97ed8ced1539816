import { join } from 'node:path';
import { isSettled, type RunState } from '@shared/domain/run.ts';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { random } from '../bench/generate-words.ts';
import { startComfyuiServer } from '../comfyui-server/server.ts';
import { openRig, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { startChild } from '../fixtures/start-child.ts';

/** `RESEED_KILLS=100` and `RESEED_RUNS=50` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 4);
const RUNS = Number(process.env.RESEED_RUNS ?? 6);
/** The moments of the kills: `RESEED_SEED=…` repeats them, as far as timing allows. */
const SEED = Number(process.env.RESEED_SEED ?? 7);

/** Queues the runs and exits. Each has a seed of its own, by which the server's submissions are told apart. */
async function fillQueue(folder: string): Promise<void> {
  const rig = await openRig(folder, { engines: [puppetEngine({ id: 'comfyui' })], paused: true });
  const sourceImageId = await rig.addSource();
  for (let n = 1; n <= RUNS; n += 1)
    rig.edits.run({
      sourceImageId,
      request: {
        engine: 'comfyui',
        model: 'flux-2-dev',
        prompt: 'make it snow',
        seed: n,
        params: { steps: 3, guidance: 4, aspectRatio: '1:1', megapixels: '0.25' },
      },
    });
  await rig.close();
}

/** The states on disk, without changing what a crash left. */
function statesOnDisk(folder: string): RunState[] {
  const db = new Database(join(folder, 'library', 'library.db'), { readonly: true });
  const states = db.prepare('SELECT state FROM runs ORDER BY id').pluck().all() as RunState[];
  db.close();
  return states;
}

it(
  `ComfyUI: ${RUNS} runs, killed ${KILLS} times: each ends explained, none is submitted twice`,
  async () => {
    const next = random(SEED);
    console.log(`seed ${SEED}`);
    const found = new Map<RunState, number>();
    let kills = 0;
    let runs = 0;
    let saved = 0;
    let lostAnswers = 0;
    while (kills < KILLS) {
      const folder = await tempFolder();
      const server = await startComfyuiServer({ stepMs: 5, previews: false });
      try {
        await fillQueue(folder.path);
        const open = () => statesOnDisk(folder.path).filter((state) => !isSettled(state));
        while (open().length > 0) {
          if (next() < 0.2) {
            server.faults.add({ at: 'prompt', kind: 'after-last-byte' });
            lostAnswers += 1;
          }
          const child = startChild('comfyui-child.ts', folder.path, server.url);
          await child.untilPrinted('started');
          if (kills < KILLS) {
            // At any line: 4 runs at a time print 4 lines each before they are saved.
            const heard = 1 + Math.floor(next() * 12);
            await until(
              'it prints its lines, or all is settled',
              () => child.lines().length >= heard || open().length === 0,
            );
            await child.killAfter(next() * 20);
            kills += 1;
          } else {
            await until('all is settled', () => open().length === 0);
            await child.kill();
          }
          for (const state of open()) found.set(state, (found.get(state) ?? 0) + 1);
        }
        const rig = await openRig(folder.path, { engines: [] });
        for (const state of statesOnDisk(folder.path)) {
          runs += 1;
          expect(state).toBe('saved');
          saved += 1;
        }
        await rig.close();
        const seeds = server.submissions.map(
          ({ prompt }) => (prompt['25'] as { inputs: { noise_seed: number } }).inputs.noise_seed,
        );
        expect(seeds.sort((a, b) => a - b)).toEqual([...Array(RUNS).keys()].map((n) => n + 1));
        expect(server.violations).toEqual([]);
      } finally {
        await server.stop();
        await folder.remove();
      }
    }
    const words = [...found].map(([state, count]) => `${count} ${state}`).join(', ');
    console.log(
      `ComfyUI: ${kills} kills, ${lostAnswers} lost answers: ${saved} of ${runs} runs saved, 0 submitted twice; open at a kill: ${words}`,
    );
    expect(saved).toBe(runs);
  },
  120_000 + KILLS * 20_000,
);
