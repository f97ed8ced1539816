import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { needsKey } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { seedFromBits } from '@shared/domain/seed.ts';
import { createKeyService } from './api-key/key-service.ts';
import { openKeyStores } from './api-key/open-key-stores.ts';
import { createBackupService } from './backups/backup-service.ts';
import { backUpBeforeMigration } from './backups/before-migration.ts';
import { discardPrepared } from './backups/restore.ts';
import { createSecondPlace } from './backups/second-place.ts';
import { createBlameService } from './blame/blame-service.ts';
import { closeServices } from './closing/close-services.ts';
import { createCommandService } from './commands/command-service.ts';
import { createDisplayCopies } from './display/display-copies.ts';
import { createEditService } from './edits/edit-service.ts';
import { createRunMany } from './edits/run-many.ts';
import { createEngineHost } from './engines/host.ts';
import { ENGINES } from './engines/table.ts';
import { createDragOut } from './export/drag-out.ts';
import { createExportMany, exportSettingsPath } from './export/export-many.ts';
import { createExportService } from './export/export-service.ts';
import { openWorkingFolders } from './export/working-folders.ts';
import { createFinishMany } from './finish/finish-many.ts';
import { createFinishService } from './finish/finish-service.ts';
import { subscribeFinishes } from './finish/subscribe-finishes.ts';
import { createSourceCheck } from './health/check-source.ts';
import { createHealthService } from './health/health-service.ts';
import { watchDatabase } from './health/watch-database.ts';
import { createChosenHttp } from './http/chosen-http.ts';
import { createImageService } from './images/image-service.ts';
import { createPictureFetcher } from './import/fetch-picture.ts';
import { createImportDialogs } from './import/import-dialogs.ts';
import { createImportService } from './import/import-service.ts';
import { createThumbs } from './import/thumbs.ts';
import { identity } from './library/database/continuity.ts';
import { revisionOf } from './library/database/revision.ts';
import { watchCommits } from './library/database/slow-commits.ts';
import { watchFile } from './library/database/watch-file.ts';
import { countLonger, exportFacts } from './library/images/export-facts.ts';
import { hasImages } from './library/images/images.ts';
import { assetOf, forgetAsset, keepAsset } from './library/images/uploads.ts';
import { openLedger } from './library/ledger/ledger.ts';
import { type Library, openLibrary } from './library/library.ts';
import { DB_NAME } from './library/library-folder.ts';
import { createReserve } from './library/store/reserve.ts';
import { startSweep } from './library/store/sweep.ts';
import { listEngines } from './list-engines.ts';
import { createListService } from './lists/list-service.ts';
import { createMaskService } from './masks/mask-service.ts';
import { createMergeService } from './merge/merge-service.ts';
import { createModelOffers } from './model-offers/model-offers.ts';
import { createNetworkService } from './network/network-service.ts';
import { createPresetService } from './presets/preset-service.ts';
import { createNotices } from './queue/notices.ts';
import { Scheduler } from './queue/scheduler.ts';
import { subscribeQueue } from './queue/subscribe-queue.ts';
import { createStrays } from './rescue/strays.ts';
import type { AppDependencies, Services } from './services.ts';
import { changeSettings } from './settings/change-settings.ts';
import { createSidecarService } from './sidecars/sidecar-service.ts';
import { createPurgeService } from './trash/purge-service.ts';
import { createPrepareService } from './uploads/prepare-service.ts';
import { createUsageService } from './usage/usage-service.ts';
import { createWatchService } from './watch/watch-service.ts';
import { createWorkflowService } from './workflows/workflow-service.ts';

/** Opens the library and builds every service on it. This is the only place that builds services. */
export async function compose(world: AppDependencies): Promise<Services> {
  const { userData, log, clock, bus, troubles } = world;
  const library = await openLibrary(userData, log, {
    clock,
    beforeMigration: (dbPath) => backUpBeforeMigration(world, dbPath),
    onGone: () => bus.emit('database.missing', {}),
    onTaken: world.reopen,
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
  bus.on('database.missing', watch.look);
  try {
    return build(world, library, watch);
  } catch (error) {
    // For example, a database with damage inside: it is reopened after the repair.
    watch.stop();
    library.close();
    throw error;
  }
}

/** In dependency order: a service receives those above it, and learns from those below through the bus. */
function build(world: AppDependencies, library: Library, watch: { stop(): void }): Services {
  const { bus, imaging, log, clock, elapsed, settings, desktop, environment, troubles } = world;
  const { emit } = bus;
  const { db, objects, folder } = library;
  const dbPath = join(folder, DB_NAME);
  const pictureFile = (sha256: string) => library.pictureFile(sha256);
  const cameraData = () => {
    const { keepCameraData: camera, keepLocation: location } = settings.get();
    return { camera, location };
  };
  const dailyCap = () => settings.get().dailyCap;
  const httpChoice = { systemHttp: world.systemHttp, useSystemProxy: () => settings.get().systemProxy };

  const ledger = openLedger(db);
  const lists = createListService({ db, bus });
  const commands = createCommandService({ db, clock, emit, lists });
  const { resolve } = commands;
  createNotices({ bus, desktop, enabled: () => settings.get().notifyWhenDone, elapsed });

  const thumbs = createThumbs(library, imaging);
  const displayCopies = createDisplayCopies({ library, imaging, log });
  const secondPlace = createSecondPlace({
    keeper: world.keeper,
    folder,
    dbPath,
    libraryId: identity(db).library,
    path: join(world.userData, 'second-place.json'),
    desktop,
    clock,
    log,
    onChange: (place) => emit('backups.placeChanged', place),
  });
  const checkSource = createSourceCheck({
    db,
    folder,
    clock,
    log,
    changed: () => emit('picture.checked', {}),
    copies: secondPlace.pictureFolders,
  });
  const prepare = createPrepareService({ db, objects, pictureFile, imaging, clock, checkSource });
  const masks = createMaskService({ library, imaging, clock });
  const images = createImageService({ library, imaging, prepare });

  const working = openWorkingFolders(join(world.userData, 'exports-in.json'), log);
  const exports = createExportService({
    image: (id) => library.picture(id),
    pictureFile,
    cameraData,
    tempPath: () => objects.tempPath('png'),
    discard: objects.discard,
    imaging,
    desktop,
    entering: working.enter,
  });
  const facts = (ids: readonly number[]) => exportFacts(db, ids);
  const exportMany = createExportMany({
    resolve,
    facts,
    pictureFile,
    cameraData,
    imaging,
    desktop,
    countLonger: (ids, edge, mime) => countLonger(db, ids, edge, mime),
    log,
    emit: (progress) => emit('export.progress', progress),
    library: folder,
    entering: working.enter,
    path: exportSettingsPath(world.userData),
  });
  const dragOut = createDragOut({
    resolve,
    facts,
    pictureFile,
    cameraData,
    imaging,
    desktop,
    thumb: (sha256) => thumbs.ensureThumb(sha256, 256),
    clock,
    folder: join(folder, 'drag'),
  });

  const fetcher = createPictureFetcher(() => createChosenHttp(httpChoice));
  const imports = createImportService({ library, imaging, log, emit, fetcher, isOwn: dragOut.isOwn });
  const importDialogs = createImportDialogs({ imports, desktop, samples: world.samples });

  const modules = world.engines ?? ENGINES;
  const keyStores = openKeyStores(world, modules);
  const host = createEngineHost({
    modules,
    modelsFolder: join(world.userData, 'models'),
    http: () => createChosenHttp(httpChoice),
    imaging,
    clock,
    log,
    apiBase: environment.apiBase,
    keyOf: async (engine) => (await keyStores.get(engine)?.get()) ?? null,
    optionsOf: (engine) => settings.get().engineOptions[engine] ?? {},
    setOptionOf: async (engine, name, value) => {
      const { engineOptions } = settings.get();
      await settings.set({
        engineOptions: { ...engineOptions, [engine]: { ...engineOptions[engine], [name]: value } },
      });
    },
    filesFolder: join(world.userData, 'engine-files'),
    changed: () => emit('engines.changed', {}),
    assets: {
      get: (source, keyId) => assetOf(db, source, keyId),
      set: (source, keyId, asset) => keepAsset(db, source, keyId, asset, clock()),
      forget: (source, keyId) => forgetAsset(db, source, keyId),
    },
    prepareUpload: (source, signal) => prepare.prepare(source.sha256, undefined, signal),
    asynchronous: () => settings.get().asynchronous,
  });
  const key = createKeyService({ keys: keyStores, host, emit });
  const { engines } = host;
  const hasKey = (engine: EngineId) => !needsKey(engine) || key.has(engine);
  const modelOffers = createModelOffers({
    path: join(world.userData, 'model-offers.json'),
    list: host.modelList,
    isSetUp: hasKey,
    isOnline: () => world.osOnline() && network.now().online,
    changed: () => emit('engines.changed', {}),
    clock,
    elapsed,
    log,
  });
  const reserve = createReserve(folder);
  const queue = new Scheduler({
    ledger,
    objects,
    imaging,
    engines,
    prepareSource: prepare.prepare,
    checkSource,
    clock,
    elapsed,
    log,
    emit,
    reserve,
    concurrency: () => settings.get().concurrency,
    dailyCap,
    paused: settings.get().queuePaused,
    paidChanged: () => emit('paid.changed', {}),
  });
  subscribeQueue(bus, queue);
  const network = createNetworkService({
    bus,
    osOnline: world.osOnline,
    probe: (signal) => host.isReachable(signal),
    waitingPaid: () => queue.waitingPaid(),
    elapsed,
    log,
  });

  const finishes = createFinishService({
    library,
    ledger,
    imaging,
    clock,
    checkSource,
    log,
    emit,
    cameraData,
  });
  subscribeFinishes(bus, finishes);
  const finishMany = createFinishMany({ library, ledger, finishes, commands, clock, emit, log });

  const merges = createMergeService({ library, imaging, commands, clock, checkSource, emit });
  const blames = createBlameService({ library, imaging });

  const spending = {
    ledger,
    queue,
    engines,
    clock,
    hasKey,
    dailyCap,
  };
  const edits = createEditService(spending);
  const rollSeed = () => seedFromBits(randomInt(2 ** 32));
  const runMany = createRunMany({ ...spending, resolve, rollSeed });

  const watches = createWatchService({ ...spending, db, isOnline: () => network.now().online, bus, log });

  const purges = createPurgeService({
    db,
    objects,
    folder,
    desktop,
    clock,
    log,
    resolve,
    emit,
  });
  discardPrepared(folder);
  const backups = createBackupService({
    keeper: world.keeper,
    folder,
    dbPath,
    changes: () => revisionOf(db),
    hasContent: () => hasImages(db),
    clock,
    log,
    troubles,
    exitLimitMs: world.closeLimitMs,
    suspect: () => emit('database.suspected', {}),
  });
  const database = watchDatabase({
    keeper: world.keeper,
    dbPath,
    folder,
    log,
    damaged: world.damaged,
    ...(world.checkDelayMs !== undefined && { delayMs: world.checkDelayMs }),
  });
  bus.on('database.suspected', database.suspect);
  const sidecars = createSidecarService({
    keeper: world.keeper,
    db,
    folder,
    dbPath,
    elapsed,
    log,
    isSound: database.isSound,
    suspect: database.suspect,
  });
  const health = createHealthService({
    keeper: world.keeper,
    db,
    objects,
    folder,
    dbPath,
    clock,
    log,
    troubles,
    copies: secondPlace.pictureFolders,
    onProgress: (progress) => emit('health.progress', progress),
  });
  bus.on('picture.checked', health.tell);
  const strays = createStrays({ library, imaging, log, emit, troubles, clock });

  queue.start();
  watches.start();
  finishes.catchUp();
  void reserve.refill();
  void purges.resume();
  void strays.resume();
  commands.followZone().catch((error: unknown) => {
    log.warn('failed to rewrite months in the local time zone', { error: String(error) });
  });
  void dragOut.sweep();
  void working.sweep();
  const sweep = startSweep({ db, objects, folder, clock, log }, strays.found);

  return {
    images,
    lists,
    commands,
    purge: purges.purge,
    backups,
    secondPlace,
    health,
    strays,
    imports,
    importDialogs,
    edits,
    runMany,
    watches,
    queue,
    suspectDamage: database.suspect,
    finishes,
    merges,
    blames,
    finishMany,
    presets: createPresetService({ db, commands, desktop, clock }),
    export: exports,
    exportMany,
    dragOut,
    pictures: {
      picture: (sha256) => displayCopies.fileOf(sha256),
      thumb: (sha256, size) => thumbs.ensureThumb(sha256, size),
      receive: imports.receive,
      mask: masks.file,
      takeMask: masks.take,
      blame: blames.file,
      preview: (runId, number) => queue.preview(runId, number),
    },
    changeSettings: (patch) =>
      changeSettings({ settings, queue, optionsChanged: () => emit('engines.changed', {}) }, patch),
    key,
    usage: createUsageService({ db, desktop, clock, dailyCap }),
    workflows: createWorkflowService({ host, desktop }),
    engineList: (after) => listEngines(after, { refused: host.refused(), offers: modelOffers.offers() }),
    refreshEngines(engine) {
      host.rereadModels();
      if (engine !== null) modelOffers.refresh(engine);
    },
    network: network.now,
    machineWokeUp() {
      library.lookAtLock();
      network.wake();
      queue.networkBack();
    },
    receipt: (runId) => ledger.receiptOfRun(runId),
    reveal: () => desktop.reveal(dbPath),
    close: (closeWindows) =>
      closeServices(
        {
          network,
          watch: {
            stop() {
              watch.stop();
              database.stop();
              watches.close();
            },
          },
          imports,
          exportMany,
          queue,
          finishMany,
          finishes,
          merges,
          blames,
          sweep,
          strays,
          secondPlace,
          backups,
          sidecars,
          health,
          commands,
          purges,
          engines: {
            async close() {
              await modelOffers.close();
              await host.close();
            },
          },
          library,
          log,
        },
        closeWindows,
        world.closeLimitMs,
      ),
  };
}
