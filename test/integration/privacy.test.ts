import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import { DEFAULT_EXPORT, type ExportOptions } from '@shared/domain/export.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { type Region, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../fixtures/eventually.ts';
import { appFolder, type FinishApp, finishApp, importPhoto, PHOTO, runEdit } from '../fixtures/finish-rig.ts';

/* What the Privacy settings exclude must not leave by any way: the library keeps it, so that the settings can be changed
   later. */

// Each test runs two edits and a merge; other work may share the machine.
vi.setConfig({ testTimeout: 240_000 });

const CAMERA = 'Pentacon';
const LEFT: Region = { x: 2, y: 2, width: 20, height: 16 };
const RIGHT: Region = { x: 36, y: 22, width: 20, height: 16 };

interface Rig {
  readonly app: FinishApp;
  readonly finished: number;
  readonly merged: number;
  readonly out: string;
  /** The files of the last drag. */
  readonly dragged: () => readonly string[];
  /** The name that the user chooses in the dialog. */
  readonly saveAs: (name: string) => void;
}

/** A geotagged photograph, two finished edits of it, and their merge, made while all camera data was kept. */
async function geotagged(): Promise<Rig> {
  const folder = await appFolder();
  const out = join(folder, 'chosen');
  await mkdir(out);
  let files: readonly string[] = [];
  let chosen = 'picture.png';
  const app = await finishApp(folder, {
    desktop: {
      pickFolder: async () => out,
      pickSaveFile: async () => join(out, chosen),
      startDrag: (paths) => {
        files = paths;
      },
    },
  });
  await app.settings.set({ keepCameraData: true, keepLocation: true });
  const noise = Uint8Array.from({ length: PHOTO.width * PHOTO.height * 3 }, (_, at) => (at * 7919) % 251);
  const bytes = await sharp(noise, { raw: { ...PHOTO, channels: 3 } })
    .withExif({ IFD0: { Make: CAMERA }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .png()
    .toBuffer();
  const photo = await importPhoto(app, 'geotagged.png', bytes);
  const finish = async (region: Region) => {
    const parts = {
      prepare: { ...WHOLE_PICTURE, region },
      finish: { ...DEFAULT_FINISH, mask: { kind: 'all' as const } },
    };
    const isFinished = (entry: EditEntry) => (entry.results[0]?.finished.length ?? 0) > 0;
    const { results } = await runEdit(app, photo, parts, isFinished);
    return results[0]?.finished[0]?.image.id ?? 0;
  };
  const [leftId, rightId] = [await finish(LEFT), await finish(RIGHT)];
  const { image } = await app.services.merges.make({ leftId, rightId, choices: [] });
  for (const id of [leftId, image.id])
    expect(tagsOf(await storedFile(app, id))).toEqual({ camera: CAMERA, located: true });
  return {
    app,
    out,
    finished: leftId,
    merged: image.id,
    dragged: () => files,
    saveAs: (name) => {
      chosen = name;
    },
  };
}

function tagsOf(bytes: Uint8Array) {
  const tags = ExifReader.load(Buffer.from(bytes));
  return { camera: tags.Make?.description, located: tags.GPSLatitude !== undefined };
}

async function storedFile(app: FinishApp, imageId: number): Promise<Uint8Array> {
  const [picture] = (await app.services.images.images([imageId])).pictures;
  const file = await app.services.pictures.picture(picture?.sha256 ?? '');
  return readFile(file?.path ?? '');
}

/** Every way by which pictures leave, each with the names of the files that it wrote. */
const WAYS: Readonly<Record<string, (rig: Rig, ids: readonly number[]) => Promise<readonly string[]>>> = {
  'saved as they are': async ({ app, out, saveAs }, ids) => {
    for (const id of ids) {
      saveAs(`saved ${id}.png`);
      await app.services.export.saveAs(id);
    }
    return ids.map((id) => join(out, `saved ${id}.png`));
  },
  'saved in another format': async ({ app, out, saveAs }, ids) => {
    for (const id of ids) {
      saveAs(`saved ${id}.jpg`);
      await app.services.export.saveAs(id);
    }
    return ids.map((id) => join(out, `saved ${id}.jpg`));
  },
  'exported as they are': (rig, ids) => exported(rig, ids, {}),
  'exported with recipes': (rig, ids) => exported(rig, ids, { recipe: true }),
  'exported as JPEG': (rig, ids) => exported(rig, ids, { format: 'jpeg' }),
  'exported as WebP': (rig, ids) => exported(rig, ids, { format: 'webp' }),
  'exported smaller': (rig, ids) => exported(rig, ids, { longestEdge: 32 }),
  dragged: async ({ app, dragged }, ids) => {
    await app.services.dragOut.start({ ids: [...ids] });
    return dragged();
  },
};

async function exported(
  { app, out }: Rig,
  ids: readonly number[],
  options: Partial<ExportOptions>,
): Promise<string[]> {
  await app.services.exportMany.pickFolder();
  const before = new Set(await readdir(out));
  const { exportId } = await app.services.exportMany.start(
    { ids: [...ids] },
    { ...DEFAULT_EXPORT, ...options },
  );
  await eventually(() => {
    const last = app.events.findLast(({ event }) => event === 'export.progress')?.payload;
    expect(last).toMatchObject({ exportId, state: 'done', saved: ids.length });
  });
  return (await readdir(out)).filter((name) => !before.has(name)).map((name) => join(out, name));
}

describe('finished and merged pictures', () => {
  it.each([
    { keepCameraData: true, keepLocation: false },
    { keepCameraData: false, keepLocation: false },
  ])('leave by any way with only the camera data that the settings keep: %j', async (privacy) => {
    const rig = await geotagged();
    await rig.app.settings.set(privacy);
    for (const [way, leave] of Object.entries(WAYS)) {
      const paths = await leave(rig, [rig.finished, rig.merged]);
      expect(
        paths.filter((path) => !path.endsWith('.json')),
        way,
      ).toHaveLength(2);
      for (const path of paths) {
        const bytes = await readFile(path);
        expect(bytes.includes('GPS'), way).toBe(false);
        if (path.endsWith('.json')) continue;
        const { camera, located } = tagsOf(bytes);
        expect(located, way).toBe(false);
        if (!privacy.keepCameraData) expect(camera, way).toBeUndefined();
        // Nothing else was lost.
        const { width = 0, height = 0 } = await sharp(bytes).metadata();
        expect(width / height, way).toBeCloseTo(PHOTO.width / PHOTO.height, 1);
      }
    }
    // The library's own files are unchanged.
    for (const id of [rig.finished, rig.merged])
      expect(tagsOf(await storedFile(rig.app, id))).toEqual({ camera: CAMERA, located: true });
  });
});

describe('pictures made while the settings exclude the location', () => {
  it('are stored without it when finished again', async () => {
    const { app, finished } = await geotagged();
    await app.settings.set({ keepLocation: false });
    const recipe = { ...DEFAULT_FINISH, mask: { kind: 'all' as const }, opacity: 0.5 };
    const again = await app.services.finishes.make({ imageId: finished, recipe });
    expect(tagsOf(await storedFile(app, again.image.id))).toEqual({ camera: CAMERA, located: false });
  });
});
