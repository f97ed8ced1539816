import type { actions as English } from '../en/actions.ts';

export const actions: typeof English = {};
