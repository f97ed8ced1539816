import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { random } from '../bench/generate-words.ts';
import { openRig, silentLog, tempFolder } from '../fixtures/ledger-rig.ts';
import { fc } from '../fixtures/property.ts';
import { folderTrash, purgeService, troubles } from '../fixtures/purge-rig.ts';
import { startChild } from '../fixtures/start-child.ts';

/** `RESEED_KILLS=200` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 8);
const SEED = Number(process.env.RESEED_SEED ?? 7);

it(
  `killed ${KILLS} times during permanent deletion, every remaining picture has its file, and every moved file is in the system’s trash`,
  async () => {
    const next = random(SEED);
    console.log(`seed ${SEED}`);
    const folder = await tempFolder();
    const trash = join(folder.path, 'system-trash');
    const purged = new Set<number>();
    let unfinished = 0;
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = startChild('purge-child.ts', folder.path, trash, String(kill % 4), String(SEED + kill));
        await child.untilPrinted('started');
        await child.killAfter(kill % 4 === 3 ? next() * 150 : 2_000);
        const acknowledged = (word: string) =>
          child
            .lines()
            .filter((line) => line.startsWith(word))
            .map((line) => Number(line.split(' ')[1]));
        for (const id of acknowledged('purged')) purged.add(id);

        const rig = await openRig(folder.path, { engines: [] });
        if (troubles(rig.library).length > 0) unfinished += 1;
        const { purges } = purgeService(rig.library, folderTrash(trash).trash);
        await purges.resume();
        // A picture whose import was killed: a file without a row, which the sweep sets aside, or keeps as a
        // stray.
        const { db, objects, folder: home } = rig.library;
        const later = () => Date.now() + 7_200_000;
        await sweepObjects(
          { db, objects, folder: home, clock: later, log: silentLog },
          new AbortController().signal,
        );
        const strays = db.prepare("SELECT sha256 || ' is an orphan' FROM strays").pluck().all();
        expect(troubles(rig.library).filter((trouble) => !strays.includes(trouble))).toEqual([]);
        for (const id of acknowledged('added')) expect(rig.library.picture(id).id).toBe(id);
        const gone = rig.library.db
          .prepare('SELECT count(*) FROM blobs WHERE purged_at IS NOT NULL')
          .pluck()
          .get();
        expect(folderTrash(trash).names()).toHaveLength(gone as number);
        const left = rig.library.db
          .prepare('SELECT id FROM images WHERE purged_at IS NULL')
          .pluck()
          .all() as number[];
        expect(left.filter((id) => purged.has(id))).toEqual([]);
        await rig.close();
      }
      console.log(
        `deletion: ${KILLS} kills: ${unfinished} left work over, which the next start finished; ${purged.size} purged`,
      );
    } finally {
      await folder.remove();
    }
  },
  120_000 + KILLS * 30_000,
);

const step = fc.record({
  what: fc.constantFrom('add', 'copy', 'remove', 'restore', 'purge', 'undo', 'fail'),
  which: fc.nat(20),
});

it('no sequence of actions leaves a picture without its file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const folder = await tempFolder();
      const rig = await openRig(folder.path, { engines: [] });
      const system = folderTrash(join(folder.path, 'system-trash'));
      let works = true;
      const { purges, catalog } = purgeService(rig.library, async (path) => {
        if (!works) throw new Error('no trash');
        await system.trash(path);
      });
      const ids: number[] = [await rig.addSource()];
      try {
        for (const { what, which } of steps) {
          const id = ids[which % ids.length] ?? 0;
          const target = { ids: ids.filter((_, at) => at % 3 === which % 3).concat(id) };
          if (what === 'add') ids.push(await rig.addSource());
          if (what === 'copy' && rig.library.blob(rig.library.picture(id).sha256)) {
            const { sha256, mime, bytes, width, height } = rig.library.picture(id);
            const added = rig.library.addImports([{ sha256, mime, bytes, width, height, name: 'copy.png' }]);
            ids.push(added[0]?.id ?? 0);
          }
          if (what === 'remove') await catalog.run({ do: 'remove', target });
          if (what === 'restore') await catalog.run({ do: 'restore', target });
          if (what === 'undo') await catalog.undo();
          if (what === 'purge') {
            works = true;
            await purges.purge(target);
          }
          if (what === 'fail') {
            works = false;
            await purges.purge(target).catch(() => {});
          }
          expect(troubles(rig.library)).toEqual([]);
          const { trash } = catalog.facets();
          const listed = rig.library.db.prepare(
            'SELECT count(*) FROM images WHERE deleted_at IS NOT NULL AND purged_at IS NULL',
          );
          expect(trash).toBe(listed.pluck().get());
        }
      } finally {
        await rig.close();
        await folder.remove();
      }
    }),
    { numRuns: 40 },
  );
});
