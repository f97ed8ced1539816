import type { ImageMime } from '@shared/domain/image.ts';
import type { PictureFile } from '../ports.ts';

/** An uploaded picture: its name on the service, and the exact bytes that were sent. */
export interface UploadedAsset {
  readonly path: string;
  /** SHA-256 in hex, length and type of the bytes that left this machine. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: ImageMime;
}

/** Stores uploads per picture and account, on disk. An account's id must differ between engines. */
export interface AssetCache {
  get(sourceSha256: string, accountId: string): UploadedAsset | null;
  set(sourceSha256: string, accountId: string, asset: UploadedAsset): void;
  forget(sourceSha256: string, accountId: string): void;
}

/** Prepares the file that is sent for a picture: upright, without metadata, at most 4 MP. */
export type PrepareUpload = (
  source: PictureFile & { readonly sha256: string },
  signal: AbortSignal,
) => Promise<PictureFile>;
