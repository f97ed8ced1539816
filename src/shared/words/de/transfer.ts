import type { transfer as English } from '../en/transfer.ts';

export const transfer: typeof English = {};
