import type { LabelWithCount } from '@shared/domain/facets.ts';
import { useEffect, useState } from 'react';
import { useStores } from '../../stores/context.tsx';

/**
 * Tags whose name starts with `beginning`, most used first. Reloaded when the library's tags change. Null
 * until loaded, and while `beginning` is null.
 */
export function useTagsBeginning(beginning: string | null, limit: number): readonly LabelWithCount[] | null {
  const { labels } = useStores();
  const [found, setFound] = useState<readonly LabelWithCount[] | null>(null);
  useEffect(() => {
    if (beginning === null) return setFound(null);
    let newest = 0;
    const load = () => {
      newest += 1;
      const current = newest;
      void labels
        .getState()
        .completeTag(beginning, limit)
        .then((tags) => {
          if (current === newest) setFound(tags);
        });
    };
    load();
    const stop = labels.subscribe((state, before) => {
      if (state.tags !== before.tags) load();
    });
    return () => {
      newest = -1;
      stop();
    };
  }, [beginning, limit, labels]);
  return found;
}
