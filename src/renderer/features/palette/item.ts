import type { PalettePage } from './palette-store.ts';

/** In display order. */
export const PALETTE_GROUPS = [
  'recent',
  'seed',
  'edit',
  'look',
  'tools',
  'library',
  'window',
  'pages',
  'pictures',
  'collections',
  'searches',
  'presets',
  'settings',
] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

export interface PaletteItem {
  /** Like "action:run-edit". Recent choices are stored by it. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly label: string;
  /** Shown next to it in muted text. */
  readonly detail?: string;
  /** Additional search words. */
  readonly also?: string;
  readonly keys?: string | undefined;
  /** Whether it is the current choice of a page. */
  readonly current?: boolean;
  /** Fixed score of an item created from the query. */
  readonly always?: number;
  /** Runs after the palette has closed, or opens a page. */
  readonly chosen: (() => unknown) | { readonly page: PalettePage };
}
