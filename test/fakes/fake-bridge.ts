import { isDeepStrictEqual } from 'node:util';
import type { Event } from '../../src/shared/channels.ts';
import type { AppStart, Bridge, Out, Payload, Reply } from '../../src/shared/contract.ts';
import type { ApiKeyStatus } from '../../src/shared/domain/api-key.ts';
import type { AppLink } from '../../src/shared/domain/app-link.ts';
import { NO_SECOND_PLACE } from '../../src/shared/domain/backup.ts';
import { challengeRequest } from '../../src/shared/domain/challenge.ts';
import type { EditEntry, RevisedEntry } from '../../src/shared/domain/edit.ts';
import { engineCatalog, findModel } from '../../src/shared/domain/engine-catalog.ts';
import { DEFAULT_EXPORT, type ExportOptions } from '../../src/shared/domain/export.ts';
import type { FinishedPicture, FinishRecipe } from '../../src/shared/domain/finish.ts';
import { NO_DAMAGE } from '../../src/shared/domain/health.ts';
import type { ImageRecord } from '../../src/shared/domain/image.ts';
import type { UndoState } from '../../src/shared/domain/library-command.ts';
import type { LibraryPlace } from '../../src/shared/domain/library-place.ts';
import type { LibraryImage, RevisedImage } from '../../src/shared/domain/library-query.ts';
import type { MergeChoice, MergedPicture, MergeOutline } from '../../src/shared/domain/merge.ts';
import type { ModelOffer } from '../../src/shared/domain/model-offer.ts';
import { NO_OBSTACLES } from '../../src/shared/domain/obstacle.ts';
import type { UsedPrompt } from '../../src/shared/domain/preset.ts';
import { referenceLimit } from '../../src/shared/domain/reference.ts';
import type { RescueState } from '../../src/shared/domain/rescue.ts';
import { isFinished } from '../../src/shared/domain/run.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import type { Trouble } from '../../src/shared/domain/trouble.ts';
import type { UpdateState } from '../../src/shared/domain/update.ts';
import { NO_CHANGE } from '../../src/shared/domain/verdict.ts';
import type { Watch } from '../../src/shared/domain/watch.ts';
import type { ChosenWorkflow } from '../../src/shared/domain/workflow.ts';
import { type AppError, appError, type ErrorCode } from '../../src/shared/errors.ts';
import { FakeCatalog } from './fake-catalog.ts';
import { editEntry, finishedPicture, partsOf, picture, watchOf } from './records.ts';

const NO_UPDATES: UpdateState = {
  install: 'folder',
  hasBuiltInFeed: false,
  hasKey: true,
  phase: { kind: 'idle' },
};

/** Small, so that a test's library has several pages. */
const PRESETS_A_PAGE = 3;
/** A library that was never moved. */
const PLACE: LibraryPlace = { folder: '/data/library', move: null, previous: null };

/** Events as tests may send them: a record without a revision gets the next one. */
type Told<E extends Event> = E extends 'run.changed'
  ? Unrevised<Payload<E>>
  : E extends 'library.added'
    ? { readonly images: readonly Unrevised<RevisedImage>[] }
    : E extends 'library.changed'
      ? Unrevised<Payload<E>>
      : Payload<E>;
type Unrevised<T extends { revision: number }> = Omit<T, 'revision'> & { readonly revision?: number };

const BUILT_IN_WORKFLOW: ChosenWorkflow = {
  engine: 'comfyui',
  current: {
    name: 'FLUX.2 dev',
    sha256: 'c'.repeat(64),
    isBuiltIn: true,
    places: [{ role: 'prompt', node: '6', title: 'Prompt', className: 'CLIPTextEncode', input: 'text' }],
    missing: ['mask'],
    candidates: [],
  },
  isLost: false,
  refused: null,
};

/** An in-memory main process: it stores its state, emits the real events, and can be made to fail. */
export class FakeMain {
  /** Organization of the pictures. */
  readonly catalog = new FakeCatalog();
  entries: EditEntry[] = [];
  merges: MergedPicture[] = [];
  /** Outline of each planned merge. */
  mergeOutline: MergeOutline = { fromA: 10, fromB: 10, alike: 0, conflicts: [] };
  /** Number of edits per page of a tree. */
  pageSize = 100;
  settings = DEFAULT_SETTINGS;
  paused = false;
  obstacles = NO_OBSTACLES;
  exportFolder: string | null = null;
  exportOptions: ExportOptions = DEFAULT_EXPORT;
  /** Number of exported pictures that exceed the format's limits. */
  exportTooLong = 0;
  updates: UpdateState = NO_UPDATES;
  offers: readonly ModelOffer[] = [];
  workflow: ChosenWorkflow = BUILT_IN_WORKFLOW;
  key: ApiKeyStatus = { engine: '1min.ai', present: false, lastFour: '', kept: 'nowhere' };
  network: AppStart['network'] = { online: true, waiting: 0 };
  /** What the re-runs of watched edits show. */
  readonly watchFacts = new Map<number, Partial<Watch>>();
  link: AppLink | null = null;
  troubles: Trouble[] = [];
  rescue: RescueState = {
    problem: null,
    rebuilding: null,
    backup: null,
    failure: null,
    language: 'en',
    theme: 'system',
    density: 'usual',
  };
  /** Answer of the next import of presets. */
  presetImport: Out<'preset.importFile'>['taken'] = null;
  /** Names of the calls in order. */
  readonly calls: string[] = [];
  /** The next call of that name fails with this error. */
  readonly failNext = new Map<string, AppError>();
  /** Calls of that name wait for this before answering. */
  readonly holdNext = new Map<string, Promise<unknown>>();
  /** The answer to each press. */
  readonly #presses = new Map<string, unknown>();
  readonly #listeners = new Map<Event, Set<(payload: never) => void>>();
  #nextId = 1000;
  #revision = 0;

  get images(): LibraryImage[] {
    return this.catalog.images;
  }

  set images(images: LibraryImage[]) {
    this.catalog.images = images;
  }

  get undoable(): UndoState {
    return this.catalog.undoable;
  }

  constructor() {
    this.catalog.cancelWaiting = () => {
      const waiting = this.entries.filter(({ run }) => run.state === 'queued');
      for (const entry of waiting) this.runChanged({ ...entry, run: { ...entry.run, state: 'cancelled' } });
      return waiting.length;
    };
  }

  /** A fake with `count` imported pictures with ids from 1. */
  static withPictures(count: number): FakeMain {
    const main = new FakeMain();
    main.images = Array.from({ length: count }, (_, at) => picture(at + 1));
    return main;
  }

  emit<E extends Event>(event: E, payload: Told<E>): void {
    let told: unknown = payload;
    if (event === 'library.added') {
      const { images } = payload as Told<'library.added'>;
      told = { images: images.map((image) => this.revised(image)) };
    } else if (event === 'run.changed' || event === 'library.changed') told = this.revised(payload);
    for (const listener of this.#listeners.get(event) ?? []) listener(told as never);
  }

  /** Adds the current revision to a record without one. */
  revised<T extends object>(record: T): T & { revision: number } {
    this.#revision += 1;
    return { revision: this.#revision, ...record };
  }

  fail(call: string, code: ErrorCode, fields?: AppError['fields']): void {
    this.failNext.set(call, fields ? { ...appError(code), fields } : appError(code));
  }

  /** Changes a run and emits it, like the queue. */
  runChanged(entry: EditEntry): void {
    this.entries = this.entries.map((known) => (known.run.id === entry.run.id ? entry : known));
    this.emit('run.changed', entry);
  }

  async #answer<T>(call: string, value: () => T): Promise<Reply<T>> {
    this.calls.push(call);
    const held = this.holdNext.get(call);
    this.holdNext.delete(call);
    await held;
    const error = this.failNext.get(call);
    this.failNext.delete(call);
    return error ? { ok: false, error } : { ok: true, value: value() };
  }

  /** A repeated press gets the first answer. */
  async #once<T>(call: string, press: string, value: () => T): Promise<Reply<T>> {
    return this.#answer(call, () => {
      if (!this.#presses.has(press)) this.#presses.set(press, value());
      return this.#presses.get(press) as T;
    });
  }

  #image(id: number): LibraryImage | undefined {
    return this.images.find((image) => image.id === id);
  }

  #promptsBeginning(beginning: string, limit: number): UsedPrompt[] {
    const uses = new Map<string, number>();
    for (const { edit } of this.entries.toReversed())
      uses.set(edit.request.prompt, (uses.get(edit.request.prompt) ?? 0) + 1);
    return [...uses]
      .filter(([prompt]) => !this.catalog.forgotten.includes(prompt))
      .filter(([prompt]) => prompt.toLowerCase().startsWith(beginning.trimStart().toLowerCase()))
      .slice(0, limit)
      .map(([prompt, count], index) => ({ id: index + 1, prompt, uses: count, kept: 0 }));
  }

  async #answerEntry(call: string, runId: number): Promise<Reply<RevisedEntry>> {
    const entry = this.entries.find(({ run }) => run.id === runId);
    return entry
      ? this.#answer(call, () => this.revised(entry))
      : { ok: false, error: appError('not-found') };
  }

  /** The watched edits, with the facts that the test gave. */
  #watches(): Watch[] {
    return [...this.catalog.watched].flatMap(([editId, schedule]) => {
      const entry = this.entries.find(({ edit }) => edit.id === editId);
      return entry ? [{ ...watchOf(entry), schedule, ...this.watchFacts.get(editId) }] : [];
    });
  }

  /** Adds its annotations. */
  #marked(entry: EditEntry): EditEntry {
    const { notes, branches } = this.catalog;
    return {
      ...entry,
      note: notes.get(entry.edit.id) ?? entry.note,
      branch: branches.get(entry.edit.id) ?? entry.branch,
    };
  }

  #references(imageIds: readonly number[] = []): EditEntry['edit']['references'] {
    return imageIds.flatMap((imageId) => {
      const image = this.#image(imageId);
      return image ? [{ imageId, sha256: image.sha256 }] : [];
    });
  }

  #newEntry(source: ImageRecord, change: Partial<EditEntry['edit']>): EditEntry {
    const id = this.#nextId++;
    const fresh = editEntry(id, source);
    const entry = { ...fresh, edit: { ...fresh.edit, ...change, id } };
    this.entries = [...this.entries, entry];
    return entry;
  }

  /** Id of the last requested batch of finishes. */
  lastBatchId = 0;

  /** Adds a finished picture of a raw result and emits it, like the real one. */
  #finished(entry: EditEntry, raw: LibraryImage, recipe: FinishRecipe): FinishedPicture {
    const result = entry.results.find(({ image }) => image.id === raw.id);
    const made = result?.finished.find(({ finish }) => isDeepStrictEqual(finish.recipe, recipe));
    if (made) return made;
    const finished = finishedPicture(this.#nextId++, raw, { recipe });
    this.images = [...this.images, finished.image];
    const results = entry.results.map((each) =>
      each === result ? { ...each, finished: [finished, ...each.finished] } : each,
    );
    this.emit('library.added', { images: [finished.image] });
    this.runChanged({ ...entry, results });
    return finished;
  }

  /** Adds a merged picture and emits it, like the real one. */
  #merged(leftId: number, rightId: number, choices: readonly MergeChoice[]): MergedPicture {
    const left = this.#image(leftId) as LibraryImage;
    const id = this.#nextId++;
    const image: LibraryImage = {
      ...left,
      id,
      name: `merged ${id}.png`,
      sha256: id.toString(16).padStart(64, '0'),
      editId: null,
      parentId: leftId,
      mergeOf: [leftId, rightId],
    };
    const { conflicts } = this.mergeOutline;
    const recipe = { conflicts, choices: [...choices] };
    const merge = { id, imageId: id, baseId: left.rootId, leftId, rightId, recipe, createdAt: 0 };
    const made = { merge, image };
    this.merges = [made, ...this.merges];
    this.images = [...this.images, image];
    this.emit('library.added', { images: [image] });
    this.emit('history.marked', { editIds: [], snapshots: false, merges: true });
    return made;
  }

  /** Emits the changes, like the real one. */
  async #catalog<T>(call: string, work: () => T): Promise<Reply<T>> {
    const { images, tags, collections, searches, presets, forgotten, watched } = this.catalog;
    const { notes, branches, snapshots } = this.catalog;
    const reply = await this.#answer(call, work);
    const now = this.catalog;
    const ids = now.images.filter((image) => !images.includes(image)).map(({ id }) => id);
    const lists = tags !== now.tags || collections !== now.collections || searches !== now.searches;
    if (presets !== now.presets || forgotten !== now.forgotten) this.emit('presets.changed', {});
    if (watched !== now.watched) this.emit('watch.changed', {});
    if (reply.ok) this.emit('library.changed', { ids, lists, undoable: this.undoable });
    const written = [...new Set([...now.notes.keys(), ...notes.keys(), ...now.branches.keys()])];
    const editIds = written.filter(
      (id) => notes.get(id) !== now.notes.get(id) || branches.get(id) !== now.branches.get(id),
    );
    if (reply.ok && (editIds.length > 0 || snapshots !== now.snapshots))
      this.emit('history.marked', { editIds, snapshots: snapshots !== now.snapshots, merges: false });
    return reply;
  }

  readonly bridge = {
    app: {
      start: () =>
        this.#answer('app.start', () => ({
          version: '0.1.0',
          electron: '33.2.1',
          platform: 'linux' as const,
          settings: this.settings,
          engine: this.settings.engine,
          keys: [this.key],
          network: this.network,
          dragsFiles: true,
          systemLanguage: 'en' as const,
          undoable: this.undoable,
          notices: [],
          troubles: this.troubles,
        })),
      openSettings: () => this.#answer('app.openSettings', () => ({})),
      openHelp: () => this.#answer('app.openHelp', () => ({})),
      takeLink: () =>
        this.#answer('app.takeLink', () => {
          const { link } = this;
          this.link = null;
          return { link };
        }),
      answerClose: () => this.#answer('app.answerClose', () => ({})),
      revealData: () => this.#answer('app.revealData', () => ({})),
      menu: () => this.#answer('app.menu', () => ({})),
      commandStates: () => this.#answer('app.commandStates', () => ({})),
    },
    rescue: {
      state: () => this.#answer('rescue.state', () => this.rescue),
      lookAgain: () => this.#answer('rescue.lookAgain', () => ({})),
      rebuild: () => this.#answer('rescue.rebuild', () => ({})),
      cancelRebuild: () => this.#answer('rescue.cancelRebuild', () => ({})),
      restore: () => this.#answer('rescue.restore', () => ({})),
      showFolder: () => this.#answer('rescue.showFolder', () => ({})),
      chooseFolder: () => this.#answer('rescue.chooseFolder', () => ({})),
      quit: () => this.#answer('rescue.quit', () => ({})),
    },
    engine: {
      list: () =>
        this.#answer('engine.list', () => {
          const { engines, models } = engineCatalog();
          return {
            engines: [...engines],
            models: [...models],
            offers: [...this.offers],
            refused: [],
            more: false,
          };
        }),
      refresh: () => this.#answer('engine.refresh', () => ({})),
    },
    workflow: {
      state: () => this.#answer('workflow.state', () => this.workflow),
      choose: () => this.#answer('workflow.choose', () => this.workflow),
      use: () => this.#answer('workflow.use', () => this.workflow),
    },
    settings: {
      set: (patch) =>
        this.#answer('settings.set', () => {
          this.settings = { ...this.settings, ...(patch as Partial<typeof this.settings>) };
          return this.settings;
        }),
    },
    library: {
      images: ({ ids }) =>
        this.#answer('library.images', () => {
          const found = ids.map((id) => this.#image(id));
          return this.revised({
            pictures: found.filter((image) => image !== undefined).map((image) => this.revised(image)),
            gone: ids.filter((_, at) => found[at] === undefined),
          });
        }),
      slice: ({ query, from, count }) =>
        this.#answer('library.slice', () => {
          const found = this.catalog.listed(query);
          const pictures = found.slice(from, from + count).map((image) => this.revised(image));
          return { from, pictures, total: found.length, complete: true };
        }),
      position: ({ query, id }) =>
        this.#answer('library.position', () => {
          const position = this.catalog.listed(query).findIndex((image) => image.id === id);
          return { position: position < 0 ? null : position };
        }),
      facets: () => this.#answer('library.facets', () => this.catalog.facets()),
      collections: () =>
        this.#answer('library.collections', () => ({
          collections: this.catalog.named(this.catalog.collections),
          next: null,
        })),
      searches: () =>
        this.#answer('library.searches', () => ({ searches: [...this.catalog.searches], next: null })),
      completeTag: ({ beginning, limit }) =>
        this.#answer('library.completeTag', () => ({ tags: this.catalog.completeTag(beginning, limit) })),
      tagsOf: ({ imageId }) => this.#answer('library.tagsOf', () => ({ tags: this.catalog.tagsOf(imageId) })),
      change: async ({ command }) => {
        const reply = await this.#catalog('library.change', () => this.catalog.run(command));
        if (!reply.ok) return reply;
        return 'code' in reply.value ? { ok: false, error: reply.value } : { ok: true, value: reply.value };
      },
      undo: () => this.#catalog('library.undo', () => ({ done: this.catalog.undo() })),
      redo: () => this.#catalog('library.redo', () => ({ done: this.catalog.redo() })),
      takeStrays: () => this.#answer('library.takeStrays', () => ({ taken: 1, refused: 0 })),
      stopStrays: () => this.#answer('library.stopStrays', () => ({})),
      leaveStrays: () => this.#answer('library.leaveStrays', () => ({})),
      purge: ({ target }) =>
        this.#answer('library.purge', () => {
          const ids = 'ids' in target ? target.ids : [];
          const gone = this.images.filter((image) => ids.includes(image.id) && image.deletedAt !== null);
          this.images = this.images.filter((image) => !gone.includes(image));
          return {
            count: gone.length,
            bytes: gone.reduce((sum, image) => sum + image.bytes, 0),
            kept: 0,
            busy: 0,
          };
        }),
    },
    import: {
      expect: () => this.#answer('import.expect', () => ({})),
      pick: () => this.#answer('import.pick', () => ({ importId: null })),
      samples: () => this.#answer('import.samples', () => ({ importId: 1 })),
      addresses: () => this.#answer('import.addresses', () => ({ importId: 8 })),
      cancel: () => this.#answer('import.cancel', () => ({})),
    },
    image: {
      saveAs: () => this.#answer('image.saveAs', () => ({ savedTo: null })),
      copy: () => this.#answer('image.copy', () => ({})),
      reveal: () => this.#answer('image.reveal', () => ({})),
      prepareDrag: ({ target }) =>
        this.#answer('image.prepareDrag', () => ({ count: 'ids' in target ? target.ids.length : 0 })),
      startDrag: ({ target }) =>
        this.#answer('image.startDrag', () => ({ count: 'ids' in target ? target.ids.length : 0 })),
      compare: () => this.#answer('image.compare', () => NO_CHANGE),
    },
    export: {
      settings: () =>
        this.#answer('export.settings', () => ({ folder: this.exportFolder, options: this.exportOptions })),
      pickFolder: () =>
        this.#answer('export.pickFolder', () => {
          this.exportFolder = '/home/me/Exports';
          return { folder: this.exportFolder, options: this.exportOptions };
        }),
      preview: ({ target, options }) =>
        this.#answer('export.preview', () => ({
          names: [`${options.template}.png`],
          total: 'ids' in target ? target.ids.length : this.images.length,
          tooLong: this.exportTooLong,
        })),
      start: ({ target, options }) =>
        this.#answer('export.start', () => {
          this.exportOptions = options;
          return { exportId: 1, total: 'ids' in target ? target.ids.length : this.images.length };
        }),
      cancel: () => this.#answer('export.cancel', () => ({})),
      reveal: () => this.#answer('export.reveal', () => ({})),
    },
    edit: {
      prompts: ({ beginning, limit }) =>
        this.#answer('edit.prompts', () => ({ prompts: this.#promptsBeginning(beginning, limit) })),
      run: async ({ press, sourceImageId, request, referenceIds, prepare, finish }) => {
        const source = this.#image(sourceImageId);
        if (!source) return { ok: false, error: appError('not-found') };
        if (request.engine === '1min.ai' && !this.key.present)
          return { ok: false, error: appError('missing-key') };
        return this.#once('edit.run', press, () =>
          this.revised(
            this.#newEntry(source, { request, references: this.#references(referenceIds), prepare, finish }),
          ),
        );
      },
      runMany: async ({ press, target, request, referenceIds, prepare, finish, seeds, count }) => {
        const ids = this.catalog.idsOf(target);
        if (request.engine === '1min.ai' && !this.key.present)
          return { ok: false, error: appError('missing-key') };
        if (ids.length > count) return { ok: false, error: appError('bad-request') };
        return this.#once('edit.runMany', press, () => ({
          runIds: ids.flatMap((id, index) => {
            const source = this.#image(id);
            const seed = seeds === 'same' ? request.seed : request.seed + index;
            return source
              ? [
                  this.#newEntry(source, {
                    request: { ...request, seed },
                    references: this.#references(referenceIds),
                    prepare,
                    finish,
                  }).run.id,
                ]
              : [];
          }),
        }));
      },
      challenge: async ({ press, editId, engine, model: id }) => {
        const old = this.entries.find((entry) => entry.edit.id === editId);
        const source = old && this.#image(old.edit.sourceImageId);
        const model = findModel(engine, id);
        if (!source || !model) return { ok: false, error: appError('not-found') };
        if (engine === '1min.ai' && !this.key.present) return { ok: false, error: appError('missing-key') };
        return this.#once('edit.challenge', press, () => {
          const request = challengeRequest(old.edit.request, model);
          const references = old.edit.references.slice(0, referenceLimit(model));
          const queued = this.#newEntry(source, { ...partsOf(old), references, request, rerunOf: editId });
          const challenged = { engine: old.edit.request.engine, model: old.edit.request.model };
          this.entries = this.entries.map((one) => (one === queued ? { ...one, challenged } : one));
          return this.revised({ ...queued, challenged });
        });
      },
      rerun: async ({ press, editId }) => {
        const old = this.entries.find((entry) => entry.edit.id === editId);
        const source = old && this.#image(old.edit.sourceImageId);
        if (!source) return { ok: false, error: appError('not-found') };
        return this.#once('edit.rerun', press, () =>
          this.revised(this.#newEntry(source, { ...partsOf(old), rerunOf: editId })),
        );
      },
    },
    preset: {
      list: ({ after }) =>
        this.#answer('preset.list', () => ({
          presets: this.catalog.presets.filter(({ id }) => id > after).slice(0, PRESETS_A_PAGE),
          more: this.catalog.presets.filter(({ id }) => id > after).length > PRESETS_A_PAGE,
        })),
      used: ({ id }) =>
        this.#answer('preset.used', () => {
          this.catalog.presets = this.catalog.presets.map((preset) =>
            preset.id === id ? { ...preset, uses: preset.uses + 1, usedAt: 1 } : preset,
          );
          return {};
        }),
      exportFile: () => this.#answer('preset.exportFile', () => ({ savedTo: 'presets.json' })),
      importFile: () => this.#answer('preset.importFile', () => ({ taken: this.presetImport })),
    },
    watch: {
      list: () => this.#answer('watch.list', () => ({ watches: this.#watches() })),
      check: async ({ press, engine, model }) =>
        this.#once('watch.check', press, () => ({
          runIds: this.#watches()
            .filter((one) => one.engine === engine && one.model === model)
            .map(({ editId }) => editId + 500),
        })),
      seen: ({ editIds }) =>
        this.#answer('watch.seen', () => {
          for (const id of editIds) this.watchFacts.set(id, { ...this.watchFacts.get(id), seen: true });
          this.emit('watch.changed', {});
          return {};
        }),
    },
    history: {
      tree: async ({ imageId, before }) => {
        const image = this.#image(imageId);
        if (!image) return { ok: false, error: appError('not-found') };
        return this.#answer('history.tree', () => {
          const all = this.entries
            .filter(({ edit }) => edit.rootId === image.rootId && (before === null || edit.id < before))
            .sort((a, b) => b.edit.id - a.edit.id)
            .map((entry) => this.#marked(entry));
          return {
            rootId: image.rootId,
            entries: all.slice(0, this.pageSize).map((entry) => this.revised(entry)),
            more: all.length > this.pageSize,
          };
        });
      },
      entries: ({ editIds }) =>
        this.#answer('history.entries', () => ({
          entries: this.entries
            .filter(({ edit }) => editIds.includes(edit.id))
            .map((entry) => this.revised(this.#marked(entry))),
        })),
      merges: ({ imageId }) =>
        this.#answer('history.merges', () => {
          const rootId = this.#image(imageId)?.rootId;
          return { merges: this.merges.filter(({ image }) => image.rootId === rootId) };
        }),
      snapshots: ({ imageId }) =>
        this.#answer('history.snapshots', () => {
          const rootId = this.#image(imageId)?.rootId;
          return {
            snapshots: this.catalog.snapshots.flatMap((snapshot) => {
              const image = this.#image(snapshot.imageId);
              if (!image || image.rootId !== rootId) return [];
              return [{ ...snapshot, sha256: image.sha256, editId: image.editId, createdAt: 0 }];
            }),
          };
        }),
    },
    queue: {
      list: () =>
        this.#answer('queue.list', () => ({
          entries: this.entries.map((entry) => this.revised(entry)),
          revision: this.revised({}).revision,
          paused: this.paused,
          waiting: this.entries.filter(({ run }) => run.state === 'queued').length,
          moreUndecided: false,
          ...this.obstacles,
        })),
      tryAgain: () => this.#answer('queue.tryAgain', () => ({})),
      pause: () => this.#answer('queue.pause', () => ({})),
      resume: () => this.#answer('queue.resume', () => ({})),
      reorder: () => this.#answer('queue.reorder', () => ({})),
      undecided: () => this.#answer('queue.undecided', () => ({ entries: [], more: false })),
      proceed: () => this.#answer('queue.proceed', () => ({})),
      clearFinished: () =>
        this.#answer('queue.clearFinished', () => {
          this.entries = this.entries.filter(({ run }) => !isFinished(run.state));
          return this.revised({});
        }),
    },
    run: {
      check: async ({ runId }) => this.#answerEntry('run.check', runId),
      dismiss: async ({ runId }) => this.#answerEntry('run.dismiss', runId),
      receipt: async ({ runId }) => {
        const entry = this.entries.find(({ run }) => run.id === runId);
        if (!entry) return { ok: false, error: appError('not-found') };
        return this.#answer('run.receipt', () => ({ run: entry.run, events: [], receipt: {} }));
      },
      cancel: () => this.#answer('run.cancel', () => ({})),
      retry: async ({ press, runId }) => {
        const old = this.entries.find(({ run }) => run.id === runId);
        const source = old && this.#image(old.edit.sourceImageId);
        if (!source) return { ok: false, error: appError('not-found') };
        return this.#once('run.retry', press, () => this.revised(this.#newEntry(source, partsOf(old))));
      },
    },
    upload: {
      preview: async ({ imageId }) => {
        const image = this.#image(imageId);
        if (!image) return { ok: false, error: appError('not-found') };
        const { sha256, mime, bytes, width, height } = image;
        return this.#answer('upload.preview', () => ({ sha256, mime, bytes, width, height }));
      },
    },
    finish: {
      make: async ({ imageId, recipe }) => {
        const raw = this.#image(this.#image(imageId)?.finishOf ?? imageId);
        const entry = this.entries.find(({ edit }) => edit.id === raw?.editId);
        if (!raw || !entry) return { ok: false, error: appError('not-found') };
        return this.#answer('finish.make', () => this.#finished(entry, raw, recipe));
      },
      cancel: () => this.#answer('finish.cancel', () => ({})),
      many: ({ target }) => {
        this.lastBatchId += 1;
        const total = 'ids' in target ? target.ids.length : this.images.length;
        return this.#answer('finish.many', () => ({ batchId: this.lastBatchId, total }));
      },
      cancelMany: () => this.#answer('finish.cancelMany', () => ({})),
      findMask: () => this.#answer('finish.findMask', () => ({ sha256: 'f'.repeat(64), insideShare: 0.1 })),
    },
    merge: {
      plan: ({ leftId }) =>
        this.#answer('merge.plan', () => {
          const left = this.#image(leftId) as LibraryImage;
          const { width, height } = left;
          return { ...this.mergeOutline, baseId: left.rootId, width, height };
        }),
      make: ({ leftId, rightId, choices }) =>
        this.#answer('merge.make', () => this.#merged(leftId, rightId, choices)),
      again: ({ mergeId }) =>
        this.#answer('merge.again', () => {
          const known = this.merges.find(({ merge }) => merge.id === mergeId) as MergedPicture;
          return { ...known, identical: true };
        }),
      cancel: () => this.#answer('merge.cancel', () => ({})),
    },
    blame: {
      map: ({ imageId }) =>
        this.#answer('blame.map', () => {
          const { width, height } = this.#image(imageId) as LibraryImage;
          return {
            key: 'b'.repeat(64),
            width,
            height,
            steps: [{ imageId, edit: null, merged: false }],
          };
        }),
    },
    key: {
      set: ({ key }) =>
        this.#answer('key.set', () => {
          this.key = { ...this.key, present: true, lastFour: key.slice(-4), kept: 'keyring' };
          return this.key;
        }),
      clear: () =>
        this.#answer('key.clear', () => {
          this.key = { ...this.key, present: false, lastFour: '', kept: 'nowhere' };
          return this.key;
        }),
      test: () => this.#answer('key.test', () => ({ problem: null })),
    },
    health: {
      check: () =>
        this.#answer('health.check', () => ({ at: 0, pictures: 0, found: NO_DAMAGE, repairable: NO_DAMAGE })),
      repair: () => this.#answer('health.repair', () => ({ repaired: NO_DAMAGE, left: NO_DAMAGE })),
    },
    libraryPlace: {
      state: () => this.#answer('libraryPlace.state', () => PLACE),
      move: () => this.#answer('libraryPlace.move', () => PLACE),
      resume: () => this.#answer('libraryPlace.resume', () => PLACE),
      cancel: () => this.#answer('libraryPlace.cancel', () => PLACE),
      trashPrevious: () => this.#answer('libraryPlace.trashPrevious', () => PLACE),
      keepPrevious: () => this.#answer('libraryPlace.keepPrevious', () => PLACE),
    },
    backups: {
      list: () => this.#answer('backups.list', () => ({ backups: [] })),
      backUp: () => this.#answer('backups.backUp', () => ({ name: 'backup', at: 0, bytes: 0 })),
      preview: () =>
        this.#answer('backups.preview', () => ({
          onlyInLibrary: { pictures: 0, edits: 0, runs: 0 },
          onlyInBackup: { pictures: 0, edits: 0, runs: 0 },
        })),
      restore: () => this.#answer('backups.restore', () => ({})),
      place: () => this.#answer('backups.place', () => NO_SECOND_PLACE),
      pickPlace: () => this.#answer('backups.pickPlace', () => NO_SECOND_PLACE),
      clearPlace: () => this.#answer('backups.clearPlace', () => NO_SECOND_PLACE),
      copyNow: () => this.#answer('backups.copyNow', () => ({})),
    },
    updates: {
      state: () => this.#answer('updates.state', () => this.updates),
      check: () => this.#answer('updates.check', () => this.updates),
      download: () => this.#answer('updates.download', () => this.updates),
      cancel: () => this.#answer('updates.cancel', () => this.updates),
      install: () => this.#answer('updates.install', () => this.updates),
    },
    usage: {
      summary: () =>
        this.#answer('usage.summary', () => ({ rows: [], paidToday: 0, dailyCap: this.settings.dailyCap })),
      exportCsv: () => this.#answer('usage.exportCsv', () => ({ savedTo: null })),
    },
    on: (event, listener) => {
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    dropWorkflow: () => this.#answer('workflow.drop', () => this.workflow),
    importFiles: (files) =>
      this.#answer('import.start', () => ({
        importId: 7,
        uploads: files.map((_, index) => ({ index, url: `/import/7/${index}` })),
      })),
  } satisfies Bridge;
}
