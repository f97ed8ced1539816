import type { BenchRow } from './bench.ts';
import { comfyuiBench } from './comfyui-bench.ts';
import { fourthBench } from './fourth-bench.ts';
import { oneminBench } from './onemin-bench.ts';
import { openaiBench } from './openai-bench.ts';
import { practiceBench } from './practice-bench.ts';

/** One bench for each engine of the table, and for the one that is only in the fixtures. */
export const BENCHES: readonly BenchRow[] = [
  practiceBench,
  oneminBench,
  comfyuiBench,
  openaiBench,
  fourthBench,
];
