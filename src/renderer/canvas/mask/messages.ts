import type { Size } from '@shared/geometry.ts';
import type { FeatherPreview } from './feather.ts';
import type { PackedTiles } from './gray.ts';

/** Requests to the mask worker. Each gets one answer with the same `id`. */
export type MaskQuestion =
  | { readonly kind: 'encode'; readonly id: number; readonly mask: PackedTiles }
  | { readonly kind: 'decode'; readonly id: number; readonly png: Uint8Array; readonly size: Size }
  | { readonly kind: 'resize'; readonly id: number; readonly mask: PackedTiles; readonly by: number }
  | { readonly kind: 'feather'; readonly id: number; readonly mask: PackedTiles; readonly featherPx: number };

export type MaskAnswer =
  | { readonly kind: 'png'; readonly id: number; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'tiles'; readonly id: number; readonly mask: PackedTiles }
  | { readonly kind: 'feather'; readonly id: number; readonly preview: FeatherPreview }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
