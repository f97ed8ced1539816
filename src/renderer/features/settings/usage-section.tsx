import { t } from '@shared/i18n/index.ts';
import { FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useSettings, useStores, useUsage } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { SettingAnchor } from './setting-anchor.tsx';
import type { UsageDays } from './usage-store.ts';
import { UsageTable } from './usage-table.tsx';
import { paidTodayText } from './usage-text.ts';

const RANGES: readonly `${UsageDays}`[] = ['7', '30', '365'];

/** Costs of the runs by day, engine and state. */
export function UsageSection() {
  const { usage } = useStores();
  const summary = useUsage((state) => state.summary);
  const problem = useUsage((state) => state.problem);
  const days = useUsage((state) => state.days);
  const cap = useSettings((state) => state.settings.dailyCap);
  useEffect(() => void usage.getState().load(), [usage]);
  return (
    <SettingAnchor id="usage">
      <p className="settings-lead numerals">
        {summary ? paidTodayText(summary.paidToday, cap) : t.settings.addingUp}
      </p>
      <div className="usage-tools">
        <div className="usage-range">
          <Select
            aria-label={t.settings.range}
            value={`${days}`}
            choices={RANGES.map((value) => ({ value, label: t.settings.lastDays(Number(value)) }))}
            onChange={(range) => usage.getState().setDays(Number(range) as UsageDays)}
          />
        </div>
        <Button onClick={() => void usage.getState().exportCsv()}>
          <FileDown size={16} strokeWidth={1.75} aria-hidden />
          {t.settings.exportCsv}
        </Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
      {summary && summary.rows.length > 0 ? <UsageTable rows={summary.rows} /> : null}
      {summary && summary.rows.length === 0 ? <p className="meta">{t.settings.noRuns}</p> : null}
    </SettingAnchor>
  );
}
