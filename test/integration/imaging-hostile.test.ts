import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { pixelBombs } from '../fixtures/hostile/bombs.ts';
import { type HostilePicture, hostilePictures } from '../fixtures/hostile/index.ts';
import { type Harness, imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import * as pictures from '../fixtures/pictures.ts';

/** Rounds of files with turned bits and noise; `npm run test:security` takes as many as make a thousand files. */
const SEEDS = Number(process.env.RESEED_HOSTILE_SEEDS ?? 1);
const FULL = process.env.RESEED_HOSTILE_SEEDS !== undefined;
/** What is promised; beside other tests, which slow everything down, several times as much. */
const LIMIT_MS = FULL ? 2_000 : 10_000;
const LIMIT_MB = 300;

const SAMPLE_MS = 30;

const app = imagingAppForTests();

/** Looks at the memory of all processes again and again; figures are in MB above `before`, which is in kilobytes. */
function watchMemory(of: Harness, before: number) {
  let peak = before;
  let over = false;
  const rise = () => Math.round((peak - before) / 1024);
  const watching = (async () => {
    while (!over) {
      peak = Math.max(peak, await of.memory());
      await sleep(SAMPLE_MS);
    }
  })();
  return {
    /** The most since it was last asked. */
    takePeak() {
      const taken = rise();
      peak = before;
      return taken;
    },
    async stop() {
      over = true;
      await watching;
      return rise();
    },
  };
}

/** What each picture came to. */
async function tryAll(all: readonly HostilePicture[]) {
  const rows: { name: string; kind: string; ms: number; mb: number; outcome: string }[] = [];
  await app.inspect(await pictures.onePixel());
  const memory = watchMemory(app, await app.memory());
  for (const { kind, picture, as } of all) {
    const answer = await app.inspect(picture, as, [256]);
    const { code = 'read' } = answer.value as { code?: string };
    rows.push({
      name: picture.name,
      kind,
      ms: Math.round(answer.ms),
      mb: memory.takePeak(),
      outcome: code,
    });
  }
  const growth = Math.max(...rows.map(({ mb }) => mb), await memory.stop());
  const late = rows.filter(({ ms }) => ms > LIMIT_MS);
  for (const row of rows) if (row.ms > LIMIT_MS || row.mb > LIMIT_MB) console.log(JSON.stringify(row));
  const crashes = rows.filter(({ outcome }) => outcome === 'imaging-crashed');
  const figure =
    `${all.length}, ${crashes.length} crashes, slowest ${Math.max(...rows.map(({ ms }) => ms))} ms, ` +
    `${late.length} over ${LIMIT_MS} ms, memory rose by ${growth} MB`;
  return { late, crashes, growth, figure };
}

/** Of the kinds that are many of a sort, a fourth is enough beside other tests. */
const isTriedAlways = ({ kind }: HostilePicture, index: number) =>
  ['size', 'scans', 'parts'].includes(kind) || index % 4 === 0;

const asItself = (picture: pictures.TestPicture) => ({
  kind: 'size' as const,
  picture,
  as: picture.mime ?? 'image/png',
});

describe('hostile pictures', () => {
  test('are all answered in time and within bounds of memory, and the next file works', {
    timeout: 500_000,
  }, async () => {
    const all = await hostilePictures(SEEDS);
    const { figure, ...found } = await tryAll(FULL ? all : all.filter(isTriedAlways));
    console.log(`hostile pictures: ${figure}`);
    expect(found.crashes).toEqual([]);
    expect(found.late).toEqual([]);
    expect(found.growth).toBeLessThan(LIMIT_MB);
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
  });

  // Not skipped without: there is nothing to say about it.
  if (FULL)
    test('of 100 megapixels in a small file crash nothing, and leave the memory they took', {
      timeout: 500_000,
    }, async () => {
      const before = await app.memory();
      const { figure, crashes } = await tryAll((await pixelBombs()).map(asItself));
      const left = Math.round(((await app.memory()) - before) / 1024);
      console.log(`sound pictures of 100 megapixels: ${figure}, ${left} MB left`);
      expect(crashes).toEqual([]);
      expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
    });
});
