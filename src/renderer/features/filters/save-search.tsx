import { isEverything } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { Star } from 'lucide-react';
import { useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { Popover } from '../../ui/popover.tsx';
import { activeFilters } from './filters.ts';
import { useQuery, useShownSearch } from './use-query.ts';
import './save-search.css';

/** The star that saves the current search under a name. Filled if saved. */
export function SaveSearch() {
  const { labels, changes } = useStores();
  const { query } = useQuery();
  const saved = useShownSearch();
  const [open, setOpen] = useState(false);
  if (query.place === 'trash' || isEverything(query)) return null;
  const { run } = changes.getState();
  return (
    <Popover
      label={t.filters.saveSearch}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          icon={Star}
          small
          className="save-search"
          aria-pressed={saved !== undefined}
          label={saved ? t.filters.savedAs(saved.name) : t.filters.saveSearch}
        />
      }
    >
      <NameForm
        label={t.filters.searchName}
        value={saved?.name ?? suggestedName()}
        action={t.common.save}
        onName={(name) => {
          setOpen(false);
          if (name !== saved?.name)
            void run(
              saved ? { do: 'change-search', search: saved.id, name } : { do: 'save-search', name, query },
            );
        }}
        other={
          saved ? (
            <Button
              variant="ghost"
              onClick={() => {
                setOpen(false);
                void run({ do: 'delete-search', search: saved.id });
              }}
            >
              {t.common.delete}
            </Button>
          ) : null
        }
      />
    </Popover>
  );

  function suggestedName(): string {
    const { tagNames } = labels.getState();
    return [query.search.trim(), ...activeFilters(query.filter, tagNames).map(({ label }) => label)]
      .filter(Boolean)
      .join(', ')
      .slice(0, 100);
  }
}
