import { localTime } from '@shared/local-day.ts';
import { AS_SYSTEM_SETS, writeFileAtomic } from '../files/write-file-atomic.ts';
import type { ReadDb } from '../library/database/db.ts';
import { type CreditReading, type RunLine, runLines } from '../library/ledger/usage.ts';
import { BOM, csvLine } from './csv.ts';

/** Runs per page: a few milliseconds of work before yielding. */
const PAGE = 200;

export const COLUMNS = [
  'started',
  'finished',
  'duration s',
  'engine',
  'model',
  'state',
  'charged',
  'credits',
  'remote id',
  'prompt',
  'seed',
  'source name',
  'source sha256',
  'body sha256',
  'results',
] as const;

interface CsvRange {
  readonly from: number;
  readonly to: number;
}

/** Writes one line per run of a time range to `path`, newest first. The file is complete or absent. */
export async function writeRunCsv(
  db: ReadDb,
  span: CsvRange,
  credits: (run: CreditReading) => number | null,
  path: string,
): Promise<void> {
  await writeFileAtomic(
    path,
    async (file) => {
      await file.write(BOM + csvLine(COLUMNS));
      let before = { startedAt: span.to, id: 0 };
      for (;;) {
        const runs = runLines(db, span.from, before, PAGE);
        const last = runs.at(-1);
        if (!last) break;
        await file.write(runs.map((run) => csvLine(cellsOf(run, credits(run)))).join(''));
        before = last;
      }
    },
    AS_SYSTEM_SETS,
  );
}

function cellsOf(run: RunLine, credits: number | null) {
  const { startedAt, finishedAt } = run;
  return [
    localTime(startedAt),
    finishedAt === null ? null : localTime(finishedAt),
    finishedAt === null ? null : Math.max(0, finishedAt - startedAt) / 1000,
    run.engine,
    run.model,
    run.state,
    run.charged,
    credits,
    run.remoteId,
    run.prompt,
    run.seed,
    run.sourceName,
    run.sourceSha256,
    typeof run.bodySha256 === 'string' ? run.bodySha256 : null,
    run.results,
  ];
}
