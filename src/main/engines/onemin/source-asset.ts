import type { PictureFile } from '../../ports.ts';
import type { AssetCache, PrepareUpload, UploadedAsset } from '../uploads.ts';
import type { Account, Api } from './api.ts';
import { uploadPicture } from './upload.ts';

export interface SourceAssets {
  /** Returns the uploaded source or mask, and uploads it if needed. `uploading` is called before an upload. */
  ensure(job: {
    readonly account: Account;
    readonly source: PictureFile & { readonly sha256: string };
    readonly signal: AbortSignal;
    readonly uploading: () => void;
  }): Promise<{ readonly asset: UploadedAsset; readonly cached: boolean }>;
  /** Forgets an upload the service no longer has, so that the next run uploads it again. */
  forget(sourceSha256: string, account: Account): void;
}

/** Uploads each source once per key, even if several runs of the same image start at the same time. */
export function createSourceAssets(api: Api, cache: AssetCache, prepare: PrepareUpload): SourceAssets {
  const going = new Map<string, Promise<unknown>>();
  return {
    async ensure({ account, source, signal, uploading }) {
      const { sha256 } = source;
      const name = `${sha256} ${account.keyId}`;
      for (;;) {
        const known = cache.get(sha256, account.keyId);
        if (known) return { asset: known, cached: true };
        const other = going.get(name);
        if (!other) break;
        await other.catch(() => {});
        signal.throwIfAborted();
      }
      const upload = async () => {
        uploading();
        const picture = await prepare(source, signal);
        const asset = await uploadPicture(api, account, picture, signal);
        cache.set(sha256, account.keyId, asset);
        return asset;
      };
      const mine = upload().finally(() => going.delete(name));
      going.set(name, mine);
      return { asset: await mine, cached: false };
    },
    forget: (sourceSha256, account) => cache.forget(sourceSha256, account.keyId),
  };
}
