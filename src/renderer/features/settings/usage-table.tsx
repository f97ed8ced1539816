import { isPaid } from '@shared/domain/engine-catalog.ts';
import type { UsageRow } from '@shared/domain/usage.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import { countText } from '../../format/numbers.ts';
import { dayText } from './usage-text.ts';

const count = (value: number) => (value === 0 ? '–' : countText(value));

/** One row per day, engine and state, with totals below. */
export function UsageTable({ rows }: { readonly rows: readonly UsageRow[] }) {
  const { columns } = t.settings;
  const sum = (of: (row: UsageRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const credits = rows.some((row) => row.credits !== null) ? sum((row) => row.credits ?? 0) : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section className="usage-scroll" tabIndex={0} aria-label={t.settings.runsByDay}>
      <table className="usage-table numerals">
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.engine}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.runs}</th>
            <th scope="col">{columns.charged}</th>
            <th scope="col">{columns.unknown}</th>
            <th scope="col">{columns.credits}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.engine} ${row.state}`}>
              <td>{dayText(row.day, Date.now())}</td>
              <td>{engineName(row.engine)}</td>
              <td>{t.settings.states[row.state]}</td>
              <td>{count(row.runs)}</td>
              <td>{count(row.charged)}</td>
              <td>{count(row.unknown)}</td>
              <td>
                <Credits engine={row.engine} credits={row.credits} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t.settings.sum}
            </th>
            <td>{count(sum((row) => row.runs))}</td>
            <td>{count(sum((row) => row.charged))}</td>
            <td>{count(sum((row) => row.unknown))}</td>
            <td>{credits === null ? t.settings.notTold : count(credits)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** Costs of an engine's runs, or a dash if 1min.ai did not report them. */
function Credits({ engine, credits }: Pick<UsageRow, 'engine' | 'credits'>) {
  if (!isPaid(engine)) return t.settings.free;
  if (credits !== null) return count(credits);
  return <span title={t.settings.notToldHint}>{t.settings.notTold}</span>;
}
