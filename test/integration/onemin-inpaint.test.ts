import { randomUUID } from 'node:crypto';
import { type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { encodeMask } from '../../src/renderer/mask-png.ts';
import { openApp } from '../fixtures/app-rig.ts';
import { appFolder, entryWhen, importPhoto, once } from '../fixtures/finish-rig.ts';
import { memoryLog } from '../fixtures/temp-library.ts';
import { startOneminServer } from '../onemin-server/server.ts';

/** More than is sent, so that source and mask are scaled. */
const SIZE = { width: 3_000, height: 2_000 };

async function setUp() {
  const api = await startOneminServer({});
  onTestFinished(() => api.stop());
  const app = await openApp({ folder: await appFolder(), log: memoryLog(), apiBase: api.url });
  onTestFinished(() => app.close());
  await app.services.key.set({ engine: '1min.ai', key: api.key, storeAnyway: false });
  const photo = await sharp({ create: { ...SIZE, channels: 3, background: '#407090' } })
    .png()
    .toBuffer();
  const imageId = await importPhoto(app, 'large.png', photo);
  const run = (model: string, parts: Partial<LocalParts> = {}) =>
    app.services.edits.run({
      press: randomUUID(),
      sourceImageId: imageId,
      request: { engine: '1min.ai', model, prompt: '', params: {}, seed: 7 },
      ...NO_LOCAL_PARTS,
      ...parts,
    });
  const sent = () => api.requests.filter(({ path }) => path === '/api/features').map(({ body }) => body);
  return { api, app, imageId, run, sent };
}

const saved = ({ run }: { readonly run: { readonly state: string } }) => run.state === 'saved';

it('a mask is sent at the size of its source, and a re-run sends the same bytes', async () => {
  const { api, app, imageId, run, sent } = await setUp();
  const { width, height } = SIZE;
  const inside = Uint8Array.from({ length: width * height }, (_, at) => (at % width < width / 2 ? 255 : 0));
  const sha256 = await app.services.pictures.takeMask(imageId, once(encodeMask(SIZE, inside)));
  const finish = { ...DEFAULT_FINISH, mask: { kind: 'drawn' as const, sha256 } };

  const { edit } = run('recraft-remove-object', { finish });
  await entryWhen(app, edit.id, saved);
  const [source, mask] = await Promise.all(api.assets.map(({ bytes }) => sharp(bytes).metadata()));
  expect(api.assets).toHaveLength(2);
  expect((source?.width ?? 0) * (source?.height ?? 0)).toBeLessThanOrEqual(4_000_000);
  expect([mask?.width, mask?.height]).toEqual([source?.width, source?.height]);
  const raw = await sharp(api.assets[1]?.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const row = raw.info.width * raw.info.channels;
  expect([raw.data[0], raw.data[row - 1]]).toEqual([255, 0]);

  const again = app.services.edits.rerun({ press: randomUUID(), editId: edit.id });
  await entryWhen(app, again.edit.id, saved);
  const [first, second] = sent();
  expect(second?.equals(first ?? Buffer.alloc(0))).toBe(true);
  expect(api.assets).toHaveLength(2);
  expect(api.bills).toHaveLength(2);
  expect(api.violations).toEqual([]);
});

it('an edit that needs a mask is refused without one, and nothing is queued', async () => {
  const { api, run } = await setUp();
  expect(() => run('recraft-remove-object')).toThrow(
    expect.objectContaining({ value: expect.objectContaining({ reason: 'mask-needed' }) }),
  );
  const padded = {
    region: null,
    protect: null,
    pad: { ratio: [16, 9] as [number, number], fill: 'mirror' as const },
  };
  expect(() => run('recraft-remove-object', { prepare: padded })).toThrow(
    expect.objectContaining({ value: expect.objectContaining({ reason: 'mask-not-with-pad' }) }),
  );
  expect(api.assets).toEqual([]);
  expect(api.bills).toEqual([]);
});

it('a background is removed without a prompt, which is never suggested', async () => {
  const { api, app, run, sent } = await setUp();
  const { edit } = run('stable-image-remove-background');
  const { results } = await entryWhen(app, edit.id, saved);
  expect(results).toHaveLength(1);
  expect(JSON.parse(sent()[0]?.toString() ?? '')).toEqual({
    type: 'BACKGROUND_REMOVER',
    model: 'stable-image',
    promptObject: { imageUrl: api.assets[0]?.path },
  });
  expect(edit.request.prompt).toBe('');
  expect(app.services.presets.prompts('', 10)).toEqual([]);
  expect(api.violations).toEqual([]);
});
