import { basename } from 'node:path';
import { paidEngines } from '@shared/domain/engine-catalog.ts';
import type { UsageRow, UsageSummary } from '@shared/domain/usage.ts';
import { dayName, startOfDay } from '@shared/local-day.ts';
import { csvName } from '../export/export-text.ts';
import type { ReadDb } from '../library/database/db.ts';
import { paidRunsSince } from '../library/ledger/queue-order.ts';
import { creditReadings, lastStart, nextReadings, runSums } from '../library/ledger/usage.ts';
import type { Clock, Desktop } from '../ports.ts';
import { saveFailure } from '../write-failure.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import { createCreditMeter } from './credits.ts';
import { writeRunCsv } from './run-csv.ts';

/** Maximum number of rows in a summary, to keep an IPC message below 64 KB. */
const ROWS_MAX = 400;

/** Runs started from `from` up to `to`, in milliseconds since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface UsageService {
  /** Totals by local day, engine and state, newest day first. */
  summary(span: TimeRange): Promise<UsageSummary>;
  /** Saves one line per run where the user chooses. Returns the file's name, or null if canceled. */
  exportCsv(span: TimeRange): Promise<{ savedTo: string | null }>;
}

interface UsageServiceDeps {
  readonly db: ReadDb;
  readonly desktop: Pick<Desktop, 'pickSaveFile'>;
  readonly clock: Clock;
  readonly dailyCap: () => number;
}

export function createUsageService({ db, desktop, clock, dailyCap }: UsageServiceDeps): UsageService {
  return {
    async summary({ from, to }) {
      const rows: UsageRow[] = [];
      const credits = meterFrom(db, to);
      // Day by day, so that years of runs don't block other work.
      for (let end = to; rows.length < ROWS_MAX; ) {
        const last = lastStart(db, from, end);
        if (last === null) break;
        const start = Math.max(startOfDay(last), from);
        rows.push(...rowsOfDay(db, start, end, credits));
        end = start;
        await yieldToEventLoop();
      }
      const midnight = startOfDay(clock());
      const paidToday = paidEngines().reduce((sum, engine) => sum + paidRunsSince(db, engine, midnight), 0);
      return { rows: rows.slice(0, ROWS_MAX), paidToday, dailyCap: dailyCap() };
    },

    async exportCsv(span) {
      const last = Math.max(span.from, Math.min(span.to - 1, clock()));
      const name = csvName(dayName(span.from), dayName(last));
      const target = await desktop.pickSaveFile(name);
      if (target === null) return { savedTo: null };
      await writeRunCsv(db, span, meterFrom(db, span.to), target).catch(async (error: unknown) => {
        throw await saveFailure(error, target);
      });
      return { savedTo: basename(target) };
    },
  };
}

/** Returns a meter that knows the reading after the range, so that the range's last run has a cost. */
function meterFrom(db: ReadDb, to: number): ReturnType<typeof createCreditMeter> {
  const meter = createCreditMeter();
  for (const reading of nextReadings(db, to).toReversed()) meter(reading);
  return meter;
}

function rowsOfDay(
  db: ReadDb,
  from: number,
  to: number,
  meter: ReturnType<typeof createCreditMeter>,
): UsageRow[] {
  const credits = new Map<string, number>();
  for (const reading of creditReadings(db, from, to)) {
    const cost = meter(reading);
    const group = `${reading.engine} ${reading.state}`;
    if (cost !== null) credits.set(group, (credits.get(group) ?? 0) + cost);
  }
  const day = dayName(from);
  return runSums(db, from, to).map((sum) => ({
    day,
    ...sum,
    credits: credits.get(`${sum.engine} ${sum.state}`) ?? null,
  }));
}
