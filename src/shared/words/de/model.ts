import type { model as English } from '../en/model.ts';

export const model: typeof English = {};
