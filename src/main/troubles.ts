import type { Trouble } from '@shared/domain/trouble.ts';

/** What is wrong right now, one of each kind, for the windows to show. */
export interface Troubles {
  list(): readonly Trouble[];
  /** Something is wrong, or is wrong in another way. */
  set(trouble: Trouble): void;
  /** It is not any more. */
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
