import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type EditEntry, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { defaultParams } from '@shared/domain/model.ts';
import { Agent, FormData, request } from 'undici';
import { type BenchRow, median, spreadOf } from '../../scripts/lib/bench.ts';
import { launchElectron } from '../../scripts/lib/launch.ts';
import type {} from '../../src/renderer/bridge/index.ts';
import { logText } from '../../src/shared/errors.ts';
import { Workbench } from '../e2e/support/workbench.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { photo } from '../fixtures/photo.ts';
import { type OneminServer, startOneminServer } from '../onemin-server/server.ts';

const ROUNDS = 9;
const LIMIT_MS = 120;

/**
 * One edit in the built app, from the call to `saved`, minus the bare upload, POST and download of the same
 * bytes by plain undici on the same server. Alternating, so that noise affects both. Each round has its own
 * picture.
 */
export async function run(rounds = ROUNDS): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-overhead-'));
  const api = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY });
  // The first two rounds warm up both sides.
  const names = Array.from({ length: 2 * (rounds + 2) }, (_, n) => `photo-${n}.jpg`);
  const pictures = join(folder, 'pictures');
  mkdirSync(pictures);
  for (const [n, name] of names.entries())
    writeFileSync(join(pictures, name), await photo({ seed: n + 1, width: 1152, height: 896 }));
  const app = await launchElectron({
    userData: join(folder, 'data'),
    env: { RESEED_API_BASE: api.url, RESEED_API_KEY: api.key, RESEED_ENGINE: '1min.ai' },
  });
  try {
    const page = await app.firstWindow();
    await page.locator('html[data-app-state="ready"]').waitFor();
    await new Workbench(page).dropPaths(names.map((name) => join(pictures, name)));
    const ids = await idsOf(page, names.length);
    const first: Round[] = [];
    const again: Round[] = [];
    for (const [n, id] of ids.entries()) {
      // Every second picture was previewed before, which prepares the bytes to send.
      const prepared = n % 2 === 1;
      const round = await measure(page, api, id, n + 1, prepared);
      if (n >= 4) (prepared ? again : first).push(round);
    }
    return [row('run.overhead', first), row('run.overhead, source prepared', again)];
  } finally {
    await app.close();
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly appMs: number;
  readonly bareMs: number;
}

function row(name: string, rounds: readonly Round[]): BenchRow {
  const all = rounds.map(({ appMs, bareMs }) => appMs - bareMs);
  const value = median(all);
  const baseline = median(rounds.map(({ bareMs }) => bareMs));
  return {
    name,
    value,
    unit: 'ms',
    baseline,
    ratio: null,
    target: `at most ${LIMIT_MS} ms over bare calls`,
    pass: value <= LIMIT_MS,
    ...spreadOf(all),
  };
}

async function measure(
  page: Page,
  api: OneminServer,
  id: number,
  seed: number,
  prepared: boolean,
): Promise<Round> {
  if (prepared)
    await page.evaluate(
      (imageId) =>
        window.reseed?.upload.preview({ imageId, prepare: { region: null, protect: null, pad: null } }),
      id,
    );
  const before = api.requests.length;
  const appMs = await timeEdit(page, id, seed);
  const [upload, edit, download] = api.requests.slice(before);
  const picture = api.assets.at(-1)?.bytes;
  if (!upload || !edit || !download || !picture) throw new Error('the app made other calls than expected');
  return { appMs, bareMs: await timeBare(api, picture, edit.body) };
}

/** Milliseconds from calling `edit.run` to the event that its run is saved, by the page's clock. */
async function timeEdit(page: Page, sourceImageId: number, seed: number): Promise<number> {
  const request = {
    engine: '1min.ai',
    model: FLUX_2_DEV.id,
    prompt: 'Make it a watercolor',
    params: defaultParams(FLUX_2_DEV),
    seed,
  } as const;
  return page.evaluate(
    (input) =>
      new Promise<number>((done, fail) => {
        const bridge = window.reseed;
        if (!bridge) throw new Error('there is no bridge');
        const began = performance.now();
        const stop = bridge.on('run.changed', ({ edit, run }: EditEntry) => {
          if (edit.request.seed !== input.request.seed) return;
          if (run.state === 'saved') done(performance.now() - began);
          else if (['failed', 'uncertain', 'cancelled'].includes(run.state))
            fail(new Error(`the run ended as ${run.state}: ${run.error?.code}`));
          else return;
          stop();
        });
        void bridge.edit
          .run({ press: crypto.randomUUID(), ...input })
          .then((reply) => reply.ok || fail(new Error(logText(reply.error))));
      }),
    { sourceImageId, request, ...NO_LOCAL_PARTS },
  );
}

/** The same requests without the app, on separate connections. */
async function timeBare(api: OneminServer, picture: Buffer, editBody: Buffer): Promise<number> {
  const dispatcher = new Agent();
  const headers = { 'API-KEY': api.key };
  const began = performance.now();
  const form = new FormData();
  form.append('asset', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'image.jpg');
  const upload = await request(`${api.url}/api/assets`, { method: 'POST', headers, body: form, dispatcher });
  const { fileContent } = (await upload.body.json()) as { fileContent: { path: string } };
  const sent = JSON.parse(editBody.toString('utf8')) as { promptObject: Record<string, unknown> };
  sent.promptObject.imageUrl = fileContent.path;
  const edit = await request(`${api.url}/api/features`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(sent),
    dispatcher,
  });
  const { aiRecord } = (await edit.body.json()) as { aiRecord: { temporaryUrl: string } };
  const download = await request(aiRecord.temporaryUrl, { dispatcher });
  await download.body.arrayBuffer();
  const ms = performance.now() - began;
  await dispatcher.close();
  return ms;
}

/** Ids of all pictures, once they are in the library. */
async function idsOf(page: Page, count: number): Promise<number[]> {
  await page.getByRole('region', { name: 'Library' }).getByRole('img').first().waitFor();
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const reply = await page.evaluate(() =>
      window.reseed?.library.slice({
        query: { place: 'library', search: '', filter: {}, sort: 'time', reversed: false },
        from: 0,
        count: 100,
      }),
    );
    if (reply?.ok && reply.value.pictures.length === count) return reply.value.pictures.map(({ id }) => id);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the pictures did not all come in');
}
