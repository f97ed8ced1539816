import type { LocalParts } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import type { Pad, Region } from '@shared/domain/prepare.ts';
import type { FeatherPreview } from '../../canvas/mask/feather.ts';
import type { Tile } from '../../canvas/mask/tiles.ts';
import type { ShapeId, ToolId } from '../../canvas/tools/tool.ts';
import { type LayerFacts, type LayerId, type Layers, NO_LAYER } from './layers.ts';

/** A picture's canvas settings: what is sent of it, and where it may change. */
export interface MaskWork {
  readonly region: Region | null;
  readonly pad: Pad | null;
  readonly featherPx: number;
  readonly change: LayerFacts;
  readonly protect: LayerFacts;
  /** Its masks are on their way from the disk. */
  readonly loading: boolean;
}

export const NO_WORK: MaskWork = {
  region: null,
  pad: null,
  featherPx: DEFAULT_FINISH.featherPx,
  change: NO_LAYER,
  protect: NO_LAYER,
  loading: false,
};

/** Whether the whole picture is sent unchanged and may change everywhere. */
export function isUntouched({ region, pad, change, protect }: MaskWork): boolean {
  return region === null && pad === null && change.pixels === 0 && protect.pixels === 0;
}

/** Storage of mask files. */
export interface MaskFiles {
  put(imageId: number, png: Uint8Array<ArrayBuffer>): Promise<string>;
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

export interface MaskState {
  readonly tool: ToolId | null;
  /** The shape *Protect* draws with. */
  readonly protectShape: ShapeId;
  readonly erase: boolean;
  /** By image id; a picture without an entry is sent whole. */
  readonly works: ReadonlyMap<number, MaskWork>;
  /** A mask is being grown or shrunk. */
  readonly busy: boolean;
  /** Takes a tool; the one it has already is put away. */
  chooseTool(tool: ToolId | null): void;
  setProtectShape(shape: ShapeId): void;
  setErase(erase: boolean): void;
  setRegion(imageId: number, region: Region | null): void;
  setPad(imageId: number, pad: Pad | null): void;
  setFeather(imageId: number, featherPx: number): void;
  /** The masks of a picture, to be painted on; null until its size is known and its masks are read. */
  maskOf(imageId: number): Layers | null;
  /** A change of a mask ended. */
  commitMask(imageId: number, layer: LayerId): void;
  invert(imageId: number): void;
  clear(imageId: number): void;
  /** Grows the mask of the active tool by some pixels; shrinks it for fewer than none. */
  resize(imageId: number, by: number): Promise<void>;
  undo(imageId: number): void;
  redo(imageId: number): void;
  /** Replaces what may change, by the tiles of a mask or by the file of one. One undo takes it back. */
  setFoundMask(imageId: number, found: readonly (Tile | null)[] | Uint8Array): Promise<void>;
  /** Back to the whole picture, and nothing protected; the answer takes that back. */
  reset(imageId: number): () => void;
  /** Loads what was drawn on a picture before the window was closed. */
  open(imageId: number): Promise<void>;
  /** Stores the parts for an edit. Rejects if a mask can't be saved. */
  freeze(imageId: number): Promise<LocalParts>;
  /** Changes with everything that is set for a picture. */
  revisionOf(imageId: number): string;
  /** Which layer the active tool draws on. */
  activeLayer(): LayerId;
  /** Previews the feather of what may change, or returns null if that isn't possible. */
  previewFeather(imageId: number): Promise<FeatherPreview | null>;
  /** Lets the tools on the canvas be left; the answer takes them away. */
  attachTools(tools: { readonly leave: () => boolean }): () => void;
  /** Discards the current shape, otherwise deselects the tool. Returns false if there is neither. */
  leave(): boolean;
}
