import { FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useMoney, useSettings, useStores } from '../../stores/context.tsx';
import type { MoneyDays } from '../../stores/money-store.ts';
import { Button } from '../../ui/button.tsx';
import { type Choice, Select } from '../../ui/select.tsx';
import { UsageTable } from './usage-table.tsx';
import { paidTodayWords } from './usage-words.ts';

const RANGES: readonly Choice<`${MoneyDays}`>[] = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '365', label: 'Last 365 days' },
];

/** What the runs cost: by day, engine and state. */
export function UsageSection() {
  const { money } = useStores();
  const summary = useMoney((state) => state.summary);
  const problem = useMoney((state) => state.problem);
  const days = useMoney((state) => state.days);
  const cap = useSettings((state) => state.settings.dailyCap);
  useEffect(() => void money.getState().load(), [money]);
  return (
    <>
      <p className="settings-lead numerals">
        {summary ? paidTodayWords(summary.paidToday, cap) : 'Adding up…'}
      </p>
      <div className="usage-tools">
        <div className="usage-range">
          <Select
            aria-label="Range"
            value={`${days}`}
            choices={RANGES}
            onChange={(range) => money.getState().daysChanged(Number(range) as MoneyDays)}
          />
        </div>
        <Button onClick={() => void money.getState().exportCsv()}>
          <FileDown size={16} strokeWidth={1.75} aria-hidden />
          Export CSV…
        </Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {summary && summary.rows.length > 0 ? <UsageTable rows={summary.rows} /> : null}
      {summary && summary.rows.length === 0 ? <p className="meta">No runs in this time.</p> : null}
    </>
  );
}
