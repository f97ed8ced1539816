import type { LabelWithCount } from '@shared/domain/facets.ts';
import { useEffect, useMemo, useState } from 'react';
import { useLabels, useSettings, useStores } from '../../stores/context.tsx';
import { itemAt, type Suggestion, suggestions } from '../filters/index.ts';

/** A suggestion in the list below the search. *help* shows the search syntax. */
export type SearchSuggestion = Suggestion | { readonly kind: 'help' };

/** Number of tags requested. */
const TAGS_MAX = 8;
const NONE: readonly SearchSuggestion[] = [];

/** Returns the suggestions; none while the list is hidden. */
export function useSearchChoices(text: string, cursor: number, open: boolean): readonly SearchSuggestion[] {
  const { labels } = useStores();
  const recent = useSettings((state) => state.settings.recentSearches);
  const collections = useLabels((state) => state.collections);
  const facets = useLabels((state) => state.facets);
  const { field, value } = itemAt(text, cursor);
  const tags = useTags(open && (field === 'tag' || (field === null && value !== '')) ? value : null);
  useEffect(() => {
    if (open && labels.getState().facets === null) void labels.getState().load();
  }, [open, labels]);
  return useMemo(() => {
    if (!open) return NONE;
    const found = suggestions(text, cursor, { recent, tags, collections, facets });
    return text.trim() === '' ? [...found, { kind: 'help' }] : found;
  }, [open, text, cursor, recent, tags, collections, facets]);
}

const NO_TAGS: readonly LabelWithCount[] = [];

/** Tags with this prefix. Late answers are dropped. */
function useTags(beginning: string | null): readonly LabelWithCount[] {
  const { labels } = useStores();
  const [tags, setTags] = useState(NO_TAGS);
  useEffect(() => {
    if (beginning === null) return setTags(NO_TAGS);
    let stale = false;
    void labels
      .getState()
      .completeTag(beginning, TAGS_MAX)
      .then((found) => !stale && setTags(found));
    return () => {
      stale = true;
    };
  }, [beginning, labels]);
  return tags;
}
