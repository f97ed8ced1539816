import type { organise as English } from '../en/organise.ts';

export const organise: typeof English = {};
