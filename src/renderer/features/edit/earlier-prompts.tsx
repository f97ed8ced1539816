import type { UsedPrompt } from '@shared/domain/preset.ts';
import { t } from '@shared/i18n/index.ts';
import { History, Star, X } from 'lucide-react';
import { useState } from 'react';
import { usePrompts, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { FilterList, type ListRow } from './filter-list.tsx';
import { useFocusAfter } from './use-focus-after.ts';

/** All used prompts, behind a button next to the field's label. */
export function EarlierPrompts() {
  const { prompts } = useStores();
  const focus = useFocusAfter();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t.edit.history.title}
      open={open}
      onOpenChange={(next) => {
        focus.onTurned(next);
        setOpen(next);
        if (next) void prompts.getState().list('');
      }}
      onGone={focus.onGone}
      align="end"
      className="presets"
      trigger={
        <IconButton
          ref={focus.trigger}
          icon={History}
          small
          label={t.edit.history.title}
          keys="Alt+ArrowUp"
        />
      }
    >
      <List onClose={() => setOpen(false)} />
    </Popover>
  );
}

function List({ onClose }: { readonly onClose: () => void }) {
  const { edit, prompts } = useStores();
  const [filter, setFilter] = useState('');
  const listed = usePrompts((state) => state.listed);
  const forget = (prompt: string) => void prompts.getState().forget(prompt);
  const rows = (listed ?? []).map(
    (used): ListRow => ({
      key: used.id,
      name: used.prompt,
      about: <About used={used} />,
      onPick: () => {
        edit.getState().setPrompt(used.prompt);
        onClose();
      },
      onDelete: () => forget(used.prompt),
      actions: (
        <IconButton icon={X} small label={t.edit.history.forget} onClick={() => forget(used.prompt)} />
      ),
    }),
  );
  return (
    <FilterList
      label={t.edit.history.title}
      filterLabel={t.edit.history.find}
      filter={filter}
      onFilter={(next) => {
        setFilter(next);
        void prompts.getState().list(next);
      }}
      groups={[{ key: 'all', title: null, rows }]}
      nothing={listed === null ? '' : filter === '' ? t.edit.history.empty : t.edit.history.none}
    />
  );
}

/** Number of uses, and of results that were rated or made favorites. */
function About({ used: { uses, kept } }: { readonly used: UsedPrompt }) {
  return (
    <>
      {t.edit.history.uses(uses)}
      {kept > 0 ? (
        <span className="prompt-kept">
          <Star size={12} aria-hidden /> {t.edit.history.kept(kept)}
        </span>
      ) : null}
    </>
  );
}
