import type { Bridge, Out } from '@shared/contract.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { createStore } from 'zustand/vanilla';
import { ask, sentenceOf } from '../../bridge/index.ts';

export type UploadPreview = Out<'upload.preview'>;

export interface PreviewState {
  /** The picture that is asked about. */
  readonly imageId: number | null;
  /** What leaves this machine for it; null until it is prepared. */
  readonly preview: UploadPreview | null;
  readonly problem: string | null;
  wanted(imageId: number): Promise<void>;
}

/** What would be sent of the selected picture. */
export function createPreviewStore(bridge: Bridge) {
  return createStore<PreviewState>()((set, get) => ({
    imageId: null,
    preview: null,
    problem: null,
    wanted: async (imageId) => {
      if (get().imageId === imageId && get().problem === null) return;
      set({ imageId, preview: null, problem: null });
      try {
        const preview = await ask(bridge.upload.preview({ imageId, prepare: WHOLE_PICTURE }));
        if (get().imageId === imageId) set({ preview });
      } catch (error) {
        if (get().imageId === imageId) set({ problem: sentenceOf(error) });
      }
    },
  }));
}
