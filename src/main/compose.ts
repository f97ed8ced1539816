import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { In, Out } from '@shared/contract.ts';
import type { Settings, SettingsPatch } from '@shared/domain/settings.ts';
import type { Comparison } from '@shared/domain/verdict.ts';
import { Failure } from '@shared/errors.ts';
import { createEditService, type EditService } from './edits/edit-service.ts';
import { createPracticeEngine } from './engines/practice.ts';
import type { Environment } from './env.ts';
import { createExportService, type ExportService } from './export/export-service.ts';
import { createImportService, type ImportService } from './import/import-service.ts';
import { createThumbs } from './import/thumbs.ts';
import { openLedger } from './library/ledger.ts';
import { openLibrary } from './library/library.ts';
import type { Clock, Desktop, Emit, Imaging, Log, PictureFile } from './ports.ts';
import { Scheduler } from './queue/scheduler.ts';
import type { SettingsStore } from './settings/settings-store.ts';

/** The world the services live in; nothing here knows Electron. */
export interface World {
  readonly userData: string;
  /** Folder of the sample pictures. */
  readonly samples: string;
  readonly environment: Environment;
  readonly settings: SettingsStore;
  readonly imaging: Imaging;
  readonly desktop: Desktop;
  readonly log: Log;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** All that the calls of the contract are answered from. */
export interface Services {
  readonly library: {
    page(input: In<'library.page'>): Out<'library.page'>;
    image(id: number): Out<'library.image'>;
    remove(ids: readonly number[]): void;
    restore(ids: readonly number[]): Out<'library.restore'>['images'];
  };
  readonly imports: ImportService;
  readonly edits: EditService;
  readonly queue: Scheduler;
  readonly export: ExportService;
  /** What the app protocol serves. */
  readonly pictures: {
    picture(sha256: string): PictureFile | null;
    thumb(sha256: string, size: 256 | 1024): Promise<string | null>;
    receive: ImportService['receive'];
  };
  compare(a: number, b: number): Promise<Comparison>;
  pickPictures(): Promise<Out<'import.pick'>>;
  addSamples(): Promise<Out<'import.samples'>>;
  changeSettings(patch: SettingsPatch): Settings;
  key(): Out<'app.start'>['key'];
  reveal(): void;
  /** Stops everything and leaves the library in order. */
  close(): Promise<void>;
}

/** Opens the library and builds every service on it: the only place that builds things. */
export async function compose(world: World): Promise<Services> {
  const { imaging, log, clock, emit, settings, desktop } = world;
  const library = await openLibrary(world.userData, log, { clock });
  const { objects } = library;
  const ledger = openLedger(library.db);
  const imports = createImportService({ library, imaging, log, emit });
  const thumbs = createThumbs(library, imaging);
  const engines = [createPracticeEngine(imaging)];
  const queue = new Scheduler({
    ledger,
    objects,
    imaging,
    engines,
    clock,
    log,
    emit,
    concurrency: () => settings.get().concurrency,
    paused: settings.get().queuePaused,
  });
  const edits = createEditService({ ledger, queue, engines, clock });
  const exports = createExportService({
    image: (id) => library.picture(id),
    pictureFile: (sha256) => library.pictureFile(sha256),
    tempPath: () => objects.tempPath('png'),
    imaging,
    desktop,
  });
  queue.start();

  return {
    library: {
      page: (input) => library.pagePictures(input),
      image: (id) => library.picture(id),
      remove: (ids) => emit('library.changed', { images: library.remove(ids) }),
      restore(ids) {
        const images = library.restore(ids);
        emit('library.changed', { images });
        return images;
      },
    },
    imports,
    edits,
    queue,
    export: exports,
    pictures: {
      picture: (sha256) => library.pictureFile(sha256),
      thumb: (sha256, size) => thumbs.ensureThumb(sha256, size),
      receive: imports.receive,
    },
    compare(a, b) {
      const [first, second] = [a, b].map((id) => library.pictureFile(library.picture(id).sha256));
      if (!first || !second) throw new Failure('not-found');
      return imaging.compare(first, second);
    },
    async pickPictures() {
      const paths = await desktop.pickPictures();
      return { importId: paths.length > 0 ? imports.startPaths(paths).importId : null };
    },
    async addSamples() {
      const names = (await readdir(world.samples)).filter((name) => extname(name) !== '.md').sort();
      return imports.startPaths(names.map((name) => join(world.samples, name)));
    },
    changeSettings(patch) {
      const changed = settings.set(patch);
      if (patch.queuePaused === true) queue.pause();
      if (patch.queuePaused === false) queue.resume();
      if (patch.concurrency !== undefined) queue.wake();
      return changed;
    },
    key: () => ({ present: false, lastFour: '' }),
    reveal: () => desktop.reveal(join(library.folder, 'library.db')),
    async close() {
      await Promise.all([imports.close(), queue.stop()]);
      library.close();
    },
  };
}
