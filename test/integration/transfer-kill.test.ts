import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PART_NAME } from '../../src/main/export/place-file.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { random } from '../bench/generate-words.ts';
import { openApp } from '../fixtures/app-rig.ts';
import { eventually } from '../fixtures/eventually.ts';
import { startChild } from '../fixtures/start-child.ts';
import { filesBelow, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_KILLS=50` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 6);
const SEED = Number(process.env.RESEED_SEED ?? 6);
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

it(
  `killed ${KILLS} times during imports and exports: nothing acknowledged is lost, no partial files, no leftovers`,
  async () => {
    const next = random(SEED);
    const folder = tempFolder();
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    const added = new Map<number, string>();
    let exports = 0;
    let parts = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('transfer-child.ts', folder);
      // Alternates between an import and the export after it.
      await child.untilPrinted(kill % 2 === 0 ? 'started' : 'added');
      await child.killAfter(next() * 600);
      for (const line of child.lines()) {
        const [word, id, sha256 = ''] = line.split(' ');
        if (word === 'added') added.set(Number(id), sha256);
        if (word === 'exported') exports += 1;
      }
      parts += readdirSync(outside).filter((name) => PART_NAME.test(name)).length;

      // The next start.
      const app = await openApp({ folder, log: memoryLog(), apiBase: 'http://127.0.0.1:9' });
      try {
        const library = await openLibrary(app.userData, memoryLog());
        const { db, objects, folder: home } = library;
        expect(db.pragma('quick_check', { simple: true })).toBe('ok');
        for (const [id, sha256] of added) expect(library.picture(id).sha256).toBe(sha256);
        const rows = db.prepare('SELECT DISTINCT sha256 FROM images').pluck().all() as string[];
        for (const sha256 of rows) expect(hashOf(library.pictureFile(sha256)?.path ?? '')).toBe(sha256);
        const later = () => Date.now() + 7_200_000;
        const needs = { db, objects, folder: home, clock: later, log: memoryLog() };
        await sweepObjects(needs, new AbortController().signal);
        const known = new Set(rows);
        const strays = db.prepare('SELECT sha256 FROM strays').pluck().all() as string[];
        const unknown = (await filesBelow(join(home, 'objects'))).filter(
          (name) =>
            name.endsWith('.png') && !known.has(name.slice(3, 67)) && !strays.includes(name.slice(3, 67)),
        );
        expect(unknown).toEqual([]);
        expect(readdirSync(objects.stagingDir)).toEqual([]);
        library.close();
        await eventually(() =>
          expect(readdirSync(outside).filter((name) => PART_NAME.test(name))).toEqual([]),
        );
        // A file under its final name is complete.
        for (const name of readdirSync(outside)) expect(known.has(hashOf(join(outside, name)))).toBe(true);
      } finally {
        await app.close();
      }
    }
    expect(added.size).toBeGreaterThan(0);
    console.info(
      `transfer: ${KILLS} kills (seed ${SEED}), ${added.size} pictures and ${exports} exports acknowledged, none lost; ${parts} parts swept`,
    );
  },
  120_000 + KILLS * 30_000,
);
