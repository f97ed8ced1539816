import type { Bridge, Out } from '@shared/contract.ts';
import { type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';

export type UploadPreview = Out<'upload.preview'>;

export interface ReferenceProblem {
  readonly problem: string;
}

export interface PreviewState {
  /** The requested picture. */
  readonly imageId: number | null;
  /** What would be sent for it. Null until prepared. */
  readonly preview: UploadPreview | null;
  readonly problem: string | null;
  /** What would be sent of each reference picture, or why it can't be. Missing: being prepared. */
  readonly references: ReadonlyMap<number, UploadPreview | ReferenceProblem>;
  /** `revision` changes with the picture's settings. */
  load(imageId: number, revision: string): Promise<void>;
  /** Prepares these reference pictures. */
  loadReferences(imageIds: readonly number[]): Promise<void>;
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
    references: new Map(),
    loadReferences: async (imageIds) => {
      const known = get().references;
      const kept = imageIds.flatMap((id) => {
        const preview = known.get(id);
        return preview && !('problem' in preview) ? [[id, preview] as const] : [];
      });
      set({ references: new Map(kept) });
      for (const imageId of imageIds.filter((id) => !get().references.has(id))) {
        const preview = await callMain(bridge.upload.preview({ imageId, prepare: WHOLE_PICTURE })).catch(
          (error: unknown) => ({ problem: messageOf(error) }),
        );
        set((state) => ({ references: new Map(state.references).set(imageId, preview) }));
      }
    },
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
