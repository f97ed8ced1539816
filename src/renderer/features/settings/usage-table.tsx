import type { MoneyRow } from '@shared/domain/money.ts';
import { dayText, stateText } from './usage-words.ts';

const count = (value: number) => (value === 0 ? '–' : value.toLocaleString());

/** One row a day, engine and state, with the sums of all below. */
export function UsageTable({ rows }: { readonly rows: readonly MoneyRow[] }) {
  const sum = (of: (row: MoneyRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const credits = rows.some((row) => row.credits !== null) ? sum((row) => row.credits ?? 0) : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section className="usage-scroll" tabIndex={0} aria-label="Runs by day">
      <table className="usage-table numerals">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Engine</th>
            <th scope="col">State</th>
            <th scope="col">Runs</th>
            <th scope="col">Charged</th>
            <th scope="col">May be charged</th>
            <th scope="col">Credits</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.engine} ${row.state}`}>
              <td>{dayText(row.day, Date.now())}</td>
              <td>{row.engine === 'practice' ? 'Practice' : row.engine}</td>
              <td>{stateText(row.state)}</td>
              <td>{count(row.runs)}</td>
              <td>{count(row.charged)}</td>
              <td>{count(row.unknown)}</td>
              <td>{row.credits === null ? 'not told' : count(row.credits)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Sum
            </th>
            <td>{count(sum((row) => row.runs))}</td>
            <td>{count(sum((row) => row.charged))}</td>
            <td>{count(sum((row) => row.unknown))}</td>
            <td>{credits === null ? 'not told' : count(credits)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
