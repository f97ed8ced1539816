import { t } from '@shared/i18n/index.ts';
import { FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useMoney, useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import type { MoneyDays } from './money-store.ts';
import { Spot } from './spot.tsx';
import { UsageTable } from './usage-table.tsx';
import { paidTodayText } from './usage-text.ts';

const RANGES: readonly `${MoneyDays}`[] = ['7', '30', '365'];

/** What the runs cost: by day, engine and state. */
export function UsageSection() {
  const { money } = useStores();
  const summary = useMoney((state) => state.summary);
  const problem = useMoney((state) => state.problem);
  const days = useMoney((state) => state.days);
  const cap = useSettings((state) => state.settings.dailyCap);
  useEffect(() => void money.getState().load(), [money]);
  return (
    <Spot id="usage">
      <p className="settings-lead numerals">
        {summary ? paidTodayText(summary.paidToday, cap) : t.settings.addingUp}
      </p>
      <div className="usage-tools">
        <div className="usage-range">
          <Select
            aria-label={t.settings.range}
            value={`${days}`}
            choices={RANGES.map((value) => ({ value, label: t.settings.lastDays(Number(value)) }))}
            onChange={(range) => money.getState().daysChanged(Number(range) as MoneyDays)}
          />
        </div>
        <Button onClick={() => void money.getState().exportCsv()}>
          <FileDown size={16} strokeWidth={1.75} aria-hidden />
          {t.settings.exportCsv}
        </Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {summary && summary.rows.length > 0 ? <UsageTable rows={summary.rows} /> : null}
      {summary && summary.rows.length === 0 ? <p className="meta">{t.settings.noRuns}</p> : null}
    </Spot>
  );
}
