import type { Bridge, In, Out, Reply } from '@shared/contract.ts';
import type { LibraryPlace } from '@shared/domain/library-place.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface PlaceState {
  /** Null until loaded. */
  readonly place: LibraryPlace | null;
  /** A call is pending. */
  readonly busy: boolean;
  load(): Promise<void>;
  setPlace(place: LibraryPlace): void;
  /** Lets the user choose a folder and begins to move. The windows reload when the library is there. */
  move(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  trashPrevious(): Promise<void>;
  keepPrevious(): Promise<void>;
}

type Plain = (input: In<'libraryPlace.state'>) => Promise<Reply<Out<'libraryPlace.state'>>>;

/** The library's folder, and a move to another one. */
export function createPlaceStore({ libraryPlace }: Bridge, toasts: ToastStore) {
  return createStore<PlaceState>()((set, get) => {
    /** One at a time. Errors are shown. */
    const call = (one: Plain) => async () => {
      if (get().busy) return;
      set({ busy: true });
      try {
        set({ place: await callMain(one({})) });
      } catch (error) {
        showErrorToast(toasts, error);
      } finally {
        set({ busy: false });
      }
    };
    return {
      place: null,
      busy: false,
      load: call(libraryPlace.state),
      setPlace: (place) => set({ place }),
      move: call(libraryPlace.move),
      resume: call(libraryPlace.resume),
      cancel: call(libraryPlace.cancel),
      trashPrevious: call(libraryPlace.trashPrevious),
      keepPrevious: call(libraryPlace.keepPrevious),
    };
  });
}
