import type { runs as English } from '../en/runs.ts';

export const runs: typeof English = {};
