import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { BenchRow } from './lib/bench.ts';
import { inProject } from './lib/project.ts';
import { say, script } from './lib/script.ts';
import { baselineChart, targetChart } from './performance/charts.ts';
import { figures, withFigures } from './performance/figures.ts';

const PAGE = inProject('docs/performance.md');
const CHARTS = inProject('docs/charts');

// `npm run performance`: writes the figures of bench-results.json into docs/performance.md, and its charts.
await script(async () => {
  const rows = JSON.parse(readFileSync(inProject('bench-results.json'), 'utf8')) as BenchRow[];
  mkdirSync(CHARTS, { recursive: true });
  writeFileSync(`${CHARTS}/targets.svg`, targetChart(rows));
  writeFileSync(`${CHARTS}/baselines.svg`, baselineChart(rows));
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figures(rows)));
  say(`docs/performance.md has ${rows.length} rows`);
  return 0;
});
