import type { LabelWithCount } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLabels, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { NameField } from '../../ui/name-field.tsx';
import './tag-manager.css';
import { toggledTag, useQuery } from '../filters/index.ts';
import { useTagsBeginning } from './use-tags-beginning.ts';

/** Number of listed tags. Others are found by prefix. */
const SHOWN = 100;

/** All tags: rename, merge, delete. Each can be undone. */
export function TagManager() {
  const { changes } = useStores();
  const { query, filter } = useQuery();
  const kept = useLabels((state) => state.tags);
  const [beginning, setBeginning] = useState('');
  const tags = useTagsBeginning(beginning, SHOWN) ?? kept;
  const [renaming, setRenaming] = useState<number | null>(null);
  // A list filtered by a deleted tag would be unexpectedly empty.
  const goes = (tag: LabelWithCount) => {
    if (query.filter.tags?.includes(tag.id)) filter(toggledTag(query.filter, tag.id));
  };
  const { run } = changes.getState();
  const rename = async (tag: LabelWithCount, name: string) => {
    const done = await run({ do: 'rename-tag', tag: tag.id, name });
    if (done && done.id !== tag.id) goes(tag);
  };
  const remove = async (tag: LabelWithCount) => {
    if (await run({ do: 'delete-tag', tag: tag.id })) goes(tag);
  };
  return (
    <>
      <input
        dir="auto"
        maxLength={100}
        type="search"
        className="input"
        aria-label={t.labels.findTag}
        placeholder={t.labels.findTag}
        value={beginning}
        spellCheck={false}
        onChange={(event) => setBeginning(event.currentTarget.value)}
      />
      <ul className="tag-manager-list" aria-label={t.labels.tags}>
        {tags.map((tag) => (
          <li key={tag.id} className="tag-manager-row">
            {renaming === tag.id ? (
              <NameField
                label={t.labels.tagName}
                value={tag.name}
                onName={(name) => void rename(tag, name)}
                onClose={() => setRenaming(null)}
              />
            ) : (
              <>
                <span dir="auto" className="filter-name">
                  {tag.name}
                </span>
                <span className="filter-count numerals">{t.library.count(tag.live)}</span>
                <IconButton
                  icon={Pencil}
                  small
                  label={t.labels.renameTag(tag.name)}
                  onClick={() => setRenaming(tag.id)}
                />
                <IconButton
                  icon={Trash2}
                  small
                  label={t.labels.deleteTag(tag.name)}
                  onClick={() => void remove(tag)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="meta">{tags.length === 0 ? t.labels.noSuchTag : t.labels.mergeHint}</p>
    </>
  );
}
