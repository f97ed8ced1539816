import type { SeedChoice } from '@shared/domain/edit.ts';
import { isPaid } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { Coins, Images } from 'lucide-react';
import { useBatch, useEdit, useSettings, useStores, useUsage } from '../../stores/context.tsx';
import { SelectField, type SelectOption } from '../../ui/select.tsx';

const choices = (): readonly SelectOption<SeedChoice>[] => [
  { value: 'new', label: t.edit.many.newSeeds },
  { value: 'same', label: t.edit.many.sameSeed },
];

/**
 * What the next press does while several pictures are selected: the number of runs, their seeds, and how many
 * are paid.
 */
export function ManyNote({ count }: { readonly count: number }) {
  const { batch } = useStores();
  const seeds = useBatch((state) => state.seeds);
  const paid = useEdit((state) => isPaid(state.engine));
  const paidToday = useUsage((state) => state.summary?.paidToday ?? 0);
  const cap = useSettings((state) => state.settings.dailyCap);
  return (
    <div className="many-note">
      <p>
        <Images size={14} aria-hidden />
        {t.edit.many.each(count)}
      </p>
      {paid ? (
        <p>
          <Coins size={14} aria-hidden />
          {t.edit.many.paid(count, paidToday, cap)}
        </p>
      ) : null}
      <SelectField
        label={t.edit.many.seeds}
        help={t.edit.many.seedsHelp}
        value={seeds}
        choices={choices()}
        onChange={(next) => batch.getState().setSeeds(next)}
      />
    </div>
  );
}
