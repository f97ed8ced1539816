import type { AppLink } from '@shared/domain/app-link.ts';
import type { CloseAnswer } from '@shared/domain/closing.ts';
import type { CommandStates } from '@shared/domain/commands.ts';
import type { HelpTopic } from '@shared/domain/help-topic.ts';
import type { Language } from '@shared/domain/language.ts';
import type { Settings } from '@shared/domain/settings.ts';
import type { Point } from '@shared/geometry.ts';
import type { Environment } from '../env.ts';
import type { LibraryMover } from '../move/library-mover.ts';
import type { Desktop } from '../ports.ts';
import type { Rescue } from '../rescue/rescue.ts';
import type { Services } from '../services.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Troubles } from '../troubles.ts';
import type { Updates } from '../updates/updates.ts';
import type { Handlers } from './answer.ts';
import { startNotices } from './start-notice.ts';

/** Dependencies of the handlers besides the services, which open a moment later. */
export interface Shell {
  readonly version: string;
  /** Version of Electron. */
  readonly electron: string;
  readonly environment: Environment;
  readonly settings: SettingsStore;
  readonly desktop: Desktop;
  /** See `AppStart`. */
  readonly dragsFiles: boolean;
  systemLanguage(): Language;
  openSettings(): void;
  openHelp(page: HelpTopic): void;
  /** An import may follow soon. */
  expectPictures(): void;
  openMenu(point: Point): void;
  setCommandStates(states: CommandStates): void;
  readonly rescue: Rescue;
  readonly mover: LibraryMover;
  readonly troubles: Pick<Troubles, 'list'>;
  readonly updates: Updates;
  /** The user's answer to whether to wait for paid calls. */
  answerClose(answer: CloseAnswer): void;
  /** Returns the opened link if it has not been shown yet. */
  takeLink(): AppLink | null;
}

const NOTHING = {};

/** Maps each call to one line that calls a service. */
export function createHandlers(opened: PromiseLike<Services>, shell: Shell): Handlers {
  const { settings } = shell;
  return {
    'app.start': async () => ({
      version: shell.version,
      electron: shell.electron,
      platform: platformName(),
      settings: settings.get(),
      engine: preselectedEngine(shell),
      keys: (await opened).key.statuses(),
      network: (await opened).network(),
      dragsFiles: shell.dragsFiles,
      systemLanguage: shell.systemLanguage(),
      undoable: (await opened).commands.undoable(),
      notices: startNotices({
        environment: shell.environment.problems,
        settings: settings.damage,
        keyDamaged: (await opened).key.damaged,
      }),
      troubles: [...shell.troubles.list()],
    }),
    'app.openSettings': () => done(shell.openSettings()),
    'app.openHelp': ({ page }) => done(shell.openHelp(page)),
    'app.revealData': async () => done((await opened).reveal()),
    'app.menu': (point) => done(shell.openMenu(point)),
    'app.commandStates': (states) => done(shell.setCommandStates(states)),
    'rescue.state': () => shell.rescue.state(),
    'rescue.lookAgain': async () => done(await shell.rescue.lookAgain()),
    'rescue.rebuild': () => done(shell.rescue.rebuild()),
    'rescue.cancelRebuild': () => done(shell.rescue.cancelRebuild()),
    'rescue.restore': async () => done(await shell.rescue.restore()),
    'rescue.showFolder': () => done(shell.rescue.showFolder()),
    'rescue.chooseFolder': async () => done(await shell.rescue.chooseFolder()),
    'rescue.quit': () => done(shell.rescue.quit()),
    'app.answerClose': ({ answer }) => done(shell.answerClose(answer)),
    'app.takeLink': () => ({ link: shell.takeLink() }),
    'engine.list': async ({ after }) => (await opened).engineList(after),
    'engine.refresh': async ({ engine }) => done((await opened).refreshEngines(engine)),
    'workflow.state': async ({ engine }) => (await opened).workflows.state(engine),
    'workflow.choose': async ({ engine }) => (await opened).workflows.choose(engine),
    'workflow.drop': async ({ engine, path }) => (await opened).workflows.drop(engine, path),
    'workflow.use': async ({ engine, sha256 }) => (await opened).workflows.use(engine, sha256),
    'settings.set': async (patch) => (await opened).changeSettings(patch),

    'library.images': async ({ ids }) => (await opened).images.images(ids),

    'library.slice': async (request) => (await opened).lists.slice(request),
    'library.position': async ({ query, id }) => ({
      position: await (await opened).lists.position(query, id),
    }),
    'library.facets': async () => (await opened).lists.facets(),
    'library.collections': async ({ after }) => (await opened).lists.collections(after),
    'library.searches': async ({ after }) => (await opened).lists.searches(after),
    'library.completeTag': async ({ beginning, limit }) => ({
      tags: (await opened).lists.completeTag(beginning, limit),
    }),
    'library.tagsOf': async ({ imageId }) => ({ tags: (await opened).lists.tagsOf(imageId) }),
    'library.change': async ({ command }) => (await opened).commands.run(command),
    'library.undo': async () => ({ done: await (await opened).commands.undo() }),
    'library.redo': async () => ({ done: await (await opened).commands.redo() }),

    'library.purge': async ({ target }) => (await opened).purge(target),
    'library.takeStrays': async () => (await opened).strays.take(),
    'library.stopStrays': async () => done((await opened).strays.stop()),
    'library.leaveStrays': async () => done((await opened).strays.leave()),

    'import.expect': () => done(shell.expectPictures()),
    'import.start': async ({ files, ...part }) => (await opened).imports.start(files, part),
    'import.pick': async () => (await opened).importDialogs.pick(),
    'import.samples': async () => (await opened).importDialogs.addSamples(),
    'import.addresses': async ({ pictures }) => (await opened).imports.startAddresses(pictures),
    'import.cancel': async ({ importId }) => done((await opened).imports.cancel(importId)),

    'image.saveAs': async ({ id }) => ({ savedTo: await (await opened).export.saveAs(id) }),
    'image.copy': async ({ id }) => done(await (await opened).export.copy(id)),
    'image.reveal': async ({ id }) => done((await opened).export.reveal(id)),
    'image.prepareDrag': async ({ target }) => (await opened).dragOut.prepare(target),
    'image.startDrag': async ({ target }) => (await opened).dragOut.start(target),
    'export.settings': async () => (await opened).exportMany.settings(),
    'export.pickFolder': async () => (await opened).exportMany.pickFolder(),
    'export.preview': async ({ target, options }) => (await opened).exportMany.preview(target, options),
    'export.start': async ({ target, options }) => (await opened).exportMany.start(target, options),
    'export.cancel': async ({ exportId }) => done((await opened).exportMany.cancel(exportId)),
    'export.reveal': async () => done((await opened).exportMany.reveal()),
    'image.compare': async ({ a, b }) => (await opened).images.compare(a, b),

    'edit.run': async (input) => (await opened).edits.run(input),
    'edit.prompts': async ({ beginning, limit }) => ({
      prompts: (await opened).presets.prompts(beginning, limit),
    }),
    'preset.list': async ({ after }) => (await opened).presets.list(after),
    'preset.used': async ({ id }) => done((await opened).presets.used(id)),
    'preset.exportFile': async ({ ids }) => (await opened).presets.exportFile(ids),
    'preset.importFile': async () => (await opened).presets.importFile(),
    'edit.runMany': async (input) => (await opened).runMany(input),
    'edit.challenge': async (input) => (await opened).edits.challenge(input),
    'edit.rerun': async (input) => (await opened).edits.rerun(input),
    'history.tree': async ({ imageId, before }) => (await opened).edits.tree(imageId, before),
    'history.entries': async ({ editIds }) => ({ entries: (await opened).edits.entries(editIds) }),
    'watch.list': async () => ({ watches: [...(await opened).watches.list()] }),
    'watch.check': async (input) => (await opened).watches.check(input),
    'watch.seen': async ({ editIds }) => done((await opened).watches.seen(editIds)),
    'history.merges': async ({ imageId }) => ({ merges: (await opened).edits.merges(imageId) }),
    'history.snapshots': async ({ imageId }) => ({ snapshots: (await opened).edits.snapshots(imageId) }),
    'queue.list': async () => (await opened).queue.list(),
    'queue.pause': async () => done(await (await opened).changeSettings({ queuePaused: true })),
    'queue.resume': async () => done(await (await opened).changeSettings({ queuePaused: false })),
    'queue.reorder': async ({ runId, beforeRunId }) => done((await opened).queue.reorder(runId, beforeRunId)),
    'queue.clearFinished': async () => (await opened).queue.clearFinished(),
    'queue.undecided': async ({ before }) => (await opened).queue.undecided(before),
    'queue.proceed': async ({ runId }) => done((await opened).queue.proceed(runId)),
    'queue.tryAgain': async () => done((await opened).queue.tryAgain()),
    'run.cancel': async ({ runId }) => done((await opened).queue.cancel(runId)),
    'run.retry': async (input) => (await opened).edits.retry(input),
    'run.check': async ({ runId }) => (await opened).queue.check(runId),
    'run.dismiss': async ({ runId }) => (await opened).queue.dismiss(runId),
    'run.receipt': async ({ runId }) => (await opened).receipt(runId),
    'upload.preview': async ({ imageId, prepare }) => (await opened).images.uploadPreview(imageId, prepare),
    'finish.make': async (input) => (await opened).finishes.make(input),
    'finish.cancel': async ({ imageId }) => done((await opened).finishes.cancel(imageId)),
    'finish.many': async ({ target, what }) => (await opened).finishMany.start(target, what),
    'finish.cancelMany': async ({ batchId }) => done((await opened).finishMany.cancel(batchId)),
    'finish.findMask': async (input) => (await opened).finishes.findMask(input),
    'merge.plan': async (parents) => (await opened).merges.plan(parents),
    'merge.make': async (input) => (await opened).merges.make(input),
    'merge.again': async ({ mergeId }) => (await opened).merges.again(mergeId),
    'merge.cancel': async () => done((await opened).merges.cancel()),
    'blame.map': async ({ imageId }) => (await opened).blames.map(imageId),

    'key.set': async (input) => (await opened).key.set(input),
    'key.clear': async ({ engine }) => (await opened).key.clear(engine),
    'key.test': async ({ engine }) => (await opened).key.test(engine),
    'usage.summary': async (input) => (await opened).usage.summary(input),
    'health.check': async () => (await opened).health.check(),
    'health.repair': async () => (await opened).health.repair(),
    'backups.list': async () => ({ backups: await (await opened).backups.list() }),
    'backups.backUp': async () => (await opened).backups.backUp(),
    'backups.preview': async ({ name }) => (await opened).backups.preview(name),
    'backups.restore': async ({ name }) => {
      const { backups } = await opened;
      return done(await shell.rescue.restoreFrom(name, backups.backUp));
    },
    'libraryPlace.state': async () => shell.mover.state(),
    'libraryPlace.move': async () => shell.mover.pick(),
    'libraryPlace.resume': async () => shell.mover.resume(),
    'libraryPlace.cancel': async () => shell.mover.cancel(),
    'libraryPlace.trashPrevious': async () => shell.mover.trashPrevious(),
    'libraryPlace.keepPrevious': async () => shell.mover.keepPrevious(),
    'backups.place': async () => (await opened).secondPlace.state(),
    'backups.pickPlace': async () => (await opened).secondPlace.pick(),
    'backups.clearPlace': async () => (await opened).secondPlace.clear(),
    'backups.copyNow': async () => {
      void (await opened).secondPlace.copy();
      return {};
    },
    'updates.state': () => shell.updates.state(),
    'updates.check': () => shell.updates.check(),
    'updates.download': () => shell.updates.download(),
    'updates.cancel': () => shell.updates.cancel(),
    'updates.install': () => shell.updates.install(),
    'usage.exportCsv': async (input) => (await opened).usage.exportCsv(input),
  };
}

function done(_: unknown): Record<string, never> {
  return NOTHING;
}

function preselectedEngine(shell: Shell): Settings['engine'] {
  return shell.environment.engine ?? shell.settings.get().engine;
}

function platformName(): 'darwin' | 'win32' | 'linux' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}
