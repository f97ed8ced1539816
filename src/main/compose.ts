import { randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { Payload } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { KeyStatus } from '@shared/domain/key.ts';
import type { Network } from '@shared/domain/network.ts';
import { isSettled } from '@shared/domain/run.ts';
import { seedFromBits } from '@shared/domain/seed.ts';
import { Failure } from '@shared/errors.ts';
import { closeAll } from './closing/close-all.ts';
import { createOrganiseService } from './commands/organise-service.ts';
import { createDisplayCopies } from './display/display-copies.ts';
import { createEditService } from './edits/edit-service.ts';
import { createRunMany } from './edits/run-many.ts';
import { createPracticeEngine } from './engines/practice.ts';
import { createRemote } from './engines/remote.ts';
import { createDragOut } from './export/drag-out.ts';
import { createExportMany, exportSettingsPath } from './export/export-many.ts';
import { createExportService } from './export/export-service.ts';
import { openWorkingFolders } from './export/working-folders.ts';
import { createPictureFetcher } from './import/fetch-picture.ts';
import { createImportService } from './import/import-service.ts';
import { createThumbs } from './import/thumbs.ts';
import { openKeyStore } from './keys/key-store.ts';
import { watchCommits } from './library/database/slow-commits.ts';
import { watchFile } from './library/database/watch-file.ts';
import { countLonger, exportFacts } from './library/images/export-facts.ts';
import { findPictures } from './library/images/pictures.ts';
import { assetOf, forgetAsset, keepAsset } from './library/images/uploads.ts';
import { openLedger } from './library/ledger/ledger.ts';
import { DB_NAME, type Library, openLibrary } from './library/library.ts';
import { createReserve } from './library/store/reserve.ts';
import { startSweep } from './library/store/sweep.ts';
import { createMoneyService } from './money/money-service.ts';
import { watchNetwork } from './network/network-watch.ts';
import type { Emit } from './ports.ts';
import { createPresetService } from './presets/preset-service.ts';
import { createNotices } from './queue/notices.ts';
import { Scheduler } from './queue/scheduler.ts';
import { createStrays } from './rescue/strays.ts';
import type { Services, World } from './services.ts';
import { createPurgeService } from './trash/purge-service.ts';
import { createPrepareService } from './uploads/prepare-service.ts';

/** How long the connections and the windows may take to be closed, in milliseconds. */
const LAST_CLOSE_MS = 1_500;

/** Opens the library and builds every service on it: the only place that builds things. */
export async function compose(world: World): Promise<Services> {
  const { troubles } = world;
  const library = await openLibrary(world.userData, world.log, {
    clock: world.clock,
    onGone: () => watch.look(),
    onCommit: watchCommits({
      slow: (seconds) => troubles.set({ kind: 'disk-slow', seconds }),
      fast: () => troubles.clear('disk-slow'),
    }),
  });
  const watch = watchFile(join(library.folder, DB_NAME), {
    gone: () => troubles.set({ kind: 'library-gone' }),
    back: () => troubles.clear('library-gone'),
    replaced: world.reopen,
  });
  try {
    return build(world, library, watch);
  } catch (error) {
    // Such as a database that is damaged further inside: it is opened again once that is put right.
    watch.stop();
    library.close();
    throw error;
  }
}

function build(world: World, library: Library, watch: { stop(): void }): Services {
  const { imaging, log, clock, elapsed, settings, desktop, environment } = world;
  const { objects } = library;
  const ledger = openLedger(library.db);
  const { db } = library;
  const notices = createNotices({ desktop, enabled: () => settings.get().notifyWhenDone, elapsed });
  const emit: Emit = (event, payload) => {
    world.emit(event, payload);
    notices.observe(event, payload);
    if (event === 'library.added')
      organise.picturesChanged((payload as Payload<'library.added'>).images.map(({ id }) => id));
    if (event === 'run.changed') runChanged(payload as EditEntry);
  };
  const organise = createOrganiseService({
    db,
    clock,
    emit,
    runsChanged: (runIds) => queue.changedElsewhere(runIds),
  });
  const fetcher = createPictureFetcher(async () => {
    const { createUndiciHttp } = await import('./http/undici-http.ts');
    const direct = createUndiciHttp();
    return {
      exchange: (request, read) =>
        (settings.get().systemProxy ? world.systemHttp() : direct).exchange(request, read),
      close: () => direct.close(),
    };
  });
  const imports = createImportService({
    library,
    imaging,
    log,
    emit,
    fetcher,
    isOwn: (path) => dragOut.isOwn(path),
  });
  const thumbs = createThumbs(library, imaging);
  const displayCopies = createDisplayCopies({ library, imaging, log });
  const prepare = createPrepareService({
    db,
    objects,
    pictureFile: (sha256) => library.pictureFile(sha256),
    imaging,
    clock,
  });
  const keys = openKeyStore({
    path: join(world.userData, 'key.json'),
    keyring: world.keyring,
    environmentKey: environment.apiKey,
    log,
    hide: world.hideSecret,
  });
  const remote = createRemote({
    apiBase: environment.apiBase,
    getKey: () => keys.get(),
    assets: {
      get: (source, keyId) => assetOf(db, source, keyId),
      set: (source, keyId, asset) => keepAsset(db, source, keyId, asset, clock()),
      forget: (source, keyId) => forgetAsset(db, source, keyId),
    },
    prepareUpload: (source, signal) => prepare.prepare(source.sha256, signal),
    asynchronous: () => settings.get().asynchronous,
    systemHttp: world.systemHttp,
    useSystemProxy: () => settings.get().systemProxy,
  });
  const reserve = createReserve(library.folder);
  const engines = [createPracticeEngine(imaging), remote.engine];
  const queue = new Scheduler({
    ledger,
    objects,
    imaging,
    engines,
    clock,
    elapsed,
    log,
    emit,
    reserve,
    concurrency: () => settings.get().concurrency,
    dailyCap: () => settings.get().dailyCap,
    paused: settings.get().queuePaused,
    paidChanged: () => world.paidChanged?.(),
  });
  const editNeeds = {
    ledger,
    queue,
    engines,
    clock,
    hasKey: () => keys.status().present,
    dailyCap: () => settings.get().dailyCap,
  };
  const edits = createEditService(editNeeds);
  const runMany = createRunMany({
    ...editNeeds,
    resolve: (target) => organise.resolve(target),
    rollSeed: () => seedFromBits(randomInt(2 ** 32)),
  });
  const working = openWorkingFolders(join(world.userData, 'exports-in.json'), log);
  const exports = createExportService({
    image: (id) => library.picture(id),
    pictureFile: (sha256) => library.pictureFile(sha256),
    tempPath: () => objects.tempPath('png'),
    discard: objects.discard,
    imaging,
    desktop: {
      ...desktop,
      async pickSaveFile(name) {
        const path = await desktop.pickSaveFile(name);
        if (path !== null) await working.enter(dirname(path));
        return path;
      },
    },
  });
  const taking = {
    resolve: organise.resolve,
    facts: (ids: readonly number[]) => exportFacts(db, ids),
    pictureFile: (sha256: string) => library.pictureFile(sha256),
    imaging,
    desktop,
  };
  const exportMany = createExportMany({
    ...taking,
    countLonger: (ids, edge, mime) => countLonger(db, ids, edge, mime),
    log,
    emit: (progress) => world.emit('export.progress', progress),
    library: library.folder,
    entering: working.enter,
    path: exportSettingsPath(world.userData),
  });
  const dragOut = createDragOut({
    ...taking,
    thumb: (sha256) => thumbs.ensureThumb(sha256, 256),
    clock,
    folder: join(library.folder, 'drag'),
  });
  const network = watchNetwork({
    osOnline: world.osOnline,
    probe: (signal) => remote.isReachable(signal),
    changed(online) {
      queue.setOnline(online);
      world.emit('network.changed', networkNow());
    },
    elapsed,
    log,
  });
  const networkNow = (): Network => ({ online: network.online, waiting: queue.waitingPaid() });
  const keyChanged = (status: KeyStatus): KeyStatus => {
    world.emit('key.changed', status);
    queue.networkBack();
    return status;
  };

  function runChanged({ run, edit, results }: EditEntry): void {
    // The state of its source, and the verdict on its results.
    organise.picturesChanged([edit.sourceImageId, ...results.map(({ image }) => image.id)]);
    if (edit.request.engine === 'practice') return;
    // It waits, in the queue or for its pictures, because nothing could be reached.
    if (!isSettled(run.state) && (run.errorCode === 'offline' || run.errorCode === 'service-unreachable'))
      network.lost();
    else if (!network.online) world.emit('network.changed', networkNow());
  }

  const purges = createPurgeService({
    db,
    objects,
    folder: library.folder,
    desktop,
    clock,
    log,
    resolve: organise.resolve,
    trashChanged: organise.trashChanged,
    progress: (done, total) => world.emit('library.progress', { done, total }),
  });

  queue.start();
  void reserve.refill();
  void purges.resume();
  organise.followZone().catch((error: unknown) => {
    log.warn('the months of the pictures could not be brought into the local zone', { error: String(error) });
  });
  void dragOut.sweep();
  void working.sweep();
  const strays = createStrays({ library, imaging, log, emit, troubles: world.troubles });
  const sweep = startSweep({ db, objects, folder: library.folder, clock, log }, strays.found);

  return {
    library: {
      images: (ids) => findPictures(db, ids),
    },
    organise,
    purge: purges.purge,
    strays,
    imports,
    edits,
    runMany,
    queue,
    presets: createPresetService({ db, organise, desktop, clock }),
    export: exports,
    exportMany,
    dragOut,
    pictures: {
      picture: (sha256) => displayCopies.fileOf(sha256),
      thumb: (sha256, size) => thumbs.ensureThumb(sha256, size),
      receive: imports.receive,
    },
    compare(a, b) {
      const [first, second] = [a, b].map((id) => library.pictureFile(library.picture(id).sha256));
      if (!first || !second) throw new Failure('not-found');
      return imaging.compare(first, second, { findShift: true });
    },
    async pickPictures() {
      const paths = await desktop.pickPictures();
      return { importId: paths.length > 0 ? imports.startPaths(paths).importId : null };
    },
    async addSamples() {
      const names = (await readdir(world.samples)).filter((name) => extname(name) !== '.md').sort();
      return imports.startPaths(names.map((name) => join(world.samples, name)));
    },
    async changeSettings(patch) {
      const changed = await settings.set(patch);
      if (patch.queuePaused === true) queue.pause();
      if (patch.queuePaused === false) queue.resume();
      if (patch.concurrency !== undefined || patch.dailyCap !== undefined) queue.wake();
      return changed;
    },
    key: {
      status: () => keys.status(),
      damaged: keys.damaged,
      set: async ({ key, storeAnyway }) => keyChanged(await keys.set(key, storeAnyway)),
      clear: () => keyChanged(keys.clear()),
      test: async () => ({ problem: await remote.keyProblem(AbortSignal.timeout(20_000)) }),
    },
    money: createMoneyService({ db, desktop, clock, dailyCap: () => settings.get().dailyCap }),
    network: networkNow,
    machineWokeUp() {
      network.wake();
      queue.networkBack();
    },
    receipt: (runId) => ledger.receiptOfRun(runId),
    async uploadPreview(imageId) {
      const { sha256, mime, bytes, width, height } = await prepare.prepare(library.picture(imageId).sha256);
      return { sha256, mime, bytes, width, height };
    },
    reveal: () => desktop.reveal(join(library.folder, 'library.db')),
    async close(closeWindows) {
      network.close();
      watch.stop();
      await closeAll(
        {
          imports: () => imports.close(),
          exports: () => exportMany.close(),
          queue: () => queue.stop(),
          sweep: () => sweep.stop(),
          strays: () => strays.close(),
          changes: () => organise.idle(),
          trash: () => purges.close(),
        },
        log,
        world.closeLimitMs,
      );
      await closeAll(
        { service: () => remote.close(), windows: async () => closeWindows?.() },
        log,
        LAST_CLOSE_MS,
      );
      library.close();
    },
  };
}
