import type { EngineInfo, EngineOptions } from '@shared/domain/engine.ts';
import type { EngineId, Model, ModelId } from '@shared/domain/model.ts';
import type { ModelOffer } from '@shared/domain/model-offer.ts';
import type { ChosenWorkflow } from '@shared/domain/workflow.ts';
import type { AppError } from '@shared/errors.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Engine, Imaging, Log } from '../ports.ts';
import type { AssetCache, PrepareUpload } from './uploads.ts';

/** What an engine may use of the app. Everything is its own: its key, its options, its models. */
export interface EngineWorld {
  /** Loaded on first use: most starts send nothing. Closed by the app. */
  readonly http: () => Promise<Http>;
  /** The app's own decoder. */
  readonly imaging: Imaging;
  /**
   * Returns the user's key for this engine, or null. Throws `RunFailure`, which blocks its runs, if the key
   * can't be opened.
   */
  readonly key: () => Promise<string | null>;
  /** Current values of the engine's options, complete. */
  readonly options: () => EngineOptions;
  /** Stores one of its options. It is on disk when this resolves. */
  readonly setOption: (key: string, value: string) => Promise<void>;
  /** Folder for files of its own, which need not exist. */
  readonly folder: string;
  /** Publishes the models again, after `EngineService.models` changed. */
  readonly modelsChanged: () => void;
  /** Returns a model of this engine, or null. */
  readonly model: (id: ModelId) => Model | null;
  /** All models of this engine, the user's too. */
  readonly models: () => readonly Model[];
  /** Remembers uploads by picture and account, on disk. */
  readonly assets: AssetCache;
  /** Prepares the file that is sent for a picture: upright, without metadata, at most 4 MP. */
  readonly prepareUpload: PrepareUpload;
  /** Address of the 1min.ai API. */
  readonly apiBase: string;
  /** Whether to use the asynchronous form of an API that has one. */
  readonly asynchronous: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a service lists about one of its models. See `ModelOffer`. */
export type ListedModel = Omit<ModelOffer, 'engine' | 'askedAt'>;

/** The workflow of an engine, if the user can replace it by a file. */
export interface ReplaceableWorkflow {
  state(): Promise<ChosenWorkflow>;
  /** Reads a file and uses its workflow from now on. What isn't taken is in `refused`. Throws what the disk says. */
  take(path: string): Promise<ChosenWorkflow>;
  /** Uses a workflow that was taken before. Null: the built-in one. */
  use(sha256: string | null): Promise<ChosenWorkflow>;
}

/** One engine in use. */
export interface EngineService {
  readonly engine: Engine;
  /**
   * Tests key and address for free. Returns null if they work, otherwise the problem, or throws it as a
   * `RunFailure`. Null instead of a function: there is no free call.
   */
  readonly test: ((signal: AbortSignal) => Promise<AppError | null>) | null;
  /** Whether its service is reachable, without a key. Any answer counts. Null: always. */
  readonly isReachable: ((signal: AbortSignal) => Promise<boolean>) | null;
  /** Requests prices and retirement dates of its models, for free. Without it: the service lists none. */
  readonly listModels?: (signal: AbortSignal) => Promise<readonly ListedModel[]>;
  /** Its models now, if they can change; otherwise those of the module. The first one is its default. */
  readonly models?: () => readonly Model[];
  readonly workflow?: ReplaceableWorkflow;
  readonly close?: () => Promise<void>;
}

/** One engine: a row of `table.ts`. */
export interface EngineModule {
  readonly info: EngineInfo;
  /** The models that come with it; the first one is its default. */
  readonly models: readonly Model[];
  /** Must not do anything that takes time: it is called at every start. */
  create(world: EngineWorld): EngineService;
}

/** Returns the part of an engine that its declaration determines. */
export function traitsOf({ id, paid, repeatable, needsNetwork, capabilities }: EngineInfo): {
  readonly id: EngineId;
  readonly paid: boolean;
  readonly repeatable: boolean;
  readonly needsNetwork: boolean;
  readonly findsSent: boolean;
} {
  return { id, paid, repeatable, needsNetwork, findsSent: capabilities.resumable === 'sent' };
}
