import type { queue as English } from '../en/queue.ts';

export const queue: typeof English = {};
