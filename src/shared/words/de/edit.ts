import type { edit as English } from '../en/edit.ts';

export const edit: typeof English = {};
