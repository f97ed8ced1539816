import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EditRequest, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import type { Imaging } from '../../src/main/ports.ts';
import { random } from '../bench/generate-words.ts';
import { openApp } from '../fixtures/app-rig.ts';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { appFolder, entryWhen } from '../fixtures/finish-rig.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import { imagingPort } from '../fixtures/imaging-app/port.ts';
import { requestOf } from '../fixtures/ledger-rig.ts';
import { memoryLog } from '../fixtures/temp-library.ts';
import { startOneminServer } from '../onemin-server/server.ts';

/** `RESEED_RERUNS=100` for the full figures. */
const RERUNS = Number(process.env.RESEED_RERUNS ?? 8);
const LIMIT_MS = 120_000 + RERUNS * 20_000;
const WORDS = ['watercolor', 'sketch', 'sepia', 'black and white', 'vintage', 'blur', 'sharpen', 'pixelate'];

const window = imagingAppForTests();

/** The main process on its own library, with pictures imported from files. */
async function appWith(apiBase: string, imaging: Imaging) {
  const folder = await appFolder();
  const app = await openApp({ folder, log: memoryLog(), apiBase, imaging });
  onTestFinished(() => app.close());
  const outside = join(folder, 'camera');
  mkdirSync(outside);
  const add = async (n: number) => {
    const path = join(outside, `photo-${n}.png`);
    const [width, height] = [64 + n, 48];
    const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * (n + 3) + (at >> 4)) % 253);
    writeFileSync(
      path,
      await sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer(),
    );
    app.services.imports.start([{ name: `photo-${n}.png`, path }], { importId: null, coming: 0 });
    return eventually(async () => {
      const { pictures } = await app.services.lists.slice({
        query: { place: 'library', search: `"photo-${n}"`, filter: {}, sort: 'time', reversed: false },
        from: 0,
        count: 1,
      });
      if (!pictures[0]) throw new Error('not there yet');
      return pictures[0].id;
    });
  };
  const requests = () => {
    const db = new Database(join(app.userData, 'library', DB_NAME), { readonly: true });
    const found = db
      .prepare(
        `SELECT again.request AS again, first.request AS first FROM edits AS again JOIN edits AS first ON first.id = again.rerun_of`,
      )
      .all() as { again: string; first: string }[];
    db.close();
    return found;
  };
  return { app, add, outside, requests };
}

it(
  `${RERUNS} practice edits give identical results after their files were deleted and their pictures removed`,
  async () => {
    const { app, add, outside, requests } = await appWith('http://127.0.0.1:9', imagingPort(window));
    const next = random(9);
    const pictures: number[] = [];
    for (let n = 0; n < Math.ceil(RERUNS / 8); n += 1) pictures.push(await add(n));
    const first: number[] = [];
    for (let n = 0; n < RERUNS; n += 1) {
      const { params, ...rest } = requestOf(
        'practice',
        WORDS[n % WORDS.length],
        1 + Math.floor(next() * 2e9),
      );
      const request: EditRequest = {
        ...rest,
        params: {
          ...params,
          strength: 0.1 + Math.round(next() * 8) / 10,
          format: next() < 0.5 ? 'png' : 'webp',
        },
      };
      const sourceImageId = pictures[n % pictures.length] ?? 0;
      const { edit } = app.services.edits.run({
        press: randomUUID(),
        sourceImageId,
        request,
        ...NO_LOCAL_PARTS,
      });
      await entryWhen(app, edit.id, ({ run }) => run.state === 'saved');
      first.push(edit.id);
    }
    // The camera's card is gone, and every other source lies in the trash.
    rmSync(outside, { recursive: true });
    await app.services.commands.run({
      do: 'remove',
      target: { ids: pictures.filter((_, n) => n % 2 === 0) },
    });
    const verdicts: Record<string, number> = {};
    for (const editId of first) {
      const again = app.services.edits.rerun({ press: randomUUID(), editId });
      const entry = await entryWhen(
        app,
        again.edit.id,
        ({ run, results }) => run.state === 'saved' && !!results[0]?.verdict,
      );
      const kind = entry.results[0]?.verdict?.kind ?? 'none';
      verdicts[kind] = (verdicts[kind] ?? 0) + 1;
    }
    expect(verdicts).toEqual({ identical: RERUNS });
    const pairs = requests();
    expect(pairs).toHaveLength(RERUNS);
    for (const pair of pairs) expect(Buffer.from(pair.again).equals(Buffer.from(pair.first))).toBe(true);
    console.info(
      `re-run: ${RERUNS} practice edits in the real window, ${RERUNS} identical; imported files deleted, half of the sources in the trash; ${pairs.length} requests byte-equal`,
    );
  },
  LIMIT_MS,
);

it(
  `re-running ${RERUNS} paid edits sends the same bytes`,
  async () => {
    const api = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY });
    onTestFinished(() => api.stop());
    const { app, add, outside, requests } = await appWith(api.url, createFakeImaging());
    await app.services.key.set({ engine: '1min.ai', key: api.key, storeAnyway: false });
    await app.services.changeSettings({ dailyCap: 2 * RERUNS });
    const next = random(10);
    const sourceImageId = await add(1);
    const first: number[] = [];
    const sent = () =>
      api.requests.filter(({ path }) => path.startsWith('/api/features')).map(({ body }) => body);
    for (let n = 0; n < RERUNS; n += 1) {
      const request = requestOf(
        '1min.ai',
        `${WORDS[n % WORDS.length]} „${n}“ 水彩`,
        1 + Math.floor(next() * 2e9),
      );
      const { edit } = app.services.edits.run({
        press: randomUUID(),
        sourceImageId,
        request,
        ...NO_LOCAL_PARTS,
      });
      await entryWhen(app, edit.id, ({ run }) => run.state === 'saved');
      first.push(edit.id);
    }
    rmSync(outside, { recursive: true });
    for (const editId of first) {
      const { edit } = app.services.edits.rerun({ press: randomUUID(), editId });
      await entryWhen(app, edit.id, ({ run }) => run.state === 'saved');
    }
    const bodies = sent();
    expect(bodies).toHaveLength(2 * RERUNS);
    for (let n = 0; n < RERUNS; n += 1)
      expect(bodies[RERUNS + n]?.equals(bodies[n] ?? Buffer.of())).toBe(true);
    for (const { again, first: was } of requests()) expect(again).toBe(was);
  },
  LIMIT_MS,
);
