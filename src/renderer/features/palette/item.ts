import type { PalettePage } from './palette-store.ts';

/** In the order in which they are listed. */
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
  /** Like "action:run-edit"; what was chosen last is remembered by it. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly label: string;
  /** Shown beside it, fainter. */
  readonly detail?: string;
  /** Found by these words too. */
  readonly also?: string;
  readonly keys?: string | undefined;
  /** It is what is so now, among the choices of a page. */
  readonly current?: boolean;
  /** Answers whatever was typed, so well: it was made from that. */
  readonly always?: number;
  /** What it does once the palette is gone; or the page it leads to. */
  readonly chosen: (() => unknown) | { readonly page: PalettePage };
}
