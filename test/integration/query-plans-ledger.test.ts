import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  BY_EDIT,
  BY_RUN,
  FINISHED_RUNS,
  OPEN_RUNS,
  RESULTS_OF_EDITS,
  TREE_PAGE,
  UNDECIDED_RUNS,
} from '../../src/main/library/history/entries.ts';
import { FINISHES_OF_RAW, MADE_BY_RECIPE, UNFINISHED } from '../../src/main/library/ledger/finishes.ts';
import { HELD } from '../../src/main/library/ledger/holds.ts';
import { RUNS_OF_PRESS } from '../../src/main/library/ledger/presses.ts';
import {
  ACTIVE_RUNS,
  NEXT_QUEUED,
  PAID_SINCE,
  WAITING_RUNS,
} from '../../src/main/library/ledger/queue-order.ts';
import { UNJUDGED, UNJUDGED_RUNS } from '../../src/main/library/ledger/results.ts';
import { EXPAND_SQL } from '../../src/main/library/sidecars/sidecar-queue.ts';
import {
  LAST_RERUN_SQL,
  MEASURED_RERUNS_SQL,
  OPEN_RERUN_SQL,
  OWN_PICTURE_SQL,
} from '../../src/main/library/watches/watches.ts';
import { openRig, type Rig, tempFolder } from '../fixtures/ledger-rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let rig: Rig;
beforeAll(async () => {
  folder = await tempFolder();
  rig = await openRig(folder.path, { engines: [] });
});
afterAll(async () => {
  await rig.close();
  await folder.remove();
});

function plan(sql: string): string[] {
  const values = Array(sql.split('?').length - 1).fill(1);
  const rows = rig.library.db.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+/g, '1')}`).all(...values) as {
    detail: string;
  }[];
  return rows.map((row) => row.detail);
}

it.each([
  ['a page of a tree', TREE_PAGE, 'edits USING INDEX edits_root (root_id=? AND id<?)'],
  ['the picture of a watched edit', OWN_PICTURE_SQL, 'runs USING INTEGER PRIMARY KEY'],
  ['measured re-runs', MEASURED_RERUNS_SQL, 'reruns USING INDEX edits_reruns (rerun_of=?)'],
  ['the last re-run', LAST_RERUN_SQL, 'reruns USING INDEX edits_reruns (rerun_of=?)'],
  ['an open re-run', OPEN_RERUN_SQL, 'reruns USING INDEX edits_reruns (rerun_of=?)'],
  ['one entry', BY_EDIT, 'edits USING INTEGER PRIMARY KEY'],
  ['open runs', OPEN_RUNS, 'SCAN runs USING INDEX runs_open'],
  ['runs that are over', FINISHED_RUNS, 'SCAN runs USING INDEX runs_settled'],
  ['runs to decide on', UNDECIDED_RUNS, 'runs USING INDEX runs_undecided (id<?)'],
  ['one run', BY_RUN, 'runs USING INTEGER PRIMARY KEY'],
  ['the runs of a press', RUNS_OF_PRESS, 'runs USING INDEX runs_press (press=?)'],
  ['how many are held', HELD, 'SCAN runs USING INDEX runs_open'],
  ['the next run', NEXT_QUEUED, 'SCAN runs USING INDEX runs_open'],
  ['runs cut off', ACTIVE_RUNS, 'SCAN runs USING INDEX runs_open'],
  ['paid runs of a day', PAID_SINCE, 'runs USING INDEX runs_started (engine=? AND started_at>?)'],
  ['how many wait', WAITING_RUNS, 'SCAN runs USING INDEX runs_open'],
  ['re-runs without a verdict', UNJUDGED_RUNS, 'SCAN results'],
  ['results of edits', RESULTS_OF_EDITS, 'runs USING COVERING INDEX runs_edit (edit_id=?)'],
  ['finished pictures of results', FINISHES_OF_RAW, 'finishes USING INDEX finishes_raw (raw_image_id=?)'],
  ['results to be finished', UNFINISHED, 'SCAN results'],
  ['what a recipe made', MADE_BY_RECIPE, 'finishes USING INDEX finishes_raw (raw_image_id=?)'],
  ['pairs to compare', UNJUDGED, 'results USING INDEX sqlite_autoindex_results_2 (run_id=?)'],
])('%s: by its index, in its order', (_, sql, index) => {
  const details = plan(sql);
  expect(details.join('\n')).toContain(index);
  // The two partial indexes contain exactly the requested rows, in order: scanning one isn't a table scan.
  const scans = details.filter(
    (line) =>
      /^SCAN (?!json_each)/.test(line) &&
      !/INDEX runs_(open|settled)$/.test(line) &&
      sql !== UNJUDGED_RUNS &&
      sql !== UNFINISHED,
  );
  expect(scans).toEqual([]);
  const sorts = details.filter((line) => line.includes('TEMP B-TREE'));
  // Results of at most fifty edits are sorted, because they come from as many places of the index.
  if (sql !== RESULTS_OF_EDITS && sql !== FINISHES_OF_RAW) expect(sorts).toEqual([]);
});

it('finds what a purged picture made without looking at every picture', () => {
  const details = plan(EXPAND_SQL.children);
  expect(details).not.toContain('SEARCH images USING INTEGER PRIMARY KEY (rowid>?)');
  expect(details.join('\n')).not.toContain('SCAN images');
});
