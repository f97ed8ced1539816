import type { errors as English } from '../en/errors.ts';

export const errors: typeof English = {};
