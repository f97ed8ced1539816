import type { LabelWithCount } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { Tags } from 'lucide-react';
import { useState } from 'react';
import { useLabels } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { FilterRow, FilterSection, toggledTag, useQuery } from '../filters/index.ts';
import { TagManager } from './tag-manager.tsx';
import { useTagsBeginning } from './use-tags-beginning.ts';

/** Number of tags listed before searching by name. */
const SHOWN = 10;

/** The most used tags. Others are found by prefix. A picture must have all active ones. */
export function TagsSection() {
  const { query, filter } = useQuery();
  const all = useLabels((state) => state.tags);
  const names = useLabels((state) => state.tagNames);
  const [beginning, setBeginning] = useState('');
  const found = useTagsBeginning(beginning.trim() === '' ? null : beginning, 50);
  const on = query.filter.tags ?? [];
  if (all.length === 0) return null;
  const chosen = on.map((id) => all.find((tag) => tag.id === id) ?? { id, name: names.get(id) ?? '…' });
  const others = (found ?? all).filter((tag) => !on.includes(tag.id) && tag.live > 0);
  const shown: readonly (Pick<LabelWithCount, 'id' | 'name'> & Partial<LabelWithCount>)[] = [
    ...chosen,
    ...others.slice(0, SHOWN),
  ];
  return (
    <FilterSection
      section="tags"
      on={on.length > 0}
      action={
        <Popover
          label={t.labels.manageTags}
          className="tag-manager"
          side="right"
          trigger={<IconButton icon={Tags} small label={t.labels.manageTags} />}
        >
          <TagManager />
        </Popover>
      }
    >
      {all.length > SHOWN ? (
        <input
          dir="auto"
          maxLength={100}
          type="text"
          className="input filter-find"
          aria-label={t.labels.findTag}
          placeholder={t.labels.findTag}
          value={beginning}
          spellCheck={false}
          onChange={(event) => setBeginning(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || beginning === '') return;
            event.stopPropagation();
            setBeginning('');
          }}
        />
      ) : null}
      {shown.map((tag) => (
        <FilterRow
          key={tag.id}
          name={tag.name}
          count={tag.live}
          on={on.includes(tag.id)}
          onClick={() => filter(toggledTag(query.filter, tag.id))}
        />
      ))}
      {found && others.length === 0 ? <p className="filter-note">{t.labels.noSuchTag}</p> : null}
      {others.length > SHOWN ? (
        <p className="filter-note">{t.labels.andMore(others.length - SHOWN)}</p>
      ) : null}
    </FilterSection>
  );
}
