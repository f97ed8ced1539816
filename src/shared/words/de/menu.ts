import type { menu as English } from '../en/menu.ts';

export const menu: typeof English = {};
