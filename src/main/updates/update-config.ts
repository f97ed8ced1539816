/** What the build sets: the address of the feed, and the public keys that releases are signed with. */
export interface UpdateConfig {
  /** Null: updates are off unless the user sets an address. */
  readonly feed: string | null;
  /** Base64 of their SPKI structure. Two while one key is being replaced by another. */
  readonly keys: readonly string[];
}

/** Reads the variables of the build. `developmentKey` replaces its keys in an unpackaged app. */
export function updateConfig(developmentKey: string | null): UpdateConfig {
  const keys = developmentKey ?? import.meta.env.MAIN_VITE_UPDATE_KEYS ?? '';
  return {
    feed: import.meta.env.MAIN_VITE_UPDATE_FEED || null,
    keys: keys.split(/\s+/).filter(Boolean),
  };
}
