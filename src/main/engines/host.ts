import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EngineOptions } from '@shared/domain/engine.ts';
import { type EngineCatalog, findModel, modelsOf, setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { type AppError, appError, Failure } from '@shared/errors.ts';
import type { Http } from '../http/http.ts';
import { type Engine, RunFailure } from '../ports.ts';
import { type ModelFiles, readModelFiles } from './model-files.ts';
import type { EngineModule, EngineService, EngineWorld, ListedModel, ReplaceableWorkflow } from './module.ts';

export interface EngineHostDeps
  extends Omit<
    EngineWorld,
    'key' | 'options' | 'setOption' | 'folder' | 'modelsChanged' | 'model' | 'models'
  > {
  readonly modules: readonly EngineModule[];
  /** Folder of the user's model files, which need not exist. */
  readonly modelsFolder?: string;
  readonly keyOf: (engine: EngineId) => Promise<string | null>;
  /** The options that the user set, by key. */
  readonly optionsOf: (engine: EngineId) => EngineOptions;
  readonly setOptionOf: (engine: EngineId, key: string, value: string) => Promise<void>;
  /** Folder with a folder for the files of each engine. Neither need exist. */
  readonly filesFolder: string;
  /** A model or a refused file has changed since the start. */
  readonly changed: () => void;
}

/** The engines of this build, in use. */
export interface EngineHost {
  readonly engines: readonly Engine[];
  /** Model files that are not used, and why. */
  refused(): readonly ModelRefusal[];
  /** Reads the user's model files again. */
  rereadModels(): void;
  /** Requests the list of an engine's models. Null: its service has none. */
  modelList(engine: EngineId): ((signal: AbortSignal) => Promise<readonly ListedModel[]>) | null;
  /** Tests an engine's key and address for free. Returns null if they work. */
  test(engine: EngineId, signal: AbortSignal): Promise<AppError | null>;
  /** Returns the workflow of an engine that the user can replace. Throws `not-found` for other engines. */
  workflowOf(engine: EngineId): ReplaceableWorkflow;
  /** Whether any service that needs the network is reachable. */
  isReachable(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** Returns the engines of a table and their models. */
export function catalogOf(modules: readonly EngineModule[]): EngineCatalog {
  return {
    engines: modules.map(({ info }) => info),
    models: modules.flatMap(({ models }) => models),
  };
}

/** Creates every engine of a table and publishes them in this process's catalog. */
export function createEngineHost({
  modules,
  keyOf,
  optionsOf,
  setOptionOf,
  filesFolder,
  changed,
  modelsFolder,
  ...world
}: EngineHostDeps): EngineHost {
  const own = catalogOf(modules);
  const readUsers = (): ModelFiles =>
    modelsFolder === undefined ? { models: [], refused: [] } : readModelFiles(modelsFolder, own);
  let users = readUsers();
  const publish = () =>
    setEngineCatalog({
      engines: own.engines,
      models: [
        ...modules.flatMap(({ info, models }) => services.get(info.id)?.models?.() ?? models),
        ...users.models,
      ],
    });
  const publishChange = () => {
    publish();
    changed();
  };
  let http: Promise<Http> | null = null;
  const shared = () => {
    http ??= world.http();
    return http;
  };
  const services = new Map<EngineId, EngineService>(
    modules.map(({ info, create }) => [
      info.id,
      create({
        ...world,
        http: shared,
        key: () => openKey(() => keyOf(info.id)),
        options: () => ({
          ...Object.fromEntries(info.options.map((option) => [option.key, option.default])),
          ...optionsOf(info.id),
        }),
        setOption: (key, value) => setOptionOf(info.id, key, value),
        folder: join(filesFolder, info.id),
        modelsChanged: publishChange,
        model: (id) => findModel(info.id, id),
        models: () => modelsOf(info.id),
      }),
    ]),
  );
  publish();
  return {
    engines: [...services.values()].map(({ engine }) => engine),
    refused: () => users.refused,
    rereadModels() {
      const next = readUsers();
      if (isDeepStrictEqual(next, users)) return;
      users = next;
      publishChange();
    },
    modelList: (id) => services.get(id)?.listModels ?? null,
    async test(id, signal) {
      const service = services.get(id);
      if (!service?.test) return appError('not-found', { reason: 'cannot-ask' });
      try {
        return await service.test(signal);
      } catch (error) {
        if (error instanceof RunFailure) return error.value;
        throw error;
      }
    },
    workflowOf(id) {
      const workflow = services.get(id)?.workflow;
      if (!workflow) throw new Failure('not-found');
      return workflow;
    },
    async isReachable(signal) {
      const probes = [...services.values()].flatMap(({ engine, isReachable }) =>
        engine.needsNetwork && isReachable ? [isReachable(signal)] : [],
      );
      return (await Promise.all(probes)).some((reached) => reached);
    },
    async close() {
      await Promise.all([...services.values()].map((service) => service.close?.()));
      await (await http)?.close();
    },
  };
}

/** Throws `RunFailure` if the key can't be read, which blocks every run. */
async function openKey(read: () => Promise<string | null>): Promise<string | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new RunFailure('wait', error.value, { blocks: true, cause: error });
  }
}
