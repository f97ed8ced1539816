import { join } from 'node:path';
import { defaultParams } from '@shared/domain/model.ts';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { echoDifferences } from '../../src/main/engines/onemin/echo.ts';
import { checkEdit, wireRequest } from '../../src/main/engines/onemin/request.ts';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { runById } from '../../src/main/library/ledger/runs.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { openRig, requestOf, until } from '../fixtures/ledger-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';
import { MemoryAssets } from '../onemin-server/memory-ledger.ts';
import { startRig } from '../onemin-server/rig.ts';

const request = {
  engine: '1min.ai',
  model: 'flux-2-dev',
  prompt: 'a  red\ndoor',
  seed: 7,
  params: defaultParams(FLUX_2_DEV),
};
const { body } = wireRequest(
  checkEdit(request, FLUX_2_DEV, []),
  { source: 'images/a.png', mask: null },
  false,
);
const answering = (promptObject: unknown) => ({ aiRecord: { aiRecordDetail: { promptObject } } });

describe('the echo of an answer', () => {
  it('reports exactly the values the service changed', () => {
    const sent = body.promptObject as Record<string, unknown>;
    expect(echoDifferences(body, answering(sent))).toEqual([]);
    const echoed = {
      ...sent,
      seed: 5,
      guidance: '3.0',
      num_inference_steps: 20,
      prompt: 'a red door',
      imageUrl: 'x',
    };
    expect(echoDifferences(body, answering(echoed))).toEqual([
      { name: 'num_inference_steps', sent: '28', used: '20' },
      { name: 'seed', sent: '7', used: '5' },
    ]);
  });

  it('reports nothing if it is missing, partial or malformed', () => {
    for (const promptObject of [undefined, null, [], 'seed', {}, { seed: null }])
      expect(echoDifferences(body, answering(promptObject))).toEqual([]);
    expect(echoDifferences(undefined, answering({ seed: 5 }))).toEqual([]);
    expect(echoDifferences(body, { aiRecord: null })).toEqual([]);
  });
});

it('a changed seed is recorded on the run and in the receipt, also after a restart', async () => {
  const api = await startRig();
  onTestFinished(() => api.stop());
  api.api.settings.mutate = (answer) => {
    const changed = structuredClone(answer) as {
      aiRecord: { aiRecordDetail: { promptObject: { seed: number } } };
    };
    changed.aiRecord.aiRecordDetail.promptObject.seed = 99;
    return changed;
  };
  const folder = tempFolder();
  const { createOneminEngine } = await import('../../src/main/engines/onemin/engine.ts');
  const engine = createOneminEngine({ ...api.options, assets: new MemoryAssets() });
  const rig = await openRig(folder, { engines: [engine] });
  rig.queue.start();
  const request = { ...requestOf('1min.ai', 'a red door', 7) };
  const { run, edit } = rig.edits.run({ sourceImageId: await rig.addSource(), request });
  await until('saved', () => rig.ledger.runById(run.id).state === 'saved');
  const differs = [{ name: 'seed', sent: '7', used: '99' }];
  expect(rig.ledger.entryByEdit(edit.id).run.echoDiffers).toEqual(differs);
  expect(rig.ledger.receiptOf(run.id)).toMatchObject({ echoDiffers: differs });
  await rig.close();
  const again = await openRig(folder, { engines: [] });
  expect(again.ledger.runById(run.id).echoDiffers).toEqual(differs);
  await again.close();
});

it('a library of an older version gets the column, and a damaged receipt costs no run', () => {
  const path = join(tempFolder(), 'library.db');
  const old = new Database(path);
  for (const { version, sql, after } of MIGRATIONS.filter((one) => one.version < 120)) {
    old.exec(sql);
    after?.(old);
    old.pragma(`user_version = ${version}`);
  }
  old.pragma('foreign_keys = OFF');
  const add = old.prepare(
    `INSERT INTO runs (id, edit_id, engine, state, position, queued_at, receipt) VALUES (?, 1, '1min.ai', 'saved', 1, 1, ?)`,
  );
  add.run(1, '{}');
  add.run(2, '{ no json');
  add.run(3, JSON.stringify({ echoDiffers: [{ name: 'seed', sent: '7', used: '5' }] }));
  old.close();
  const db = openDatabase(path);
  onTestFinished(() => void db.close());
  expect([1, 2, 3].map((id) => runById(db, id).echoDiffers)).toEqual([
    [],
    [],
    [{ name: 'seed', sent: '7', used: '5' }],
  ]);
});
