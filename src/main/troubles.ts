import type { Trouble } from '@shared/domain/trouble.ts';

/** Current problems, one per kind, for the windows to show. */
export interface Troubles {
  list(): readonly Trouble[];
  /** Adds or updates a problem. */
  set(trouble: Trouble): void;
  /** Removes problems that are solved. */
  clear(...kinds: readonly Trouble['kind'][]): void;
}

export function createTroubles(onChange: (troubles: Trouble[]) => void): Troubles {
  const now = new Map<Trouble['kind'], Trouble>();
  const changed = () => onChange([...now.values()]);
  return {
    list: () => [...now.values()],
    set(trouble) {
      if (JSON.stringify(now.get(trouble.kind)) === JSON.stringify(trouble)) return;
      now.set(trouble.kind, trouble);
      changed();
    },
    clear(...kinds) {
      if (kinds.filter((kind) => now.delete(kind)).length > 0) changed();
    },
  };
}
