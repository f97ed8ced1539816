import type { LabelWithCount } from '@shared/domain/facets.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { Images, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLabels, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { NameField } from '../../ui/name-field.tsx';
import { FilterSection, LabelRow, usePicturesDrop, useQuery } from '../filters/index.ts';

/** The collections. Pictures dropped on one are added; dropped next to them, they create a new one. */
export function CollectionsSection() {
  const { changes, settings } = useStores();
  const collections = useLabels((state) => state.collections);
  /** A new collection is being named, with pictures if they were dropped for it. */
  const [naming, setNaming] = useState<{ readonly target?: Target } | null>(null);
  const drop = usePicturesDrop((target) => setNaming({ target }));
  const { query } = useQuery();
  const start = () => {
    const { filtersFolded } = settings.getState().settings;
    settings.getState().save({ filtersFolded: filtersFolded.filter((each) => each !== 'collections') });
    setNaming({});
  };
  return (
    <div className={classNames(drop.over && 'filter-drop')} {...drop.target}>
      <FilterSection
        section="collections"
        count={collections.length}
        on={query.filter.collection !== undefined}
        action={<IconButton icon={Plus} small label={t.labels.newCollection} onClick={start} />}
      >
        {collections.map((collection) => (
          <CollectionRow key={collection.id} collection={collection} />
        ))}
        {naming ? (
          <NameField
            label={t.labels.collectionName}
            placeholder={t.labels.collectionName}
            onName={(name) => void changes.getState().run({ do: 'create-collection', name, ...naming })}
            onClose={() => setNaming(null)}
          />
        ) : collections.length === 0 ? (
          <p className="filter-note">{drop.over ? t.labels.collectHere : t.labels.noCollections}</p>
        ) : null}
      </FilterSection>
    </div>
  );
}

function CollectionRow({ collection }: { readonly collection: LabelWithCount }) {
  const { changes } = useStores();
  const { query, home, show } = useQuery();
  const { id, name, live } = collection;
  const on = query.filter.collection === id;
  const { run } = changes.getState();
  return (
    <LabelRow
      icon={Images}
      name={name}
      nameLabel={t.labels.collectionName}
      menuLabel={t.labels.collectionMenu(name)}
      count={live}
      on={on}
      onShow={() => show(on ? home : { ...home, filter: { collection: id } })}
      onRename={(next) => void run({ do: 'rename-collection', collection: id, name: next })}
      onDelete={() => {
        if (on) show(home);
        void run({ do: 'delete-collection', collection: id });
      }}
      onDrop={(target) => void run({ do: 'collect', collection: id, target })}
    />
  );
}
