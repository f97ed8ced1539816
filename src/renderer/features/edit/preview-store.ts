import type { Bridge, Out } from '@shared/contract.ts';
import { type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';

export type UploadPreview = Out<'upload.preview'>;

export interface PreviewState {
  /** The requested picture. */
  readonly imageId: number | null;
  /** What would be sent for it. Null until prepared. */
  readonly preview: UploadPreview | null;
  readonly problem: string | null;
  /** `revision` changes with the picture's settings. */
  load(imageId: number, revision: string): Promise<void>;
}

/** What would be sent of the selected picture. */
export function createPreviewStore(
  bridge: Bridge,
  freeze: (imageId: number) => Promise<LocalParts> = () => Promise.resolve(NO_LOCAL_PARTS),
) {
  let requested = '';
  return createStore<PreviewState>()((set, get) => ({
    imageId: null,
    preview: null,
    problem: null,
    load: async (imageId, revision) => {
      const key = `${imageId} ${revision}`;
      if (requested === key && get().problem === null) return;
      requested = key;
      set({ imageId, preview: null, problem: null });
      try {
        const { prepare } = await freeze(imageId);
        if (requested !== key) return;
        const preview = await callMain(bridge.upload.preview({ imageId, prepare }));
        if (requested === key) set({ preview });
      } catch (error) {
        if (requested === key) set({ problem: messageOf(error) });
      }
    },
  }));
}
