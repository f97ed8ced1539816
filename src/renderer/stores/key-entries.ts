import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import { needsKey } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';

/** What a window knows about the key of one engine. */
export interface KeyEntry {
  readonly status: ApiKeyStatus;
  readonly busy: 'saving' | 'testing' | 'removing' | null;
  /** Message about the last test or change. */
  readonly outcome: { readonly good: boolean; readonly message: string } | null;
}

/** The entries by engine. */
export interface KeyEntries {
  readonly keys: Readonly<Record<EngineId, KeyEntry>>;
}

const NO_ENTRIES = new Map<EngineId, KeyEntry>();

/** Returns what is known about an engine's key. */
export function keyOf({ keys }: KeyEntries, engine: EngineId): KeyEntry {
  const known = keys[engine] ?? NO_ENTRIES.get(engine);
  if (known) return known;
  const status = { engine, present: false, lastFour: '', kept: 'nowhere' } as const;
  const entry: KeyEntry = { status, busy: null, outcome: null };
  // The same object each time, as a selector needs it.
  NO_ENTRIES.set(engine, entry);
  return entry;
}

/** Whether the engine has its key, or needs none. */
export function isPresent(state: KeyEntries, engine: EngineId): boolean {
  return !needsKey(engine) || keyOf(state, engine).status.present;
}
