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
  /** What would be sent of each reference picture, or why it can't be prepared. Missing: being prepared. */
  readonly references: ReadonlyMap<number, UploadPreview | ReferenceProblem>;
  /** `revision` changes with the picture's settings. */
  load(imageId: number, revision: string): Promise<void>;
  /** Prepares these reference pictures, unless they are already. One that couldn't be is tried again. */
  loadReferences(imageIds: readonly number[]): Promise<void>;
}

/** What would be sent of the selected picture. */
export function createPreviewStore(
  bridge: Bridge,
  freeze: (imageId: number) => Promise<LocalParts> = () => Promise.resolve(NO_LOCAL_PARTS),
) {
  let requested = '';
  /** The reference pictures that are shown. */
  let wanted: readonly number[] = [];
  let preparing: Promise<void> | null = null;
  return createStore<PreviewState>()((set, get) => {
    const nextId = () => wanted.find((id) => !get().references.has(id));
    /** Prepares one after another, each once: the list may change in the meantime. */
    const prepareWanted = async () => {
      for (let id = nextId(); id !== undefined; id = nextId()) {
        const preview = await callMain(bridge.upload.preview({ imageId: id, prepare: WHOLE_PICTURE })).catch(
          (error: unknown) => ({ problem: messageOf(error) }),
        );
        if (!wanted.includes(id)) continue;
        set(({ references }) => ({ references: new Map(references).set(id, preview) }));
      }
      preparing = null;
    };
    return {
      imageId: null,
      preview: null,
      problem: null,
      references: new Map(),
      loadReferences: async (imageIds) => {
        wanted = imageIds;
        const { references } = get();
        const prepared = imageIds.flatMap((id) => {
          const preview = references.get(id);
          return preview && !('problem' in preview) ? [[id, preview] as const] : [];
        });
        set({ references: new Map(prepared) });
        if (nextId() === undefined) return;
        preparing ??= prepareWanted();
        await preparing;
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
    };
  });
}
