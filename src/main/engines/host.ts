import { isDeepStrictEqual } from 'node:util';
import type { EngineOptions } from '@shared/domain/engine.ts';
import { type EngineCatalog, findModel, modelsOf, setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { type AppError, appError, Failure } from '@shared/errors.ts';
import type { Http } from '../http/http.ts';
import { type Engine, RunFailure } from '../ports.ts';
import { type ModelFiles, readModelFiles } from './model-files.ts';
import type { EngineModule, EngineService, EngineWorld, ListedModel } from './module.ts';

export interface EngineHostDeps extends Omit<EngineWorld, 'key' | 'options' | 'model' | 'models'> {
  readonly modules: readonly EngineModule[];
  /** Folder of the user's model files, which need not exist. */
  readonly modelsFolder?: string;
  readonly keyOf: (engine: EngineId) => Promise<string | null>;
  /** The options that the user set, by key. */
  readonly optionsOf: (engine: EngineId) => EngineOptions;
}

/** The engines of this build, in use. */
export interface EngineHost {
  readonly engines: readonly Engine[];
  /** Model files that are not used, and why. */
  refused(): readonly ModelRefusal[];
  /** Reads the user's model files again. Returns whether a model or a refusal changed. */
  rereadModels(): boolean;
  /** Requests the list of an engine's models. Null: its service has none. */
  modelList(engine: EngineId): ((signal: AbortSignal) => Promise<readonly ListedModel[]>) | null;
  /** Tests an engine's key and address for free. Returns null if they work. */
  test(engine: EngineId, signal: AbortSignal): Promise<AppError | null>;
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
  modelsFolder,
  ...world
}: EngineHostDeps): EngineHost {
  const own = catalogOf(modules);
  const readUsers = (): ModelFiles =>
    modelsFolder === undefined ? { models: [], refused: [] } : readModelFiles(modelsFolder, own);
  let users = readUsers();
  const publish = () => setEngineCatalog({ engines: own.engines, models: [...own.models, ...users.models] });
  publish();
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
        model: (id) => findModel(info.id, id),
        models: () => modelsOf(info.id),
      }),
    ]),
  );
  return {
    engines: [...services.values()].map(({ engine }) => engine),
    refused: () => users.refused,
    rereadModels() {
      const next = readUsers();
      if (isDeepStrictEqual(next, users)) return false;
      users = next;
      publish();
      return true;
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
