import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PresetContent } from '@shared/domain/preset.ts';
import { describe, expect, it } from 'vitest';
import { PRESETS_AFTER_SQL } from '../../src/main/library/presets/presets.ts';
import { createPresetService } from '../../src/main/presets/preset-service.ts';
import { answerCall } from '../fixtures/answer-call.ts';
import { type CatalogRig, openCatalogRig } from '../fixtures/catalog-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const night: PresetContent = {
  engine: 'practice',
  model: 'practice-filters',
  prompt: 'night',
  params: { steps: 12 },
};

/** A service whose dialogs return these paths. */
function serviceOf(rig: CatalogRig, path: string | null = null) {
  const desktop = { pickFile: async () => path, pickSaveFile: async () => path };
  return createPresetService({ db: rig.db, commands: rig.catalog, desktop, clock: () => rig.now });
}
const names = (rig: CatalogRig) =>
  serviceOf(rig)
    .list(0)
    .presets.map(({ name }) => name);

describe('presets', () => {
  it('are saved, changed and deleted, each undone and redone across a restart', async () => {
    const folder = tempFolder();
    let rig = await openCatalogRig(folder);
    const reopen = async () => {
      await rig.close();
      rig = await openCatalogRig(folder);
    };
    const { id } = await rig.catalog.run({ do: 'save-preset', name: ' Night ', content: night });
    expect(id).not.toBeNull();
    if (id === null) return;
    serviceOf(rig).used(id);
    await rig.catalog.run({ do: 'change-preset', preset: id, name: 'Midnight' });
    const content = { ...night, prompt: 'deep night', seed: 7 };
    await rig.catalog.run({ do: 'change-preset', preset: id, content });
    await rig.catalog.run({ do: 'delete-preset', preset: id });
    expect(names(rig)).toEqual([]);

    await reopen();
    expect(rig.catalog.undoable().undo?.action).toBe('delete-preset');
    await rig.catalog.undo();
    const preset = { id, name: 'Midnight', content, uses: 1, usedAt: rig.now };
    expect(serviceOf(rig).list(0).presets).toEqual([preset]);
    await reopen();
    await rig.catalog.undo();
    await rig.catalog.undo();
    expect(serviceOf(rig).list(0).presets).toEqual([{ ...preset, name: 'Night', content: night }]);
    await rig.catalog.undo();
    expect(names(rig)).toEqual([]);
    await reopen();
    for (let n = 0; n < 4; n += 1) await rig.catalog.redo();
    expect(names(rig)).toEqual([]);
    await rig.catalog.undo();
    expect(names(rig)).toEqual(['Midnight']);
    await rig.close();
  });

  it('emit their changes, without affecting the lists of pictures', async () => {
    const rig = await openCatalogRig(tempFolder());
    await rig.catalog.run({ do: 'save-preset', name: 'Night', content: night });
    expect(rig.told).toEqual([
      { event: 'presets.changed', payload: {} },
      {
        event: 'library.changed',
        payload: {
          ids: [],
          lists: false,
          revision: expect.any(Number),
          undoable: { undo: { action: 'save-preset', count: 0 }, redo: null },
        },
      },
    ]);
    await rig.close();
  });

  it('reject a name in use, and values their model doesn’t have, by field', async () => {
    const rig = await openCatalogRig(tempFolder());
    await rig.catalog.run({ do: 'save-preset', name: 'Night', content: night });
    const save = (name: string, content: PresetContent) =>
      answerCall('library.change', { command: { do: 'save-preset', name, content } }, ({ command }) =>
        rig.catalog.run(command),
      );
    expect(await save('NIGHT', night)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await save('Day', { ...night, params: { steps: 51 } })).toMatchObject({
      error: {
        code: 'bad-request',
        fields: [{ field: 'steps', reason: 'param-range', params: { param: 'steps', min: 1, max: 50 } }],
      },
    });
    expect(await save('Day', { ...night, model: 'flux-2-dev' })).toMatchObject({
      error: { code: 'bad-request', fields: [{ field: 'model', reason: 'model-of-other-engine' }] },
    });
    expect(await save('Day', { engine: 'practice', model: 'practice-filters', params: {} })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(names(rig)).toEqual(['Night']);
    await rig.close();
  });

  it('are exported and imported under free names, in one undo step', async () => {
    const folder = tempFolder();
    const rig = await openCatalogRig(folder);
    await rig.catalog.run({ do: 'save-preset', name: 'Night', content: night });
    await rig.catalog.run({ do: 'save-preset', name: 'Day', content: { ...night, prompt: 'day' } });
    const path = join(folder, 'out.json');
    const service = serviceOf(rig, path);
    expect(await service.exportFile(null)).toEqual({ savedTo: 'out.json' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ format: 'reseed-presets', version: 1 });

    // One preset in it is broken.
    const text = readFileSync(path, 'utf8').replace('"name": "Day"', '"name": "Day", "seed": 0');
    writeFileSync(path, text);
    expect(await service.importFile()).toEqual({
      taken: {
        file: 'out.json',
        count: 1,
        refused: [
          {
            preset: 'Day',
            place: 2,
            field: 'seed',
            reason: 'seed-range',
            params: { min: 1, max: 2_147_483_647 },
            takenWithout: false,
          },
        ],
        refusedCount: 1,
      },
    });
    expect(names(rig)).toEqual(['Night', 'Day', 'Night (2)']);
    await rig.catalog.undo();
    expect(names(rig)).toEqual(['Night', 'Day']);

    writeFileSync(path, 'no presets');
    await expect(service.importFile()).rejects.toMatchObject({
      code: 'file-unreadable',
      value: { reason: 'preset-file-not-json', params: { file: 'out.json' } },
    });
    expect(await serviceOf(rig, null).importFile()).toEqual({ taken: null });
    expect(await serviceOf(rig, null).exportFile(null)).toEqual({ savedTo: null });
    await expect(serviceOf(rig, join(folder, 'none.json')).importFile()).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await rig.close();
  });

  it('are sent in small messages, regardless of their prompts’ length', async () => {
    const rig = await openCatalogRig(tempFolder());
    const presets = Array.from({ length: 9 }, (_, n) => ({
      name: `Long ${n}`,
      content: { ...night, prompt: '語'.repeat(7_900) },
    }));
    await rig.catalog.run({ do: 'import-presets', presets });
    const service = serviceOf(rig);
    const found: string[] = [];
    let after = 0;
    for (;;) {
      const page = service.list(after);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(64_000);
      found.push(...page.presets.map(({ name }) => name));
      after = page.presets.at(-1)?.id ?? 0;
      if (!page.more) break;
    }
    expect(found).toEqual(presets.map(({ name }) => name));
    await rig.close();
  });

  it('are limited in number', async () => {
    const rig = await openCatalogRig(tempFolder());
    rig.db.pragma('synchronous = OFF');
    const presets = Array.from({ length: 999 }, (_, n) => ({ name: `Preset ${n}`, content: night }));
    await rig.catalog.run({ do: 'import-presets', presets });
    const two = [
      { name: 'One', content: night },
      { name: 'Two', content: night },
    ];
    await expect(rig.catalog.run({ do: 'import-presets', presets: two })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await rig.catalog.run({ do: 'save-preset', name: 'One', content: night });
    await expect(rig.catalog.run({ do: 'save-preset', name: 'Two', content: night })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await rig.close();
  });

  it('that this version can’t read are skipped, and stay', async () => {
    const rig = await openCatalogRig(tempFolder());
    await rig.catalog.run({ do: 'save-preset', name: 'Night', content: night });
    rig.db.exec(`INSERT INTO presets (name, key, content) VALUES ('New', 'new', '{"engine":"quantum"}')`);
    expect(names(rig)).toEqual(['Night']);
    const plan = rig.db.prepare(`EXPLAIN QUERY PLAN ${PRESETS_AFTER_SQL}`).all(0) as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH presets USING INTEGER PRIMARY KEY (rowid>?)']);
    await rig.close();
  });
});
