import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultParams } from '@shared/domain/model.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { expect, type Running, sample, test } from './support/app.ts';

/** The last version that stored errors as localized sentences. */
const SENTENCES = 150;
const RUNS = [
  { prompt: 'a summer evening', error: 'There are not enough credits on the account.', code: 'no-credits' },
  {
    prompt: 'a winter morning',
    error: 'Der Dienst hat nach dem Senden mit Fehler 502 geantwortet. Möglicherweise wurde abgerechnet.',
    code: 'outcome-unknown',
  },
];
const SENT = { sent: { prompt: 'a winter morning' } };

/** A library of an older version: a picture, and two failed edits of it. */
async function writeOlderLibrary(userData: string): Promise<void> {
  const bytes = await readFile(sample('astronaut.png'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = join(userData, 'library/objects', sha256.slice(0, 2), `${sha256}.png`);
  await mkdir(dirname(file), { recursive: true });
  await copyFile(sample('astronaut.png'), file);
  const model = FLUX_2_DEV;
  writeOlderDatabase(join(userData, 'library/library.db'), SENTENCES, (db) => {
    db.prepare(
      `INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, 'image/png', ?, 512, 512, 1)`,
    ).run(sha256, bytes.length);
    db.prepare(
      `INSERT INTO images (sha256, mime, bytes, width, height, name, name_key, origin, root_id, created_at)
       SELECT sha256, mime, bytes, width, height, 'astronaut.png', 'astronaut.png', 'import', 1, 1 FROM blobs`,
    ).run();
    for (const [n, { prompt, error, code }] of RUNS.entries()) {
      const request = {
        engine: model.engine,
        model: model.id,
        prompt,
        params: defaultParams(model),
        seed: 7,
      };
      const { lastInsertRowid } = db
        .prepare(
          `INSERT INTO edits (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, created_at)
           VALUES (1, ?, 1, ?, ?, ?, 7, ?, ?)`,
        )
        .run(sha256, model.engine, model.id, prompt, JSON.stringify(request), n + 2);
      db.prepare(
        `INSERT INTO runs (edit_id, engine, state, position, queued_at, started_at, finished_at, error_code, error_detail,
           charged, receipt, cleared_at)
         VALUES (?, ?, 'failed', ?, 2, 3, 4, ?, ?, 'unknown', ?, 5)`,
      ).run(lastInsertRowid, model.engine, n, code, error, JSON.stringify(SENT));
    }
  });
}

/** An edit's details in the history. */
async function detailsOf({ page }: Running, region: string, prompt: string): Promise<string> {
  const history = page.getByRole('region', { name: region });
  await history.getByText(prompt).first().click();
  const details = history.locator('.history-details');
  await expect(details).toContainText(prompt);
  return details.innerText();
}

test('a library of an older version shows its errors in the current language', async ({ start, folder }) => {
  const userData = join(folder, 'data');
  await writeOlderLibrary(userData);

  const english = await start({ userData });
  await english.bench.select('astronaut.png');
  expect(await detailsOf(english, 'History', 'a summer evening')).toContain(
    'Your 1min.ai account doesn’t have enough credits.',
  );
  expect(await detailsOf(english, 'History', 'a winter morning')).toContain(
    '1min.ai returned error 502 after the edit was sent.',
  );
  const receipt = await english.page.evaluate(() => window.reseed?.run.receipt({ runId: 2 }));
  expect(receipt).toMatchObject({
    ok: true,
    value: { run: { state: 'failed', charged: 'unknown' }, receipt: SENT },
  });
  await english.page.evaluate(() => window.reseed?.settings.set({ language: 'de' }));
  await english.close();

  const german = await start({ userData });
  await german.page.getByRole('img', { name: 'astronaut.png', exact: true }).first().click();
  expect(await detailsOf(german, 'Verlauf', 'a summer evening')).toContain(
    'Nicht genügend Credits auf dem 1min.ai-Konto.',
  );
  expect(await detailsOf(german, 'Verlauf', 'a winter morning')).toContain(
    '1min.ai hat nach dem Senden Fehler 502 gemeldet.',
  );
});
