import type { MergeChoice, MergeConflict } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { useMerge, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

const CHOICES = ['a', 'b', 'base'] as const satisfies readonly MergeChoice[];

/** The conflicts of a merge, each with whose pixels it gets. */
export function ConflictList({ conflicts }: { readonly conflicts: readonly MergeConflict[] }) {
  const { merge } = useStores();
  return (
    <section className="merge-list" aria-label={t.merge.conflicts}>
      {conflicts.length > 1 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
        <div className="merge-all" role="group" aria-label={t.merge.all}>
          <span aria-hidden>{t.merge.all}</span>
          {CHOICES.map((choice) => (
            <Button key={choice} small onClick={() => merge.getState().chooseAll(choice)}>
              {t.merge.choices[choice]}
            </Button>
          ))}
        </div>
      ) : null}
      <ol>
        {conflicts.map((conflict, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conflicts are known by their places
          <ConflictItem key={place} conflict={conflict} place={place} />
        ))}
      </ol>
    </section>
  );
}

function ConflictItem({ conflict, place }: { readonly conflict: MergeConflict; readonly place: number }) {
  const { merge } = useStores();
  const chosen = useMerge((state) => state.choices[place] ?? null);
  const isCurrent = useMerge((state) => state.current === place);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={item}>
      <fieldset
        className="merge-conflict"
        data-current={isCurrent || undefined}
        data-open={chosen === null || undefined}
        onFocus={() => merge.getState().lookAt(place)}
      >
        <legend>{t.merge.conflict(place + 1)}</legend>
        <p className="numerals">{t.merge.conflictSize(conflict.width, conflict.height, conflict.pixels)}</p>
        <span className="merge-choices">
          {CHOICES.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name={`conflict-${place}`}
                checked={chosen === choice}
                onChange={() => merge.getState().choose(place, choice)}
              />
              {t.merge.choices[choice]}
            </label>
          ))}
        </span>
      </fieldset>
    </li>
  );
}
