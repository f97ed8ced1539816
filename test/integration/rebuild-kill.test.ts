import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { random } from '../bench/generate-words.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { uniquePng, until } from '../fixtures/ledger-rig.ts';
import { type Child, startChild } from '../fixtures/start-child.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';
import { hasUnfinishedRebuild } from '../fixtures/unfinished-rebuild.ts';

/** `RESEED_KILLS=200` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 3);
const SEED = Number(process.env.RESEED_SEED ?? 8);
/** More than are added before a kill, so that there is something left at each. */
const FILES = 12 * KILLS;

it(
  `killed ${KILLS} times during a rebuild that the library is used during, it has every picture once`,
  async () => {
    console.log(`seed ${SEED}`);
    const next = random(SEED);
    const userData = tempFolder();
    const camera = join(tempFolder(), 'camera');
    const folder = join(userData, 'library');
    const dbPath = join(folder, DB_NAME);
    const lost = new Set<string>();
    for (let n = 0; n < FILES; n += 1) {
      const bytes = uniquePng();
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const shelf = join(folder, 'objects', sha256.slice(0, 2));
      mkdirSync(shelf, { recursive: true });
      writeFileSync(join(shelf, `${sha256}.png`), bytes);
      lost.add(sha256);
    }
    const acknowledged = new Set<string>();
    const added = (child: Child) =>
      child.lines().flatMap((line) => (line.startsWith('added ') ? line.slice(6) : []));
    const collect = (child: Child) => {
      for (const sha256 of added(child)) acknowledged.add(sha256);
    };
    let openAtKill = 0;
    let leftAtKill = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('rebuild-child.ts', userData, camera);
      // The first one dies before the library is open, the others while it is in use.
      await child.untilPrinted(kill === 0 ? 'rebuilding' : 'open');
      const wanted = kill === 0 ? 0 : 1 + Math.floor(next() * 8);
      await until(`${wanted} pictures are added`, () => added(child).length >= wanted);
      await child.killAfter(next() * 30);
      collect(child);
      if (child.lines().includes('open')) openAtKill += 1;
      if (hasUnfinishedRebuild(dbPath)) leftAtKill += 1;
    }
    // Otherwise no kill interrupted what the test is about.
    expect(leftAtKill).toBeGreaterThan(0);
    const last = startChild('rebuild-child.ts', userData, camera);
    await last.untilPrinted('open');
    const isFinished = () => !hasUnfinishedRebuild(dbPath);
    while (!isFinished()) {
      const count = added(last).length;
      await until('another picture is added', () => isFinished() || added(last).length > count);
    }
    const own = () => added(last).filter((sha256) => !lost.has(sha256)).length;
    await until('a new picture is added', () => own() > 0);
    await last.kill();
    collect(last);

    const db = new Database(dbPath);
    const counts = db
      .prepare('SELECT sha256, count(*) AS count FROM images WHERE purged_at IS NULL GROUP BY sha256')
      .all() as { sha256: string; count: number }[];
    db.close();
    expect(counts.filter(({ count }) => count !== 1)).toEqual([]);
    const here = new Set(counts.map(({ sha256 }) => sha256));
    expect([...lost, ...acknowledged].filter((sha256) => !here.has(sha256))).toEqual([]);
    const keeper = createKeeper(startKeeperThread, memoryLog());
    onTestFinished(() => keeper.close());
    const input = { dbPath, folder, at: Date.now() };
    const { findings } = await keeper.run('check-library', input);
    expect(findings.filter(({ kind }) => ['missing', 'damaged', 'dangling'].includes(kind))).toEqual([]);
    const news = [...acknowledged].filter((sha256) => !lost.has(sha256)).length;
    console.log(
      `rebuild: ${KILLS} kills (${openAtKill} while in use, ${leftAtKill} with pictures left to add): ` +
        `${lost.size} of ${lost.size} pictures back, ${news} imported meanwhile, none lost, none double`,
    );
  },
  120_000 + KILLS * 60_000,
);
