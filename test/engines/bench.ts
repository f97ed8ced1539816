import type { EngineHost, EngineHostDeps } from '../../src/main/engines/host.ts';
import type { EngineModule } from '../../src/main/engines/module.ts';
import type { Imaging } from '../../src/main/ports.ts';

/** A fault at a named point of a run, or an answer that points elsewhere. */
export interface Trouble {
  readonly name: string;
  arrange(): void | Promise<void>;
}

/** One engine beside its test server. Everything it has is its own, so that benches can run side by side. */
export interface Bench {
  /** What differs from the app: addresses, keys, the service's place. */
  readonly world: Partial<EngineHostDeps>;
  readonly imaging?: Imaging;
  /** The key that must not appear anywhere, or null for an engine without one. */
  readonly canary: string | null;
  /** Number of edits that the service has executed so far. */
  executed(): number;
  /** Faults, one at a time, each with a fresh bench. */
  readonly faults: readonly Trouble[];
  /** Answers that would lead an engine to other hosts or to something that is no picture. */
  readonly hostile: readonly Trouble[];
  /** Makes the service hold the next edit: it has arrived, and its answer is pending until `letGo`. */
  hold(): void | Promise<void>;
  letGo(): void;
  /** Resolves when the held edit has arrived. */
  readonly arrived: () => boolean;
  /** Makes an accepted edit stay unfetched, so that a crash leaves it so. Null: this engine accepts nothing. */
  readonly holdResult: (() => void | Promise<void>) | null;
  /**
   * The pictures of the newest edit as they arrived, in order: its source, then its references. Null: no model of
   * it takes references.
   */
  readonly picturesSent: (() => readonly Buffer[]) | null;
  /** Chooses a model that takes two references, if the default one takes none. `folder` is the test's own. */
  readonly takeReferences?: (host: EngineHost, folder: string) => Promise<void>;
  /** Requests that reached a host that no answer may lead to. */
  strayRequests(): number;
  stop(): Promise<void>;
}

export interface BenchRow {
  readonly module: EngineModule;
  /** The names of the faults and of the hostile answers, known before a bench is set up. */
  readonly faults: readonly string[];
  readonly hostile: readonly string[];
  setUp(): Promise<Bench>;
}
